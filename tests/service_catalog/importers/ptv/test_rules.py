"""Needs, thresholds and kinds of providers come from rules in data; the rules hold for what they are written for."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.importers.ptv.rules import (
    Described,
    NeedRule,
    NeedRules,
    is_urgent,
    need_rules,
    needs_of,
    provider_kind,
    provider_rules,
    threshold_of,
)
from service_catalog.importers.ptv.words import haystack, says


def described(name: str, text: str = "", classes: tuple[str, ...] = (), groups: tuple[str, ...] = ()) -> Described:
    return Described.of([name], [text], classes, groups, "Service")


def test_every_need_has_a_rule_and_every_rule_a_need(session: Session) -> None:
    known = set(session.scalars(select(models.Need.id)))
    ruled = set(need_rules().needs)
    assert ruled <= known
    assert known - ruled <= {"itsetuho"}


@pytest.mark.parametrize(
    ("name", "classes", "first"),
    [
        ("Toimeentulotuki", ("P4.10",), "toimeentulo"),
        ("Täydentävä toimeentulotuki", (), "toimeentulo"),
        ("Velkaneuvonta", ("P15.1",), "velka"),
        ("Asumisneuvonta", ("P1.1",), "vuokra_hata"),
        ("Asunnottomien palveluohjaus", ("P4.13",), "asunnottomuus"),
        ("Kuntouttava työtoiminta", ("P4.8",), "kuntouttava_tyo"),
        ("Etsivä nuorisotyö", ("P4.13",), "nuoret"),
        ("Päihdetyö", ("P5.7",), "paihteet"),
        ("Mielenterveyspalvelut", ("P5.7",), "mielenterveys"),
        ("Turvakoti", (), "lahisuhdevakivalta"),
        ("Lastensuojeluilmoitus", ("P3.6",), "lapsen_huoli"),
        ("Lapsiperheiden kotipalvelu", ("P3.6",), "vanhemmuus"),
        ("Lapsen elatusavun vahvistaminen", ("P3.9",), "ero"),
        ("Omaishoidon tuki", ("P5.14",), "omaishoito"),
        ("Ikäihmisten palveluohjaus", ("P4.13", "P4.2"), "ikaantynyt"),
        ("Vammaisten kuljetuspalvelut", ("P4.4",), "vammaisuus"),
        ("Pakolaisten vastaanotto ja kotouttaminen", ("P4.11",), "kotoutuminen"),
        ("Aikuisten sosiaalityö", ("P4",), "palvelutarve"),
        ("Sosiaaliasiavastaava", ("P4.13",), "muutoksenhaku"),
        ("Sosiaalipäivystys", ("P4",), "kriisi"),
        ("Julkinen oikeusapu", ("P7.4",), "oikeusapu"),
    ],
)
def test_services_that_a_name_tells_of(name: str, classes: tuple[str, ...], first: str) -> None:
    assert needs_of(described(name, classes=classes), need_rules())[0] == first


@pytest.mark.parametrize(
    ("name", "classes", "never"),
    [
        ("Kunnallinen päiväkotihoito", ("P3.4",), "ikaantynyt"),
        ("Lapsiperheiden kotipalvelu", ("P3.6",), "ikaantynyt"),
        ("Sosiaalipäivystys", ("P4",), "terveys"),
        ("Perheneuvola", ("P3.7",), "terveys"),
        ("Kerhotoiminta", (), "ero"),
        ("Lapsen huoltajuus", ("P3.9",), "lapsen_huoli"),
        ("Viittomakielen tulkkaus", (), "kotoutuminen"),
    ],
)
def test_what_only_looks_alike_is_not_taken(name: str, classes: tuple[str, ...], never: str) -> None:
    assert never not in needs_of(described(name, classes=classes), need_rules())


def test_points_decide_and_the_surest_comes_first() -> None:
    rules = NeedRules(
        most=2,
        needs={
            "a": NeedRule(names=("velka",)),
            "b": NeedRule(names=("velka",), texts=("talous",), classes={"P1": 1.0}),
            "c": NeedRule(texts=("talous",), target_groups={"KR1": 0.5}),
            "d": NeedRule(texts=("talous",)),
            "e": NeedRule(names=("velka",), not_names=("neuvonta",)),
        },
        thresholds=[],
        urgent=(),
    )
    given = described("Velka ja neuvonta", "Talous kuntoon.", ("P1",), ("KR1",))
    assert needs_of(given, rules) == ["b", "a"]
    assert needs_of(given, rules.model_copy(update={"most": 9})) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("stem", "text", "found"),
    [
        ("päihde", "Päihdetyö", True),
        ("paihde", "PÄIHDETYÖ", True),
        ("paihde", "nuorisopäihde", False),
        ("*paihde", "nuorisopäihde", True),
        ("ero", "kerho", False),
        ("rikoksen uhr", "Rikoksen uhrin tuki", True),
        ("rikoksen uhr", "Rikos", False),
    ],
)
def test_stems(stem: str, text: str, found: bool) -> None:
    assert says(haystack([text]), [stem]) is found


def test_two_words_of_different_texts_are_not_side_by_side() -> None:
    assert not says(haystack(["rikoksen", "uhrin tuki"]), ["rikoksen uhr"])


def test_thresholds_and_urgency() -> None:
    rules = need_rules()
    assert threshold_of(described("Sosiaalipäivystys"), rules) == "open"
    assert threshold_of(described("Omaishoidon tuki"), rules) == "decision"
    assert threshold_of(described("Velkaneuvonta"), rules) == "appointment"
    permit = Described.of(["Lupa"], [], (), (), "PermitOrOtherObligation")
    assert threshold_of(permit, rules) == "decision"
    assert is_urgent(described("Sosiaalipäivystys"), rules)
    assert not is_urgent(described("Velkaneuvonta"), rules)


@pytest.mark.parametrize(
    ("name", "kind", "funding", "expected"),
    [
        ("Pirkanmaan hyvinvointialue", "RegionalOrganization", None, "county"),
        ("Nokian kaupunki", None, None, "municipality"),
        ("Vesilahden kunta", "Municipality", None, "municipality"),
        ("Nokian seurakunta", "Organization", None, "parish"),
        ("Testiyhdistys ry", None, None, "ngo"),
        ("Testihoiva Oy", None, None, "company"),
        ("Kansaneläkelaitos", "State", None, "state"),
        ("Väestörekisterikeskus", "State", None, "state"),
        ("Nimetön", "Organization", None, "ngo"),
        ("Nimetön", None, "MarketFunded", "company"),
        ("Nimetön", None, "PubliclyFunded", "municipality"),
        ("Nimetön", None, None, "ngo"),
    ],
)
def test_what_kind_a_provider_is(name: str, kind: str | None, funding: str | None, expected: str) -> None:
    assert provider_kind(name, kind, funding, provider_rules()) == expected
