"""What one word may name: exact forms, clitics and possessives, missing dots, one-letter typos."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from finnish.places.lexicon import Entry, Lexicon
from finnish.places.tokens import undotted
from finnish.places.typos import TypoIndex

CLITIC = re.compile(
    r"(?:kin(?:ko|kö|han|hän)?|k[aä][aä]n(?:ko|kö)?|k[oö](?:s|han|hän)?|p[aä](?:s|han|hän)?|h[aä]n|ki|k[aä][aä]|h[aä]|ks)$"
)
SPOKEN_CLITICS = frozenset({"ki", "kaa", "kää", "ha", "hä", "ks"})
POSSESSIVE = re.compile(r"(?:ni|si|mme|nne|nsa|nsä)$")
OWN_ENDING = re.compile(r"(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|n[aä]|kse)([aä]|e)n$")
DIRECTIONS = re.compile(r"^(?:etelä|etela|pohjois|länsi|lansi|itä|ita|keski|koillis|kaakkois|lounais|luoteis)(?=.{6})")
SHORTEST = 2
LONGEST = 40
SHORTEST_TYPO = 5
SHORTEST_BARE = 4
SHORT_WORD = 7
ENDING = 3
CACHE = 20_000


class Hit(NamedTuple):
    """An entry that a word names, and how: the entry's own way or "typo"."""

    entry: Entry
    how: str


class WordMatcher:
    """Finds what a word names; remembers the latest words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._typos = TypoIndex(lexicon)
        self.may_begin = lexicon.first_words.__contains__
        self.hits = lru_cache(CACHE)(self._hits)

    def exact(self, key: str) -> tuple[Entry, ...]:
        """The entries of a form, with or without its dots."""
        entries = self._lexicon.exact(key)
        if entries:
            return entries
        form = self._lexicon.dotted(undotted(key))
        if form is None or not _dots_missing(key, form) or self._lexicon.is_ordinary(key):
            return ()
        entries = self._lexicon.exact(form)
        return entries if len(key) > SHORT_WORD or entries[0].how == "form" else _less_sure(entries, of="", to="w")

    def _hits(self, word: str) -> tuple[Hit, ...]:
        if not SHORTEST <= len(word) <= LONGEST:
            return ()
        return self._direct(word) or self._directed(word) or self._typed_wrong(word)

    def _direct(self, word: str) -> tuple[Hit, ...]:
        entries = self.exact(word)
        if entries:
            return _as_hits(entries)
        bases = bases_of(word)
        for base in bases[1:]:
            entries = self.exact(base)
            if entries:
                return _as_hits(_less_sure(entries, of="w", to="c"))
        for base in bases:
            entries = self._owned(base)
            if entries and not entries[0].sure:
                return _as_hits(entries)
        return ()

    def _directed(self, word: str) -> tuple[Hit, ...]:
        """Itä-Helsinki written together."""
        direction = DIRECTIONS.match(word)
        hits = self._direct(word[direction.end() :]) if direction else ()
        return hits if hits and hits[0].how == "form" and not hits[0].entry.sure else ()

    def _owned(self, word: str) -> tuple[Entry, ...]:
        """A form with a possessive ending: Tampereellani, Vesilahtemme."""
        own = OWN_ENDING.search(word)
        if own:
            return self.exact(word[: own.end() - 2] if own.group(1) != "e" else word[: own.end() - 3] + "si")
        ending = POSSESSIVE.search(word)
        rest = word[: ending.start()] if ending else ""
        if len(rest) < SHORTEST_BARE:
            return ()
        if rest.endswith("kse"):
            return self.exact(rest[:-1] + "i")
        return self._lexicon.stem(rest) or self.exact(rest) or self.exact(rest + "n")

    def _typed_wrong(self, word: str) -> tuple[Hit, ...]:
        for base in bases_of(word):
            if len(base) < SHORTEST_TYPO or self._lexicon.is_ordinary(base) or self._lexicon.is_ordinary(word):
                continue
            found = self._typos.nearest(base)
            if found:
                return tuple(Hit(entry, "typo") for entry in found)
        return ()


def bases_of(word: str) -> list[str]:
    """The word, and the word without its clitic."""
    match = CLITIC.search(word)
    shortest = SHORTEST_BARE + 1 if match and match.group() in SPOKEN_CLITICS else SHORTEST_BARE
    if match is None or match.start() < shortest:
        return [word]
    return [word, word[: match.start()]]


def _as_hits(entries: tuple[Entry, ...]) -> tuple[Hit, ...]:
    return tuple(Hit(entry, entry.how) for entry in entries)


def _less_sure(entries: tuple[Entry, ...], *, of: str, to: str) -> tuple[Entry, ...]:
    return tuple(entry._replace(sure=to) if entry.sure == of else entry for entry in entries)


def _dots_missing(word: str, form: str) -> bool:
    """True when the word is the form with some dots left out; a dot too much is another word: lähti is not Lahti.

    In the ending of a long word it is a slip of vowel harmony: Tampesterissä.
    """
    slip = len(form) - ENDING if len(form) > SHORT_WORD else len(form)
    return all(
        typed in (letter, undotted(letter)) or (at >= slip and undotted(typed) == letter)
        for at, (typed, letter) in enumerate(zip(word, form, strict=False))
    )
