"""Cuts a message to words with their places in it, and to clauses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

WORD = re.compile("(?:[^\\W\\d_][\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]*)+")
DOUBLE = re.compile(r"(.)\1+")
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
UNDOTTED = str.maketrans("äöåéèêëáàâãüúùûóòôõíìîïýÿñçšžøæ", "aoaeeeeaaaauuuuooooiiiiyyncszoa")
CLAUSE_END = re.compile(r"[.!?;,()\n–—]|(?<=\s)-(?=\s)")
CONJUNCTIONS = frozenset({
    "mutta", "mut", "muttei", "ja", "vaan", "koska", "vaikka", "joten", "eli", "vai", "tai", "eiku", "kun",
    "ku", "etta", "joka", "jossa", "missa", "jos", "but", "and", "while", "men", "och",
})  # fmt: skip


@dataclass(frozen=True)
class Token:
    """A word of the message: lower case with and without dots, and what stands before it."""

    start: int
    end: int
    word: str
    folded: str
    capital: bool
    capitals: bool
    gap: str
    clause: int


def undotted(word: str) -> str:
    """The lower-case word without marks: ä -> a."""
    return word.translate(UNDOTTED)


def single_letters(word: str) -> str:
    """The word with every double letter single: nokialla -> nokiala."""
    return DOUBLE.sub(r"\1", word)


def plain(word: str) -> str:
    """One form of Unicode, lower case, nothing invisible."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", UNSEEN.sub("", word)).lower()


def tokens_of(text: str, most: int) -> list[Token]:
    """The first words of `text`, `most` at most, each with the number of its clause."""
    found: list[Token] = []
    clause, end = 0, 0
    for match in islice(WORD.finditer(text), most):
        raw = match.group()
        word = plain(raw)
        folded = undotted(word)
        gap = text[end : match.start()]
        if found and (folded in CONJUNCTIONS or (len(gap) > 1 and CLAUSE_END.search(gap)) or "\n" in gap):
            clause += 1
        end = match.end()
        found.append(
            Token(match.start(), end, word, folded, raw[0].isupper(), len(raw) > 1 and raw.isupper(), gap, clause)
        )
    return found
