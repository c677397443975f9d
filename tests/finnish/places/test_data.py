"""The data file is what the generator makes; names and codes are the catalogue's; it is fast on any input."""

from __future__ import annotations

import csv
import gzip
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finnish.places import PlaceRecogniser, evaluate
from finnish.places.generate import HERE, all_forms, generate
from finnish.places.lexicon import DATA, ORDINARY, read_lexicon
from finnish.places.tokens import undotted

MUNICIPALITIES = Path(__file__).parents[3] / "service_catalog" / "content" / "areas" / "municipalities.csv"
HOWS = {"form", "typo", "nickname", "former", "district", "swedish", "clipped"}
MOST_BYTES = 1_500_000
MOST_SECONDS = 5.0


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_data_file_is_what_the_generator_makes() -> None:
    made = generate() == gzip.decompress(DATA.read_bytes()).decode()
    assert made, "run python -m finnish.places.generate"
    assert DATA.stat().st_size < MOST_BYTES


def test_names_are_those_of_the_catalogue(places: PlaceRecogniser) -> None:
    active = {row["code"]: row["name_fi"] for row in rows(MUNICIPALITIES) if row["status"] == "active"}
    assert len(active) == 308
    assert read_lexicon().names == active
    assert places.name_of("000") is None


def test_swedish_names_are_those_of_the_catalogue() -> None:
    swedish = {row["code"]: row["name_sv"] for row in rows(MUNICIPALITIES)}
    for row in rows(HERE / "names.csv"):
        assert row["swedish"] in {swedish[row["code"]], ""}
        assert row["swedish"] or swedish[row["code"]] in {row["name"], "Mariehamn"}


def test_every_alias_names_a_municipality_and_every_ambiguous_name_is_one() -> None:
    names = read_lexicon().names
    aliases = rows(HERE / "aliases.csv")
    assert {row["code"] for row in aliases} <= names.keys()
    assert {row["kind"] for row in aliases} <= HOWS
    known = {row["name"] for row in (*rows(HERE / "names.csv"), *aliases)}
    assert {row["name"] for row in rows(HERE / "ambiguous.csv")} <= known


def test_no_ordinary_word_is_a_form() -> None:
    ordinary = set(ORDINARY.read_text(encoding="utf-8").split())
    assert {form for form in all_forms().keys() & ordinary if all_forms()[form][0].how != "typo"} == set()


def test_a_district_and_its_residents_name_one_municipality() -> None:
    shared = {
        form
        for form, groups in all_forms().items()
        if any(group.how == "district" and group.case in {"nom", "gen", "dem"} for group in groups)
        and len({group.code for group in groups}) > 1
    }
    assert {form for form in shared if not form.startswith("tammela")} == set()


def test_no_residents_of_a_district_are_misspelt_others() -> None:
    residents = {
        undotted(form)
        for form, groups in all_forms().items()
        if all(group.how == "district" and group.case == "dem" for group in groups)
    }
    assert len(residents) > 10_000
    assert residents.isdisjoint(read_lexicon().mistyped)


@pytest.mark.parametrize(
    ("part", "least"),
    [
        ("forms of the 308 municipalities", 0.995),
        ("misspelt", 0.95),
        ("clipped", 0.95),
        ("nickname", 0.95),
        ("district", 0.95),
        ("former", 0.95),
        ("swedish", 0.95),
        ("places_hard.yml", 0.95),
    ],
)
def test_shares_right(shares: dict[str, float], part: str, least: float) -> None:
    assert shares[part] >= least


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    lines = [line for line in evaluate.report(0) if not line.startswith(" ")]
    return {line[:34].strip(): float(line.split()[-1].rstrip("%")) / 100 for line in lines}


@pytest.mark.parametrize(
    "text",
    [
        "asun tampereella " * 50_000,
        "a" * 500_000,
        "tampereela-" * 50_000,
        "ä" * 200_000,
        "tampereellb tamperexlla " * 20_000,
        "Ii:ssä:" * 50_000,
        "(" * 500_000,
        "a\u0301\u0301" * 200_000,
        "lahti," * 100_000,
    ],
)
def test_hostile_text_takes_no_longer_than_its_length(places: PlaceRecogniser, text: str) -> None:
    start = time.process_time()
    places.home(text)
    assert time.process_time() - start < MOST_SECONDS


@given(st.text(max_size=200))
def test_any_text_gives_places_inside_it(text: str) -> None:
    for place in PLACES.find(text):
        assert 0 <= place.start < place.end <= len(text)
        assert place.matched in HOWS
    PLACES.home(text)


PLACES = PlaceRecogniser.load()
