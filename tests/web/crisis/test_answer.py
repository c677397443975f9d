"""What is answered in danger: always 112 and a person, in the right county, with numbers from the records only."""

from __future__ import annotations

import itertools
import re
from typing import get_args

import pytest

from service_catalog.importers.content import AreaFile, read_municipalities
from service_catalog.importers.yaml_file import read_yaml
from web.api.contract import CrisisKind
from web.crisis.answer import CONTENT, CrisisAnswers, _read_records
from web.crisis.detector import Finding

ANSWERS = CrisisAnswers.load(area="pikassos")
KINDS = get_args(CrisisKind)
LEVELS = ("acute", "worry")
LANGUAGES = ("fi", "sv", "en")
AREA = set(read_yaml(CONTENT / "areas" / "pikassos.yaml", AreaFile).municipalities)
MUNICIPALITIES = [row for row in read_municipalities(CONTENT / "areas" / "municipalities.csv") if row.name in AREA]
NUMBERS = {
    channel.value
    for _, channels in _read_records(CONTENT / "helplines").values()
    for channel in channels
    if channel.kind == "phone"
}
ALLOWED_IN_TEXT = {"112", "116117"}
EVERY = list(itertools.product(KINDS, LEVELS, LANGUAGES))


def finding(kind: str, level: str) -> Finding:
    return Finding(kind, level, "test", 1.0)  # type: ignore[arg-type]


def test_every_record_that_the_answers_name_is_there() -> None:
    assert ANSWERS.missing == []


@pytest.mark.parametrize("row", MUNICIPALITIES, ids=lambda row: row.name)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_in_every_municipality_gives_the_emergency_number_and_two_others(kind: str, row: object) -> None:
    for level in LEVELS:
        message = ANSWERS.message(finding(kind, level), row.code)  # type: ignore[attr-defined]
        assert "112" in [contact.phone for contact in message.contacts]
        assert len(message.contacts) >= 3
        assert message.kind == kind


def test_there_are_seventeen_municipalities() -> None:
    assert len(MUNICIPALITIES) == 17


@pytest.mark.parametrize(
    ("code", "county"), [("536", "Pirkanmaan"), ("102", "Satakunnan"), ("694", "Kanta-Hämeen")], ids=str
)
@pytest.mark.parametrize("kind", KINDS)
def test_social_emergency_is_that_of_the_county(kind: str, code: str, county: str) -> None:
    names = [contact.name for contact in ANSWERS.message(finding(kind, "acute"), code).contacts]
    social = [name for name in names if name.startswith("Sosiaali- ja kriisipäivystys")]
    assert len(social) == 1
    assert county in social[0]


def test_all_counties_of_the_area_are_shown_while_the_municipality_is_unknown() -> None:
    names = [contact.name for contact in ANSWERS.message(finding("shelter", "acute"), None).contacts]
    assert sum(name.startswith("Sosiaali- ja kriisipäivystys") for name in names) == 3


def test_outside_the_area_no_other_county_is_shown() -> None:
    contacts = ANSWERS.message(finding("shelter", "acute"), "091").contacts
    assert not any("hyvinvointialue" in contact.name for contact in contacts)
    assert {"112", "116 117"} <= {contact.phone for contact in contacts}


@pytest.mark.parametrize(("kind", "level", "language"), EVERY)
def test_numbers_come_from_records_only(kind: str, level: str, language: str) -> None:
    message = ANSWERS.message(finding(kind, level), "837", language)
    assert {contact.phone for contact in message.contacts if contact.phone} <= NUMBERS
    typed = {re.sub(r"\s", "", number) for number in re.findall(r"\d[\d ]*\d{2}", message.text)}
    assert typed <= ALLOWED_IN_TEXT


@pytest.mark.parametrize(("kind", "level", "language"), EVERY)
def test_text_is_calm_and_names_the_emergency_number(kind: str, level: str, language: str) -> None:
    text = ANSWERS.message(finding(kind, level), "837", language).text
    assert "!" not in text
    assert "112" in text


@pytest.mark.parametrize(("kind", "level"), list(itertools.product(KINDS, LEVELS)))
def test_text_says_that_a_person_answers(kind: str, level: str) -> None:
    text = ANSWERS.message(finding(kind, level), "837").text
    assert "vastaa ihminen" in text or "vastaa turvallinen aikuinen" in text or "ihminen neuvoo" in text


@pytest.mark.parametrize("level", LEVELS)
def test_violence_asks_about_safety_and_tells_of_exit_traces_and_help_for_who_uses_violence(level: str) -> None:
    message = ANSWERS.message(finding("violence", level), "837")
    for words in ("Oletko nyt turvassa?", "Poistu", "selaushistoria", "alle 18", "Lyömätön Linja"):
        assert words in message.text
    assert "116 111" in [contact.phone for contact in message.contacts]


@pytest.mark.parametrize("level", LEVELS)
def test_child_tells_that_anyone_can_make_a_notification(level: str) -> None:
    message = ANSWERS.message(finding("child", level), "837")
    assert "Kuka tahansa voi tehdä lastensuojeluilmoituksen" in message.text
    assert "hyvinvointialue" in message.text
    assert "Soita ja kerro" in message.text or "soita ja kerro" in message.text
    assert any(contact.name.startswith("Sosiaali- ja kriisipäivystys") for contact in message.contacts)


def test_hours_are_told_in_the_language_of_the_answer() -> None:
    first = ANSWERS.message(finding("medical", "acute"), "837", "en").contacts[0]
    assert first.hours_text == "Around the clock"


def test_unknown_language_is_answered_in_finnish() -> None:
    assert ANSWERS.message(finding("self_harm", "worry"), "837", "ru").text.startswith("Kiitos")


def test_soft_line_carries_the_crisis_number_of_the_record() -> None:
    for language in LANGUAGES:
        assert any(number and number in ANSWERS.soft_line(language) for number in NUMBERS)


def test_a_missing_record_leaves_the_rest_standing() -> None:
    answers = CrisisAnswers.load(area="pikassos")
    answers._records.pop("nollalinja")
    phones = [contact.phone for contact in answers.message(finding("violence", "acute"), "837").contacts]
    assert "112" in phones
    assert len(phones) >= 3


@pytest.mark.parametrize(("kind", "level", "language"), EVERY)
def test_every_language_says_all_that_the_kind_needs(kind: str, level: str, language: str) -> None:
    text = ANSWERS.message(finding(kind, level), "837", language).text
    for words in NEEDED.get(kind, {}).get(language, ()):
        assert words in text


NEEDED: dict[str, dict[str, tuple[str, ...]]] = {
    "violence": {
        "fi": ("Oletko nyt turvassa?", "Poistu", "Laitteeseen voi jäädä jälki", "alle 18", "satutta"),
        "sv": ("Är du i säkerhet nu?", "lämna sidan", "kan synas på enheten", "under 18", "skada"),
        "en": ("Are you safe now?", "leave this page", "may show on the device", "under 18", "hurt"),
    },
    "child": {
        "fi": ("Kuka tahansa", "lastensuojeluilmoitu", "hyvinvointialue"),
        "sv": ("Vem som helst", "barnskyddsanmälan", "välfärdsområde"),
        "en": ("Anyone", "child welfare notification", "county"),
    },
}


def test_a_line_with_a_phone_and_a_page_shows_both() -> None:
    line = next(c for c in ANSWERS.message(finding("violence", "worry"), "837").contacts if c.name == "Nollalinja")
    assert line.phone
    assert line.url
