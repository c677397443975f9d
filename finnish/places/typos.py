"""Forms one letter from a word: an index by common beginning and common end, so that few places in a word are tried."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from finnish.places.lexicon import Entry, Lexicon
from finnish.places.tokens import single_letters, undotted

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONG_WORD = 7
SHORT_FORM = 5
LIKELY_SLIP = 3
LONGEST_WORD = 30
NEIGHBOURS = {
    "a": "sqwz", "b": "vnhg", "c": "xvdf", "d": "sfec", "e": "wrds", "f": "dgrv", "g": "fhtb", "h": "gjyn",
    "i": "uokj", "j": "hkum", "k": "jlim", "l": "koa", "m": "nkj", "n": "bmhj", "o": "ipla", "p": "oa", "q": "wa",
    "r": "etf", "s": "adwx", "t": "rygf", "u": "yij", "v": "cbfg", "w": "qesv", "x": "zcs", "y": "tuh", "z": "xas",
}  # fmt: skip
SOUNDS = ("bp", "dt", "gk", "sz", "vw", "ck", "ao", "ou", "ie", "uy", "ij")


class TypoIndex:
    """Every folded form that a typo may stand for, sorted from the front and from the back."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._forms = frozenset(lexicon.mistyped)
        self._front = lexicon.mistyped
        self._back = sorted([form[::-1] for form in lexicon.mistyped])

    def nearest(self, word: str) -> tuple[Entry, ...]:
        """The entries of the nearest form, () when none is one letter away or several places are as near."""
        if len(word) > LONGEST_WORD:
            return ()
        folded = undotted(word)
        if folded in self._forms:
            return self._entries(folded) if len(folded) > SHORT_FORM else ()
        plain = folded == word
        best = 0
        found: dict[str, tuple[Entry, ...]] = {}
        for entries, weight in self._near(folded, plain=plain):
            if weight > best:
                best, found = weight, {}
            if weight == best:
                found.setdefault(entries[0].code, entries)
        if not found and plain:
            return self._doubled_wrong(folded)
        return next(iter(found.values())) if len(found) == 1 else ()

    def _doubled_wrong(self, folded: str) -> tuple[Entry, ...]:
        """Two slips with double letters: nokkiala is nokialla."""
        form = self._lexicon.single.get(single_letters(folded)) if len(folded) > LONG_WORD else None
        return self._entries(form) if form and abs(len(form) - len(folded)) <= 1 else ()

    def _entries(self, folded: str) -> tuple[Entry, ...]:
        return self._lexicon.exact(self._lexicon.dotted(folded) or folded)

    def _has_dots(self, folded: str) -> bool:
        """True when the form has ä or ö; a word with them is not a typo of a form without."""
        return self._lexicon.dotted(folded) != folded

    def _near(self, word: str, *, plain: bool) -> Iterator[tuple[tuple[Entry, ...], int]]:
        front = _common(word, self._front)
        back = _common(word[::-1], self._back)
        tail = len(word) - back
        for at in range(max(0, tail - 2), min(front, len(word)) + 1):
            for form, kind in _edits(word, at, tail):
                if form in self._forms:
                    entries = self._entries(form)
                    weight = _weight(word, form, at, kind)
                    if _likely(word, form, weight, entries[0].how) and (plain or self._has_dots(form)):
                        yield entries if len(form) > SHORT_FORM else _doubtful(entries), weight


def _doubtful(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(entry._replace(sure="c") for entry in entries)


def _edits(word: str, at: int, tail: int) -> Iterator[tuple[str, str]]:
    """What the word may be meant to be when the slip is at this letter; from `tail` on it is the end of a form."""
    head, rest = word[:at], word[at:]
    if len(rest) > 1 and rest[0] != rest[1]:
        yield head + rest[1] + rest[0] + rest[2:], "swapped"
    if rest and at >= tail - 1:
        yield head + rest[1:], "extra"
        for letter in LETTERS:
            yield head + letter + rest[1:], "wrong"
    if at >= tail:
        for letter in LETTERS:
            yield head + letter + rest, "missing"


def _weight(word: str, form: str, at: int, kind: str) -> int:
    """How usual the slip is: letters that change places and double letters most."""
    if kind == "swapped":
        return 5
    if kind == "extra":
        return 4 if word[at] in (word[at - 1 : at], word[at + 1 : at + 2]) else 2
    if kind == "missing":
        return 5 if form[at] in (form[at - 1 : at], form[at + 1 : at + 2]) else 3
    typed, meant = word[at], form[at]
    near = meant in NEIGHBOURS.get(typed, "") or any(typed in pair and meant in pair for pair in SOUNDS)
    return 3 if near else 1


def _likely(word: str, form: str, weight: int, how: str) -> bool:
    """Short words must begin alike and have a usual slip; the name of a district or an old municipality too."""
    if len(word) <= LONG_WORD or how in {"district", "former"}:
        return word[0] == form[0] and weight >= LIKELY_SLIP
    return True


def _common(word: str, forms: list[str]) -> int:
    """The length of the longest beginning that the word shares with any of the sorted forms."""
    at = bisect_left(forms, word)
    return max(_shared(word, form) for form in forms[max(0, at - 1) : at + 1] or [""])


def _shared(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
