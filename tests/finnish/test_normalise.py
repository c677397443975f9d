"""Messages are made comparable, and shouting is heard as said."""

from __future__ import annotations

import pytest

from finnish.normalise import calm, clean, fold


@pytest.mark.parametrize(
    ("said", "calmly"),
    [
        ("MULLA EI OO YHTÄÄÄÄN RAHAAAA!!!!", "mulla ei oo yhtään rahaa!"),
        ("apuaaaaa...... nyt", "apuaa. nyt"),
        ("Nokialla TE-toimisto ja Kela", "Nokialla TE-toimisto ja Kela"),
        ("AA", "AA"),
        ("", ""),
        ("???", "?"),
    ],
)
def test_shouting_is_heard_as_said(said: str, calmly: str) -> None:
    assert calm(said) == calmly


def test_invisible_characters_go_and_dots_fold_away() -> None:
    assert clean("a\u200bp\u202eu\x00a  nyt") == "apu a nyt"
    assert fold("ÄLÄ Åbo ÖLJY") == "ala abo oljy"


def test_tags_are_none_of_the_words_but_hearts_and_arrows_stay() -> None:
    assert clean("<script>alert(1)</script> velkaneuvontaa <b>nyt</b>") == "alert(1) velkaneuvontaa nyt"
    assert clean('<img src=x onerror="alert(1)"/>apua<BR />') == "apua"
    assert clean("<haluan kuolla> <apua> <i mies lyö mua>") == "<haluan kuolla> <apua> <i mies lyö mua>"
    assert clean("kiitos <3 tulot < menot > nolla") == "kiitos <3 tulot < menot > nolla"
