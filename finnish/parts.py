"""Cuts a message: a long one into parts that an encoder reads to the end, any into its clauses."""

from __future__ import annotations

import re

SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
CLAUSE_END = re.compile(
    r"[.!?;:\n]+\s*|\s*,\s*|\s+[/+&–-]\s+"
    r"|\s+(?:ja|mutta|mut|eikä|eika|sekä|seka|plus|lisäksi|lisaksi|sitten|sit|kun|ku|koska|niin|että|etta|et)\s+",
    re.IGNORECASE,
)
MOST_WORDS = 50
FEWEST_WORDS = 2


def parts_of(text: str, most: int = MOST_WORDS) -> list[str]:
    """`text` in parts of at most `most` words, cut between sentences where it can be; a short one is one part."""
    if len(text.split()) <= most:
        return [text]
    parts: list[list[str]] = [[]]
    for sentence in SENTENCE_END.split(text):
        words = sentence.split()
        if parts[-1] and len(parts[-1]) + len(words) > most:
            parts.append([])
        for start in range(0, len(words), most):
            piece = words[start : start + most]
            if len(parts[-1]) + len(piece) > most:
                parts.append([])
            parts[-1] += piece
    return [" ".join(part) for part in parts if part]


def clauses_of(text: str) -> list[str]:
    """The clauses of `text` that have two words or more; none where it is one clause only."""
    clauses = [clause.strip() for clause in CLAUSE_END.split(text)]
    clauses = [clause for clause in clauses if len(clause.split()) >= FEWEST_WORDS]
    return clauses if len(clauses) > 1 else []


def is_long(text: str) -> bool:
    """Whether `text` is cut into parts."""
    return len(text.split()) > MOST_WORDS
