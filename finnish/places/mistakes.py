"""Misspells place names as people do, for measuring: one letter too much, too little, wrong or in the wrong place."""

from __future__ import annotations

import random
from collections.abc import Iterator

from finnish.places.typos import LETTERS, NEIGHBOURS

KINDS = ("delete", "insert", "replace", "swap")
SHORTEST = 7
NEAR_SHARE = 0.7


def misspelt(word: str, kind: str, rng: random.Random) -> str:
    """The word with one mistake of the kind; never the word itself."""
    letters = list(word)
    at = rng.randrange(1, len(letters) - 1)
    if kind == "delete":
        del letters[at]
    elif kind == "insert":
        letters.insert(at, letters[at] if rng.random() < NEAR_SHARE else rng.choice(LETTERS))
    elif kind == "replace":
        near = NEIGHBOURS.get(letters[at], LETTERS)
        wrong = rng.choice(near if rng.random() < NEAR_SHARE else LETTERS)
        letters[at] = wrong if wrong != letters[at] else "x"
    else:
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    made = "".join(letters)
    return made if made != word else misspelt(word, "delete", rng)


def misspellings(words: list[str], seed: int) -> Iterator[tuple[str, str]]:
    """Each long enough word with one mistake of every kind, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - for measuring only
    for word in words:
        if len(word) >= SHORTEST and word.isalpha():
            for kind in KINDS:
                yield word, misspelt(word, kind, rng)
