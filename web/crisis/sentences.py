"""The sentences of a long message, which are judged one by one: danger may be said once among much else."""

from __future__ import annotations

import re

LONG = 120
FEWEST_WORDS = 3
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")


def sentences_of(text: str) -> list[str]:
    """The sentences of FEWEST_WORDS or more in a message of LONG letters or more; none of one that is one sentence."""
    if len(text) < LONG:
        return []
    sentences = [one for one in SENTENCE_END.split(text) if one.count(" ") >= FEWEST_WORDS - 1]
    return sentences if len(sentences) > 1 else []
