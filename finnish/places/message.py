"""A message as words, and what is asked of the words around a place."""

from __future__ import annotations

from bisect import bisect_left

from finnish.places.tokens import tokens_of
from finnish.places.words import FOREIGN, WordSet

WINDOW = 12
NEAR = 12


class Message:
    """The words of a message; `named` are the places in it, by the number of the first word."""

    def __init__(self, text: str, most: int) -> None:
        self.tokens = tokens = tokens_of(text, most)
        self._rest = text[tokens[-1].end :][:NEAR] if tokens else ""
        capitals = sum(token.capital for token in tokens)
        self.capitals_tell = capitals * 2 <= len(tokens) or len(tokens) <= 2
        self.named: set[int] = set()
        self._positions: dict[int, list[int]] = {}
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        for at, token in enumerate(tokens):
            self._starts.setdefault(token.clause, at)
            self._ends[token.clause] = at

    @property
    def is_foreign(self) -> bool:
        """True when the message has Swedish or English small words: then words are not taken for mistyped Finnish."""
        return any(token.folded in FOREIGN for token in self.tokens)

    def folded(self, at: int) -> str:
        """The word without dots, or "" outside the message."""
        return self.tokens[at].folded if 0 <= at < len(self.tokens) else ""

    def beside(self, at: int, last: int) -> tuple[range, range]:
        """The words of the clause between the place and the places before and after it."""
        clause = self.tokens[at].clause
        start = max((one + 1 for one in self.named if one < at), default=0)
        end = min((one for one in self.named if one > last), default=len(self.tokens))
        first, final = max(start, self._starts[clause], at - WINDOW), min(end - 1, self._ends[clause], at + WINDOW)
        return range(first, at), range(last + 1, final + 1)

    def before(self, at: int, most: int) -> list[str]:
        """The folded words before the word, `most` at most."""
        return [token.folded for token in self.tokens[max(0, at - most) : at]]

    def after(self, at: int, most: int) -> list[str]:
        """The folded words after the word, `most` at most."""
        return [token.folded for token in self.tokens[at + 1 : at + 1 + most]]

    def gap_after(self, at: int) -> str:
        """What stands between the word and the next one."""
        return self.tokens[at + 1].gap if at + 1 < len(self.tokens) else self._rest

    def clause_has(self, at: int, wanted: WordSet) -> bool:
        """True when the clause of the word has one of the wanted words, at most a dozen words away."""
        positions = self._positions.get(id(wanted))
        if positions is None:
            positions = [place for place, token in enumerate(self.tokens) if token.folded in wanted]
            self._positions[id(wanted)] = positions
        clause = self.tokens[at].clause
        first = bisect_left(positions, max(self._starts[clause], at - WINDOW))
        return first < len(positions) and positions[first] <= min(self._ends[clause], at + WINDOW)

    def joined(self, at: int) -> bool:
        """True when the word is joined to the one before with a hyphen."""
        return 0 < at < len(self.tokens) and self.tokens[at].gap == "-"

    def spaced(self, at: int) -> bool:
        """True when only space is between the word and the one before."""
        return 0 < at < len(self.tokens) and not self.tokens[at].gap.strip()
