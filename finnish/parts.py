"""Cuts a long message into parts that an encoder reads to the end."""

from __future__ import annotations

import re

SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
MOST_WORDS = 50


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
