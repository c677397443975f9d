"""Words for people: what finnish/data/person.yaml holds, and the words of a message with the clauses they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from finnish.normalise import clean, fold

DATA = Path(__file__).parent / "data" / "person.yaml"
MAX_CHARACTERS = 4000
LONGEST = 32
ABBREVIATIONS = frozenset({"as", "v", "n", "noin"})
TOKEN = re.compile(r"\d+(?:[.,:/]\d+)+|\d+|[a-z]+|[.,;:!?()\n–—]")
CASES = (
    r"(?:(?P<ade>i?(?:lla|ll|l))|(?P<all>i?lle)|(?P<gen>n|en|ien|jen)|(?P<abl>i?(?:lta|lt))|(?P<ela>i?(?:sta|st))"
    r"|(?P<ill>h?(?:a|e|i|o|u|y)n|seen)|(?P<ine>i?(?:ssa|s))|(?P<par>aa|a|ta|tta|ia|oa|ee|ta|ra|ja|jaa)|(?P<ess>na)"
    r"|(?P<tra>ksi|ks)|(?P<abe>tta))?"
)
OWN = r"(?P<own>ni|mme|mma|in)?"
CLITIC = r"(?:kin|ki|kaan|kaa|ko|ks|han|pa)?"


@dataclass(frozen=True)
class Word:
    """A folded word or number; `first`: it begins a clause."""

    text: str
    first: bool
    last: bool = False


@dataclass(frozen=True)
class Kin:
    """A word for a person: whose relative or client, in which case, and whether its ending says that it is mine."""

    role: str
    case: str
    own: bool


def tokens(text: str) -> list[Word]:
    """The words of a message; "as." ends no clause."""
    found = TOKEN.findall(fold(clean(text[:MAX_CHARACTERS])))
    words: list[Word] = []
    first = True
    for one in found:
        if one[0].isalnum():
            words.append(Word(one, first))
            first = False
        elif words and (one != "." or words[-1].text not in ABBREVIATIONS):
            words[-1] = replace(words[-1], last=True)
            first = True
    return words


class PersonWords:
    """The data file, ready to be asked."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self._sets: dict[str, frozenset[str]] = {}
        self._kin = {role: _pattern(rows) for role, rows in data["kin"].items()}
        self._known: dict[str, Kin | None] = {}

    @classmethod
    def load(cls) -> PersonWords:
        """Reads the data file."""
        return cls(yaml.safe_load(DATA.read_text(encoding="utf-8")))

    def has(self, name: str, word: str) -> bool:
        """Whether `word` is in the list `name`."""
        if name not in self._sets:
            self._sets[name] = frozenset(fold(str(self._data[name])).split())
        return word in self._sets[name]

    @cached_property
    def age_names(self) -> dict[str, str]:
        """Words that tell an age group: mummo -> elder."""
        groups: dict[str, str] = self._data["names_of_age"]
        return {fold(word).replace("-", ""): group for group, words in groups.items() for word in words.split()}

    @cached_property
    def urgent_pairs(self) -> frozenset[str]:
        """Pairs of words that tell urgency together."""
        return frozenset(pair for row in self._data["urgent_pairs"] for pair in row)

    def kin(self, word: str) -> Kin | None:
        """The person that the word names, if it names one."""
        if len(word) > LONGEST or word.isdigit():
            return None
        for role, (nominative, oblique) in self._kin.items():
            found = nominative.fullmatch(word)
            if found:
                return Kin(role, "nom", bool(found["own"]))
            found = oblique.fullmatch(word)
            if found and found.lastgroup:
                groups = found.groupdict()
                case = next((name for name, value in groups.items() if value and name != "own"), "nom")
                return Kin(role, case, bool(groups["own"]))
        return None


def _pattern(rows: list[dict[str, str]]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    nominatives = {fold(word) for row in rows for word in row["nom"].split()}
    stems = {fold(word) for row in rows for word in row["stem"].split()}
    alternatives = "|".join(sorted(nominatives, key=len, reverse=True))
    either = "|".join(sorted(stems, key=len, reverse=True))
    return (
        re.compile(rf"(?:{alternatives}){OWN}{CLITIC}"),
        re.compile(rf"(?:{either}){CASES}{OWN}{CLITIC}"),
    )
