"""The generated forms in memory: what each form names and how sure that is."""

from __future__ import annotations

import gzip
from functools import lru_cache
from itertools import chain, repeat
from pathlib import Path
from typing import NamedTuple

from finnish.places.tokens import UNDOTTED

DATA = Path(__file__).parent / "forms.txt.gz"
ORDINARY = Path(__file__).parent / "ordinary.txt"
STEM = "+"
CLIPPED = (("s", "sa"), ("s", "sä"), ("t", "a"), ("t", "ä"), ("l", "la"), ("l", "lä"), ("l", "le"))
CACHE = 4096


class Entry(NamedTuple):
    """What a form names: the municipality, how it is named, the case, and how sure the form is alone.

    `own` is true for the local cases that the name itself takes: Tampereella, not Tampereessa. `sure` is "" (sure),
    "l" (an ordinary word too, but likely a place), "w" (needs a capital letter, a context word or a short message), "c"
    (needs a capital letter, a context word or to stand alone), "n" (a first name or the like: needs a context word or
    to stand alone), "x" (needs a context word, or a capital letter when it stands alone).
    """

    code: str
    how: str
    case: str
    own: bool
    sure: str


class Lexicon:
    """Forms with and without dots, the names of the codes, ordinary words that look like places.

    The data file has four parts with an empty line between: codes and names; groups of forms that name the same (how
    many forms, then their entries); the forms in the order of the groups, a stem for possessives with a plus sign;
    the forms without dots that a typo may stand for, in order; and the same with every double letter single.
    """

    def __init__(self, data: str, ordinary: str) -> None:
        head, groups, forms, mistyped, single = data.rstrip("\n").split("\n\n")
        self.names = dict(line.split("\t") for line in head.splitlines())
        counts, _, entries = zip(*(line.partition("\t") for line in groups.splitlines()), strict=True)
        self._groups: tuple[str, ...] = entries
        all_forms = forms.split("|")
        numbers = chain.from_iterable(map(repeat, range(len(counts)), map(int, counts)))
        self._forms = dict(zip(all_forms, numbers, strict=True))
        self._folded = dict(zip(forms.translate(UNDOTTED).split("|"), all_forms, strict=True))
        self.mistyped = mistyped.split("|")
        self.single = dict(zip(single.split("|"), self.mistyped, strict=True))
        self.first_words = frozenset(form.split(" ", 1)[0].translate(UNDOTTED) for form in all_forms if " " in form)
        self._ordinary = frozenset(ordinary.split())
        self._ordinary_folded = frozenset(ordinary.translate(UNDOTTED).split())
        self._entries = lru_cache(CACHE)(self._read)

    def exact(self, form: str) -> tuple[Entry, ...]:
        """The entries of a form as it is written."""
        number = self._forms.get(form)
        return () if number is None else self._entries(number)

    def stem(self, stem: str) -> tuple[Entry, ...]:
        """The entries of what a possessive ending is added to."""
        return self.exact(stem + STEM)

    def dotted(self, folded: str) -> str | None:
        """The form that looks so without its dots."""
        return self._folded.get(folded)

    def is_ordinary(self, word: str) -> bool:
        """True for an ordinary word that looks like a place."""
        return self._listed(word) or any(
            self._listed(word + dropped) for clipped, dropped in CLIPPED if word.endswith(clipped)
        )

    def _listed(self, word: str) -> bool:
        return word in self._ordinary or (word.isascii() and word in self._ordinary_folded)

    def _read(self, number: int) -> tuple[Entry, ...]:
        fields = (entry.split(",") for entry in self._groups[number].split(" "))
        return tuple(Entry(code, how, case, own == "1", sure) for code, how, case, own, sure in fields)


def read_lexicon() -> Lexicon:
    """Reads the generated data file and the ordinary words."""
    return Lexicon(gzip.decompress(DATA.read_bytes()).decode(), ORDINARY.read_text(encoding="utf-8"))
