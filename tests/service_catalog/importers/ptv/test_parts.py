"""Coordinates, phone numbers, areas, the flat form of general descriptions, and merging."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service_catalog.importers.ptv import flat
from service_catalog.importers.ptv.areas import area_codes
from service_catalog.importers.ptv.channels import spaced
from service_catalog.importers.ptv.merge import merged
from service_catalog.importers.ptv.phones import dialled
from service_catalog.importers.ptv.places import EASTINGS, NORTHINGS, to_degrees
from service_catalog.importers.ptv.raw import RecordError
from service_catalog.importers.ptv.records import Area, Classified
from tests.service_catalog.importers.ptv.make import GENERAL, guid


def slow_degrees(northing: float, easting: float) -> tuple[float, float]:
    """The inverse Krüger series on GRS80 to the fourth order, by hand: JHS 197, annex 2."""
    a, f, k0, lon0, e0 = 6378137.0, 1 / 298.257222101, 0.9996, math.radians(27), 500_000.0
    n = f / (2 - f)
    a1 = a / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    e = math.sqrt(2 * f - f**2)
    h = (
        n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96 - n**4 / 360,
        n**2 / 48 + n**3 / 15 - 437 * n**4 / 1440,
        17 * n**3 / 480 - 37 * n**4 / 840,
        4397 * n**4 / 161280,
    )
    xi, eta = northing / (a1 * k0), (easting - e0) / (a1 * k0)
    xi1 = xi - sum(h[i] * math.sin(2 * (i + 1) * xi) * math.cosh(2 * (i + 1) * eta) for i in range(4))
    eta1 = eta - sum(h[i] * math.cos(2 * (i + 1) * xi) * math.sinh(2 * (i + 1) * eta) for i in range(4))
    be = math.asin(math.sin(xi1) / math.cosh(eta1))
    q = math.asinh(math.tan(be))
    q1 = q + e * math.atanh(e * math.tanh(q))
    for _ in range(6):
        q1 = q + e * math.atanh(e * math.tanh(q1))
    return math.degrees(math.atan(math.sinh(q1))), math.degrees(lon0 + math.asin(math.tanh(eta1) / math.cos(be)))


@given(st.floats(*NORTHINGS), st.floats(*EASTINGS))
@settings(max_examples=100, deadline=None)
def test_coordinates_are_those_of_the_formula_to_a_decimetre(northing: float, easting: float) -> None:
    lat, lon = to_degrees(northing, easting)
    slow_lat, slow_lon = slow_degrees(northing, easting)
    assert abs(lat - slow_lat) < 2e-6
    assert abs(lon - slow_lon) < 2e-6


@pytest.mark.parametrize(
    ("northing", "easting"), [("61.5", "23.7"), ("0", "0"), ("312000", "6822000"), ("nan", "1"), ("", "1"), ("x", "y")]
)
def test_what_is_no_finnish_coordinate_is_refused(northing: str, easting: str) -> None:
    with pytest.raises(ValueError, match=r"coordinate|float"):
        to_degrees(northing, easting)


@pytest.mark.parametrize(
    ("number", "prefix", "expected"),
    [
        ("63252347", "+358", "063252347"),
        ("063252347", "+358", "063252347"),
        ("6 325 2347", "+358", "063252347"),
        ("+358 63252347", None, "063252347"),
        ("0035863252347", "", "063252347"),
        ("060096160", None, "060096160"),
        ("13145", None, "13145"),
        ("112", None, "112"),
        ("116 117", None, "116117"),
        ("400983993", None, "0400983993"),
        ("(06) 325-2347", None, "063252347"),
        ("8123456", "+46", "+468123456"),
        ("8123456", "0046", "+468123456"),
        (None, "+358", None),
        ("  ", "+358", None),
    ],
)
def test_phone_numbers_are_as_they_are_dialled(number: str | None, prefix: str | None, expected: str | None) -> None:
    assert dialled(number, prefix) == expected


@pytest.mark.parametrize("number", ["soita", "06x325", "1", "1" * 16, "06 325 2347 tai 2348", "tel:112", "<b>112</b>"])
def test_what_is_no_phone_number_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="not a phone number"):
        dialled(number)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("063252347", "06 325 2347"),
        ("0401234567", "040 123 4567"),
        ("112", "112"),
        ("116117", "116 117"),
        ("+468123456", "+468123456"),
        ("080099000", "080 099 000"),
    ],
)
def test_numbers_are_in_groups(number: str, expected: str) -> None:
    assert spaced(number) == expected
    assert spaced(number).replace(" ", "") == number


def test_areas_by_code() -> None:
    left: list[str] = []
    codes = area_codes()
    rows = codes.rows(Area("LimitedType", ("837", "588", "999"), ("08", "77"), ("99",)), lambda _w, r: left.append(r))
    assert rows == [("county", "08"), ("municipality", "837"), ("municipality", "507")]
    assert left == ["unknown region 99", "unknown wellbeing services county 77", "unknown municipality 999"]
    assert codes.rows(Area("LimitedType"), lambda _w, _r: None) == []
    assert codes.named("NOKIA") == "536"
    assert codes.named("Atlantis") is None


FLAT = {
    "id": guid(1, GENERAL),
    "reference_code": "X",
    "name": {"fi": "Velkaneuvonta"},
    "background_description": {"fi": "Tausta."},
    "laws": [{"names": {"fi": "Laki"}, "links": {"fi": "https://www.finlex.fi/x"}}],
    "charge_type": "Free",
    "service_classes": ["P15.1"],
    "ontology_terms": [{"uri": "http://www.yso.fi/onto/koko/p1", "fi": "velat"}],
}


def test_general_descriptions_in_the_flat_form() -> None:
    found = flat.general_description(FLAT, lambda _where, _reason: None)
    assert found.common.texts == {"fi": {"BackgroundDescription": "Tausta."}}
    assert (found.common.charge, found.common.terms) == ("Free", ({"fi": "velat"},))
    with pytest.raises(RecordError, match="id"):
        flat.general_description({**FLAT, "id": None}, lambda _where, _reason: None)
    with pytest.raises(RecordError, match="only general descriptions"):
        flat.service(FLAT, lambda _where, _reason: None)


def common(texts: dict[str, dict[str, str]], **more: object) -> Classified:
    values: dict[str, object] = {
        "requirements": {},
        "charge": None,
        "laws": (),
        "classes": (),
        "target_groups": (),
        "life_events": (),
        "terms": (),
        **more,
    }
    return Classified(texts=texts, **values)  # type: ignore[arg-type]


def test_a_general_description_stands_before_the_services_own_texts() -> None:
    own = common(
        {"fi": {"Summary": "Oma.", "Description": "Oma kuvaus."}},
        charge="Chargeable",
        classes=("P1",),
        requirements={"fi": "B"},
    )
    general = common(
        {
            "fi": {"Summary": "Yleinen.", "BackgroundDescription": "Tausta.", "UserInstruction": "Ohje."},
            "sv": {"Summary": "S"},
        },
        charge="FreeOfCharge",
        classes=("P2", "P1"),
        requirements={"fi": "A"},
    )
    found = merged(own, general)
    assert found.texts["fi"] == {"Summary": "Oma.", "Description": "Tausta.\n\nOma kuvaus.", "UserInstruction": "Ohje."}
    assert found.texts["sv"] == {"Summary": "S"}
    assert (found.charge, found.classes, found.requirements) == ("FreeOfCharge", ("P1", "P2"), {"fi": "A\n\nB"})


def test_texts_that_came_with_the_service_count_as_the_general_descriptions() -> None:
    own = common({"fi": {"GD_Description": "Yleinen.", "Description": "Oma.", "GD_Summary": "Tiivis."}})
    assert merged(own, None).texts["fi"] == {"Description": "Yleinen.\n\nOma.", "Summary": "Tiivis."}


def test_a_text_that_both_have_is_said_once() -> None:
    own = common({"fi": {"GD_Description": "Sama.", "Description": "Sama."}})
    assert merged(own, None).texts["fi"]["Description"] == "Sama."
