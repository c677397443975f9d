"""A long message is cut between its sentences and no word is lost; clauses end where Finnish joins things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finnish.parts import clauses_of, parts_of


def test_a_short_message_is_one_part_as_it_stands() -> None:
    assert parts_of("vuokra rästissä.  ahdistaa", 5) == ["vuokra rästissä.  ahdistaa"]


def test_it_is_cut_between_sentences() -> None:
    assert parts_of("Vuokra on maksamatta. Lapset ovat kotona. Kuka auttaa?", 6) == [
        "Vuokra on maksamatta. Lapset ovat kotona.",
        "Kuka auttaa?",
    ]


def test_a_sentence_without_an_end_is_cut_between_words() -> None:
    assert parts_of("yksi kaksi kolme neljä viisi", 2) == ["yksi kaksi", "kolme neljä", "viisi"]


@given(st.text(alphabet="aä. !\n", max_size=200), st.integers(1, 9))
def test_no_word_is_lost_and_no_part_is_too_long(text: str, most: int) -> None:
    parts = parts_of(text, most)
    assert [word for part in parts for word in part.split()] == text.split()
    assert all(len(part.split()) <= most for part in parts)


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_is_one_part(text: str) -> None:
    assert parts_of(text) == [text]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("vuokra on rästissä, lapset itkee eikä ruokaa oo", ["vuokra on rästissä", "lapset itkee", "ruokaa oo"]),
        ("Duuni loppu. Asunto meni samalla", ["Duuni loppu", "Asunto meni samalla"]),
        ("velat / viina vie", []),
        ("vuokra rästissä", []),
        ("", []),
    ],
)
def test_clauses(text: str, clauses: list[str]) -> None:
    assert clauses_of(text) == clauses
