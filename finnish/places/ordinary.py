"""Candidates for ordinary.txt: `python -m finnish.places.ordinary < words.txt` with one Finnish word a line.

Prints the words of the list that are not in ordinary.txt and that the recogniser would take for a misspelt place, or,
written without dots, for a place. Those that are real misspellings are left out by hand; the others are added.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator

from finnish.places.lexicon import DATA, ORDINARY, Lexicon
from finnish.places.matching import WordMatcher
from finnish.places.tokens import plain, undotted

SHORTEST = 4


def taken_for_places(words: Iterable[str], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Each word that would be heard as a place by mistake, and the code of the place."""
    matcher = WordMatcher(Lexicon(gzip.decompress(DATA.read_bytes()).decode(), "\n".join(known)))
    for word in map(plain, words):
        if not word.isalpha() or len(word) < SHORTEST or word in known:
            continue
        hits = matcher.hits(word)
        if hits and hits[0].how == "typo":
            yield word, hits[0].entry.code
        elif not hits and not word.isascii():
            hits = matcher.hits(undotted(word))
            if hits:
                yield word, hits[0].entry.code


def main() -> None:
    """Prints the candidates from the list on standard input."""
    known = frozenset(ORDINARY.read_text(encoding="utf-8").split())
    for word, code in taken_for_places((line.strip() for line in sys.stdin), known):
        sys.stdout.write(f"{word}\t{code}\n")


if __name__ == "__main__":
    main()
