"""The lexical part of search: BM25 over character 4-grams (library bm25s), which forgives Finnish inflection and typos.

A word is lower-cased, å ä ö lose their marks, and it is cut into overlapping 4-grams; words of up to four letters stay
whole. "vuokranmaksuun" so shares grams with "vuokra" and "maksu". Names and keywords count more by being said again,
and the words of the needs that a service meets first count as its own.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import bm25s
import numpy as np
import numpy.typing as npt

from finnish.normalise import words

GRAM = 4
NAME_TIMES, KEYWORD_TIMES = 3, 2
# Of how many of its first needs a service says the words.
HEART_NEEDS = 2
# A phrase is said when this share of its 4-grams is: an inflected last syllable may differ.
NAMED_SHARE = 0.8
# The raw BM25 score of a good match: weaker best ones are not raised to 1, so that idle words weigh little.
GOOD_MATCH = 20.0
SHORTEST_NAME = 6
# "Työntekijä tulee luoksesi (jalkautuva sosiaalityö)" is two names.
NAME_PARTS = re.compile(r"[(),:/–]| ja ")
TOO_COMMON = {"neuvonta"}

Scores = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Document:
    """What is searched of a service; `need_words` are the names and the coverage of the needs that it meets."""

    name: str
    service_type: str
    summary: str = ""
    description: str = ""
    keywords: Sequence[str] = ()
    need_words: Sequence[str] = ()

    def text(self) -> str:
        """All that is searched, each part as many times as it counts."""
        parts = [*[self.name] * NAME_TIMES, self.summary, self.description]
        parts += list(self.keywords) * KEYWORD_TIMES
        return " ".join([*parts, *self.need_words])

    def meaning(self) -> str:
        """What tells the service's meaning in short, for the sentence encoder."""
        return f"{self.name}. {self.summary} {' '.join(self.keywords)}".strip()

    def phrases(self) -> list[str]:
        """The phrases that name the service: parts of its name, and its type unless that is as common as "neuvonta"."""
        parts = [part.strip() for part in NAME_PARTS.split(self.name)]
        named = [part for part in parts if not part.endswith("-")]
        return named if self.service_type in TOO_COMMON else [*named, self.service_type.replace("_", " ")]


def grams(text: str) -> list[str]:
    """The 4-grams of each word of `text`."""
    found: list[str] = []
    for word in words(text):
        found.extend(grams_of_word(word))
    return found


def grams_of_word(word: str) -> list[str]:
    """The 4-grams of one folded word; a word of up to four letters is its own."""
    return [word] if len(word) <= GRAM else [word[i : i + GRAM] for i in range(len(word) - GRAM + 1)]


def said_grams(text: str) -> frozenset[str]:
    """The 4-grams of a text, also over the gap of two words: compounds are often split ("velka neuvonta")."""
    said = words(text)
    gaps = [gram for first, second in pairwise(said) for gram in grams(first[1 - GRAM :] + second[: GRAM - 1])]
    return frozenset(grams(text) + gaps)


class LexicalIndex:
    """BM25 scores of documents by their words, and the documents that a text calls by name; never changed."""

    def __init__(self, documents: Iterable[Document]) -> None:
        vocabulary: dict[str, int] = {}
        known_words: dict[str, array[int]] = {}
        phrases: defaultdict[str, list[int]] = defaultdict(list)
        tokens = []
        for row, document in enumerate(documents):
            tokens.append(_numbers(document.text(), vocabulary, known_words))
            for phrase in document.phrases():
                if len(phrase) >= SHORTEST_NAME:
                    phrases[phrase].append(row)
        self._size = len(tokens)
        self._vocabulary = vocabulary
        self._model: Any = None
        if any(tokens):
            self._model = bm25s.BM25(k1=1.5, b=0.75, method="lucene")  # type: ignore[no-untyped-call]
            self._model.index((tokens, vocabulary), show_progress=False)
        self._names = _Names(phrases)

    def scores(self, text: str) -> Scores:
        """Each document's score in 0..1: 1 is the best one of a query that matches well, 0 shares no gram."""
        wanted = [self._vocabulary[gram] for gram in grams(text) if gram in self._vocabulary]
        if not wanted or self._model is None:
            return np.zeros(self._size)
        raw = np.asarray(self._model.get_scores(wanted), dtype=np.float64)
        return raw / max(float(raw.max()), GOOD_MATCH)

    def knows(self, text: str) -> bool:
        """Whether the catalogue has anything of the words of `text`."""
        return any(gram in self._vocabulary for gram in grams(text))

    def named(self, text: str) -> Rows:
        """The documents that `text` calls by name, inflected or with a slip."""
        return self._names.said(said_grams(text))


class _Names:
    """Phrases by their 4-grams."""

    def __init__(self, phrases: Mapping[str, list[int]]) -> None:
        self._rows = [np.array(rows, dtype=np.int32) for rows in phrases.values()]
        gram_sets = [frozenset(grams(phrase)) for phrase in phrases]
        self._sizes = np.array([len(one) for one in gram_sets] or [1])
        holding: defaultdict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(gram_sets):
            for gram in one:
                holding[gram].append(number)
        self._holding = {gram: np.array(numbers, dtype=np.int64) for gram, numbers in holding.items()}

    def said(self, heard: frozenset[str]) -> Rows:
        """The rows of the phrases that are said well enough."""
        found = [self._holding[gram] for gram in heard if gram in self._holding]
        if not found:
            return np.empty(0, dtype=np.int32)
        counts = np.bincount(np.concatenate(found), minlength=len(self._sizes))
        said = np.flatnonzero((counts > 0) & (counts >= NAMED_SHARE * self._sizes))
        rows = [self._rows[number] for number in said]
        return np.unique(np.concatenate(rows)) if rows else np.empty(0, dtype=np.int32)


def _numbers(text: str, vocabulary: dict[str, int], known_words: dict[str, array[int]]) -> array[int]:
    """The 4-grams of `text` as numbers of `vocabulary`, which grows; `known_words` remembers the words met before."""
    found = array("i")
    for word in words(text):
        numbers = known_words.get(word)
        if numbers is None:
            numbers = array("i", [vocabulary.setdefault(gram, len(vocabulary)) for gram in grams_of_word(word)])
            known_words[word] = numbers
        found.extend(numbers)
    return found
