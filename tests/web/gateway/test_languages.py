"""The answers to messages in other languages: honest, calm, only verified facts, in the right language."""

from __future__ import annotations

import re

import pytest

from finnish.language import language_of
from web.api.contract import ChoicesMessage, Message, TextMessage
from web.gateway.languages import answer_in

LANGUAGES = ["sv", "en", "ru", "uk", "ar", "so"]
VERIFIED_NUMBERS = {"112", "080 005 005", "116 117"}
VERIFIED_URLS = {"https://www.kela.fi/soita-kelaan"}
UNVERIFIED = ["09 2525", "mieli.fi", "infofinland"]


def texts(messages: list[Message]) -> str:
    return "\n".join(one.text for one in messages if isinstance(one, TextMessage)).replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_an_answer_with_ways_to_a_human(language: str) -> None:
    messages = answer_in(language)
    assert [one.type for one in messages] == ["text", "text", "text", "choices"]
    said = texts(messages)
    assert all(number in said for number in VERIFIED_NUMBERS)
    assert "Luotsi" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_and_address_is_verified(language: str) -> None:
    said = texts(answer_in(language))
    assert set(re.findall(r"\d[\d ]*\d", said)) == VERIFIED_NUMBERS
    assert set(re.findall(r"https?://\S+", said)) <= VERIFIED_URLS
    assert not [one for one in UNVERIFIED if one in said.lower()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_is_in_its_language(language: str) -> None:
    for one in answer_in(language):
        if isinstance(one, TextMessage):
            assert language_of(one.text) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_are_calm(language: str) -> None:
    assert not re.search("[!！]", texts(answer_in(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_send_finnish(language: str) -> None:
    choices = answer_in(language)[-1]
    assert isinstance(choices, ChoicesMessage)
    assert all(language_of(choice.text) == "fi" and choice.label != choice.text for choice in choices.choices)


def test_numbers_in_arabic_keep_their_order_on_the_screen() -> None:
    said = "\n".join(one.text for one in answer_in("ar") if isinstance(one, TextMessage))
    assert not re.search(r"\d \d", said)


@pytest.mark.parametrize("language", ["fi", "de", "", "xx"])
def test_finnish_and_unknown_languages_have_no_such_answer(language: str) -> None:
    assert answer_in(language) == []


def test_a_message_is_given_anew_each_time() -> None:
    assert answer_in("sv") is not answer_in("sv")
