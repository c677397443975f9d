"""Finds sentences that are the same or trivial variants: equal when folded, or sharing nearly all letter trigrams."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from finnish.normalise import words

ALIKE = 0.8


def folded(text: str) -> str:
    """The words of a sentence without case, dots and punctuation."""
    return " ".join(words(text))


def trigrams(text: str) -> frozenset[str]:
    """The letter trigrams of a folded sentence."""
    padded = f" {folded(text)} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


class Index:
    """Sentences to compare with, by trigram."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._sentences: list[str] = []
        self._grams: list[frozenset[str]] = []
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        for sentence in sentences:
            self.add(sentence)

    def add(self, sentence: str) -> None:
        """Takes a sentence in."""
        grams = trigrams(sentence)
        for gram in grams:
            self._holding[gram].append(len(self._sentences))
        self._sentences.append(sentence)
        self._grams.append(grams)

    def alike(self, sentence: str) -> Iterator[str]:
        """The sentences taken in that are trivial variants of `sentence`."""
        grams = trigrams(sentence)
        shared = Counter(number for gram in grams for number in self._holding.get(gram, ()))
        for number, count in shared.most_common(10):
            if count / len(grams | self._grams[number]) >= ALIKE:
                yield self._sentences[number]
