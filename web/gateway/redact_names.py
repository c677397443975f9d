"""Finds person names in Finnish text: by the commonest first and last names in any case form, and by words before them.

A name that is also an ordinary word is taken only with a capital letter, or beside another name. A rare name without
a cue stays: the lists hold some 400 first and 400 last names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from faker.providers.person.fi_FI import Provider

WORD = re.compile(r"[^\W\d_]+(?:[-:][^\W\d_]+)*")
DOUBLED = re.compile(r"(kk|pp|tt)([aeiouyäö])$")


class NameRedactor:
    """Replaces names by `placeholder`."""

    def __init__(self, placeholder: str, cues: Sequence[str], ordinary: Iterable[str], endings: Iterable[str]) -> None:
        self._placeholder = placeholder
        self._endings = frozenset(endings) | {""}
        self._ordinary = frozenset(ordinary)
        self._first = stems(Provider.first_names)
        self._last = stems(Provider.last_names)
        self._longest = max(map(len, self._endings))
        named = "|".join(re.escape(cue) for cue in sorted(cues, key=len, reverse=True))
        self._cue = re.compile(rf"\b({named})\s+([^\W\d_][\w-]*(?:\s+[A-ZÅÄÖ][\w-]*){{0,2}})", re.IGNORECASE)

    def redact(self, text: str) -> str:
        """`text` with the names replaced; neighbouring names become one."""
        text = self._cue.sub(lambda match: f"{match[1]} {self._placeholder}", text)
        words = list(WORD.finditer(text))
        taken = [self._is_name(words, number) for number in range(len(words))]
        parts: list[str] = []
        end = 0
        for word, is_name in zip(words, taken, strict=True):
            if is_name:
                parts += [text[end : word.start()], self._placeholder]
                end = word.end()
        parts.append(text[end:])
        twice = re.escape(self._placeholder)
        return re.sub(rf"{twice}(?:\s+{twice})+", lambda _: self._placeholder, "".join(parts))

    def _is_name(self, words: list[re.Match[str]], number: int) -> bool:
        word = words[number][0]
        first, last = self._known(word, self._first), self._known(word, self._last)
        after = words[number + 1] if number + 1 < len(words) else None
        before = words[number - 1] if number else None
        follows = after is not None and words[number].end() + 1 == after.start()
        preceded = before is not None and before.end() + 1 == words[number].start()
        if before and preceded and self._known(before[0], self._first) and (last or both_capital(before[0], word)):
            return True
        if after and follows and first and (self._known(after[0], self._last) or both_capital(word, after[0])):
            return True
        if not (first or last):
            return False
        return word[0].isupper() or not self._is_ordinary(word)

    def _known(self, word: str, known: frozenset[str]) -> bool:
        lower = word.lower()
        if any(self._part_known(part, known) for part in lower.split("-")):
            return True
        return self._part_known(lower.split(":")[0], known)

    def _part_known(self, part: str, known: frozenset[str]) -> bool:
        return any(
            part[: len(part) - cut] in known and part[len(part) - cut :] in self._endings
            for cut in range(min(self._longest, len(part) - 2) + 1)
        )

    def _is_ordinary(self, word: str) -> bool:
        lower = word.lower()
        return len(lower) < 4 or self._part_known(lower, self._ordinary)


def both_capital(first: str, second: str) -> bool:
    """Whether two neighbouring words both begin with a capital, as a first and a rare last name do."""
    return first[0].isupper() and second[0].isupper()


def stems(names: Iterable[str]) -> frozenset[str]:
    """Names in lower case with the stems that their case forms are made on: Matti, Mati-; Virtanen, Virtase-."""
    found: set[str] = set()
    for name in names:
        for part in name.lower().split("-"):
            found.add(part)
            doubled = DOUBLED.search(part)
            if doubled:
                found.add(part[: doubled.start()] + doubled[1][0] + doubled[2])
            if part.endswith("nen"):
                found |= {part[:-3] + "se", part[:-3] + "s"}
            if part.endswith(("s", "r", "l", "n")):
                found |= {part + "i", part[:-1] + "kse"}
            if part.endswith("i"):
                found.add(part[:-1] + "e")
    return frozenset(found)
