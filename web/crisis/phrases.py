"""A small language for phrases over the words of a message, matched in linear time.

A message becomes a row of folded words. For every word or stem that any phrase names, a whole number holds the
positions where it stands (bit n is the n-th word), so that a phrase is matched with a few shifts and ands and nothing
can backtrack.

How a phrase is written (`service_catalog/content/crisis/patterns.yaml` is full of them):

- `haluan kuolla`        words that follow each other, folded (ä -> a, ö -> o)
- `itsemurh*`, `*vuotias` beginning or end of a word; `~itsemurh*` also with one letter wrong (five letters or more)
- `mies|oma_ukko`        one of these (`_` joins the words of one choice); `@partner` any word of a list
- `..` / `...`           up to 2 / up to 5 words between
- `word?`                may be missing
- `a & b & c`            all within 6 words, in any order; `a && b` both anywhere in the message
- `& !word`              and this is not within 6 words
- `^word`                not denied: no negation within the 3 words before it in the same clause
- `<` first, `>` last    the beginning and the end of the message
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product

from finnish.normalise import clean, fold
from web.crisis.sounds import sound_of

TOKEN = re.compile(r"[^\W_]+|[.!?,;:()]+")
REPEATED = re.compile(r"(.)\1{2,}")
SPELLED_OUT = re.compile(r"(?<!\S)(?:\w[ .\-*]){3,}\w(?!\S)")
APOSTROPHES = str.maketrans("", "", "'’´`*")
WINDOW = 6
DENIAL_REACH = 3
MAX_FUZZY = 120
GLUED_LENGTH = 10
SHORTEST_SOUND = 4


class PhraseError(Exception):
    """A phrase that cannot be read."""


@dataclass(frozen=True)
class Term:
    """One place of a phrase: what may stand there, single words and `longer` choices of several.

    `undenied` tells that no negation may reach it.
    """

    keys: tuple[str, ...]
    longer: tuple[tuple[str, ...], ...] = ()
    undenied: bool = False

    @property
    def width(self) -> int:
        """The most words that one choice has."""
        return max((len(words) for words in self.longer), default=1)


@dataclass(frozen=True)
class Phrase:
    """A compiled phrase. `steps` are terms with the most words that may stand before them; `unordered` ones float."""

    source: str
    groups: tuple[tuple[tuple[Term, int], ...], ...]
    excluded: tuple[Term, ...] = ()
    anywhere: bool = False
    at_start: bool = False
    at_end: bool = False


@dataclass
class Message:
    """The words of a message and where each known key stands."""

    words: list[str]
    barriers: int
    places: dict[str, int] = field(default_factory=dict)
    denied: int = 0
    glued: str = ""

    @property
    def length(self) -> int:
        """How many words there are."""
        return len(self.words)

    def where(self, term: Term, within: int = -1) -> int:
        """The last words of the places where a term begins at a bit of `within`."""
        if term.undenied:
            within &= ~self.denied
        found = 0
        for key in term.keys:
            found |= self.places.get(key, 0)
        found &= within
        for words in term.longer:
            here = self.places.get(words[0], 0) & within
            for word in words[1:]:
                here = here << 1 & self.places.get(word, 0)
            found |= here
        return found


def tokens(text: str) -> tuple[list[str], int, str]:
    """The folded words of a text, the bits of words that begin a clause, and what was written without spaces."""
    folded = REPEATED.sub(r"\1\1", fold(clean(text))).translate(APOSTROPHES)
    glued = [re.sub(r"\W", "", found.group()) for found in SPELLED_OUT.finditer(folded)]
    words: list[str] = []
    barriers = 0
    for part in TOKEN.findall(folded):
        if part[0].isalnum():
            words.append(part)
            if len(part) >= GLUED_LENGTH:
                glued.append(part)
        else:
            barriers |= 1 << len(words)
    return words, barriers, " ".join(glued)


class Vocabulary:
    """All words and stems that phrases name; finds which of them each word of a message is."""

    def __init__(self, keys: Iterable[str], negations: Iterable[str], conjunctions: Iterable[str]) -> None:
        self._exact: set[str] = set()
        self._prefixes: dict[int, set[str]] = {}
        self._suffixes: dict[int, set[str]] = {}
        self._sound_exact: dict[str, set[str]] = {}
        self._sound_prefixes: dict[int, dict[str, set[str]]] = {}
        self._near: dict[str, set[str]] = {}
        self._near_lengths: set[int] = set()
        self._negations = frozenset(negations)
        self._conjunctions = frozenset(conjunctions)
        for key in keys:
            self._add(key)

    def _add(self, key: str) -> None:
        plain = key.removeprefix("~")
        if not plain.strip("*") or "*" in plain[1:-1]:
            raise PhraseError(f"not a word: {key!r}")
        sound = sound_of(plain.strip("*"))
        if plain.endswith("*"):
            self._prefixes.setdefault(len(plain) - 1, set()).add(plain[:-1])
            if len(sound) >= SHORTEST_SOUND:
                self._sound_prefixes.setdefault(len(sound), {}).setdefault(sound, set()).add(plain)
        elif plain.startswith("*"):
            self._suffixes.setdefault(len(plain) - 1, set()).add(plain[1:])
        else:
            self._exact.add(plain)
            if len(sound) >= SHORTEST_SOUND:
                self._sound_exact.setdefault(sound, set()).add(plain)
        if key.startswith("~"):
            stem = plain.rstrip("*")
            if len(stem) < 5:
                raise PhraseError(f"too short for a letter to be wrong: {key!r}")
            self._near_lengths.add(len(stem))
            for variant in _without_one(stem):
                self._near.setdefault(variant, set()).add(key)

    def read(self, text: str) -> Message:
        """The message with the places of every known key."""
        words, barriers, glued = tokens(text)
        message = Message(words, barriers, glued=glued)
        by_word: dict[str, int] = {}
        for position, word in enumerate(words):
            by_word[word] = by_word.get(word, 0) | 1 << position
        fuzzy_left = MAX_FUZZY
        for word, bits in by_word.items():
            keys = self._keys_of(word)
            if not keys:
                keys = self._sounding_like(sound_of(word))
            elif word not in self._exact and len(word) > SHORTEST_SOUND:
                keys |= self._sound_exact.get(sound_of(word), set())
            if not keys and fuzzy_left and 5 <= len(word) <= 24:
                fuzzy_left -= 1
                keys = self._nearly(word)
            for key in keys:
                message.places[key] = message.places.get(key, 0) | bits
        message.denied = self._denied(by_word, barriers, len(words))
        return message

    def _keys_of(self, word: str) -> set[str]:
        keys = {word} if word in self._exact else set()
        for length, stems in self._prefixes.items():
            if word[:length] in stems and len(word) >= length:
                keys.add(word[:length] + "*")
        for length, ends in self._suffixes.items():
            if len(word) >= length and word[-length:] in ends:
                keys.add("*" + word[-length:])
        return keys

    def _sounding_like(self, sound: str) -> set[str]:
        """Keys that sound the same: "halluan" and "kuola", "lähren" and "kualla" are heard too."""
        if len(sound) < SHORTEST_SOUND:
            return set()
        keys = set(self._sound_exact.get(sound, ()))
        for length, stems in self._sound_prefixes.items():
            keys |= stems.get(sound[:length], set())
        return keys

    def _nearly(self, word: str) -> set[str]:
        keys: set[str] = set()
        for length in self._near_lengths:
            for size in (length - 1, length, length + 1):
                if size <= len(word):
                    for variant in _without_one(word[:size]):
                        for key in self._near.get(variant, ()):
                            if key.endswith("*") or abs(len(word) - len(key) + 1) <= 1:
                                keys.add(key.removeprefix("~"))
        return keys

    def _denied(self, by_word: Mapping[str, int], barriers: int, length: int) -> int:
        """The positions that a negation reaches: the words after it, up to the end of its clause."""
        reach = stops = 0
        for word, bits in by_word.items():
            if word in self._negations:
                reach |= bits
            elif word in self._conjunctions:
                stops |= bits
        stops |= barriers
        denied = 0
        for _ in range(DENIAL_REACH):
            reach = (reach << 1) & ~stops & ((1 << length) - 1)
            denied |= reach
        return denied


def _without_one(stem: str) -> set[str]:
    return {stem} | {stem[:i] + stem[i + 1 :] for i in range(1, len(stem))}


def compile_phrase(source: str, lists: Mapping[str, tuple[str, ...]]) -> list[Phrase]:
    """The phrases that `source` stands for: one for each way of leaving out what may be missing."""
    anywhere = "&&" in source
    parts = [part.strip() for part in re.split(r"&+", source)]
    excluded = tuple(_term(part[1:], lists) for part in parts if part.startswith("!"))
    kept = [part.split() for part in parts if part and not part.startswith("!")]
    if not kept:
        raise PhraseError(f"nothing to look for: {source!r}")
    at_start, at_end = kept[0][0] == "<", kept[-1][-1] == ">"
    if at_start:
        kept[0] = kept[0][1:]
    if at_end:
        kept[-1] = kept[-1][:-1]
    compiled = []
    for chosen in product(*[list(_optional(part)) for part in kept]):
        groups = tuple(_sequence(part, lists) for part in chosen)
        if not all(groups):
            raise PhraseError(f"nothing to look for: {source!r}")
        compiled.append(Phrase(source, groups, excluded, anywhere, at_start, at_end))
    return compiled


def _optional(parts: list[str]) -> Iterable[list[str]]:
    choices = [(part[:-1], None) if part.endswith("?") else (part,) for part in parts]
    for chosen in product(*choices):
        yield [part for part in chosen if part is not None]


def _sequence(parts: list[str], lists: Mapping[str, tuple[str, ...]]) -> tuple[tuple[Term, int], ...]:
    steps: list[tuple[Term, int]] = []
    gap = 0
    for part in parts:
        if part in ("..", "..."):
            gap = 2 if part == ".." else 5
        else:
            steps.append((_term(part, lists), gap))
            gap = 0
    return tuple(steps)


def _term(part: str, lists: Mapping[str, tuple[str, ...]]) -> Term:
    undenied = part.startswith("^")
    keys: list[str] = []
    longer: list[tuple[str, ...]] = []
    for choice in part.removeprefix("^").split("|"):
        if choice.startswith("@"):
            if choice[1:] not in lists:
                raise PhraseError(f"no list is called {choice!r}")
            keys.extend(lists[choice[1:]])
        elif "_" in choice:
            longer.append(tuple(word.removeprefix("~") for word in choice.split("_")))
        else:
            keys.append(choice)
    return Term(tuple(key.removeprefix("~") for key in keys), tuple(longer), undenied)


def keys_in(source: str) -> set[str]:
    """The words and stems that a phrase names itself, as the vocabulary takes them."""
    found: set[str] = set()
    for part in re.sub(r"&+", " ", source).split():
        if part in ("..", "...", "<", ">"):
            continue
        for choice in part.lstrip("!^").removesuffix("?").split("|"):
            if not choice.startswith("@"):
                found.update(choice.split("_"))
    return found


def _spread(bits: int, by: int) -> int:
    spread = bits
    for step in range(1, by + 1):
        spread |= bits << step | bits >> step
    return spread


def match_sequence(message: Message, steps: tuple[tuple[Term, int], ...]) -> list[int]:
    """The last words of each step in the places where the whole sequence stands; empty when it stands nowhere."""
    found: list[int] = []
    for index, (term, gap) in enumerate(steps):
        reach = -1
        if index:
            reach = 0
            for skipped in range(gap + 1):
                reach |= found[-1] << (1 + skipped)
        here = message.where(term, reach)
        if not here:
            return []
        found.append(here)
    for index in range(len(steps) - 1, 0, -1):
        term, gap = steps[index]
        reach = 0
        for skipped in range(gap + term.width):
            reach |= found[index] >> (1 + skipped)
        found[index - 1] &= reach
    return found


def match(message: Message, phrase: Phrase) -> int:
    """The positions of the words that a phrase matches, as bits; 0 when it does not match."""
    found = []
    for group in phrase.groups:
        places = match_sequence(message, group)
        if not places:
            return 0
        found.append(places)
    if not _near_each_other(message, phrase, found):
        return 0
    covered = 0
    for group, places in zip(phrase.groups, found, strict=True):
        for (term, _), bits in zip(group, places, strict=True):
            for back in range(term.width):
                covered |= bits >> back
    return covered


def _near_each_other(message: Message, phrase: Phrase, found: list[list[int]]) -> int:
    """Where the first group stands with the others near, nothing excluded near, and at the edges that are asked for."""
    if phrase.at_start:
        found[0][0] &= (1 << phrase.groups[0][0][0].width) - 1
    if phrase.at_end:
        found[-1][-1] &= 1 << (message.length - 1)
        if not found[-1][-1]:
            return 0
    anchors = found[0][0]
    if not phrase.anywhere:
        for other in found[1:]:
            anchors &= _spread(other[0], WINDOW)
    for term in phrase.excluded:
        where = message.where(term)
        if where and phrase.anywhere:
            return 0
        anchors &= ~_spread(where, WINDOW)
    return anchors
