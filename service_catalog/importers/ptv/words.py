"""Stems of rules in data, matched against folded texts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from finnish.normalise import words


@cache
def _needle(stem: str) -> str:
    inside = stem.startswith("*")
    folded = " ".join(words(stem))
    return folded if inside else f" {folded}"


def haystack(texts: Iterable[str]) -> str:
    """The words of all `texts`, folded, ready for `says`. A text's end is a bound that no stem of two words crosses."""
    return " | ".join(f" {' '.join(words(text))}" for text in texts if text)


def says(stack: str, stems: Iterable[str]) -> bool:
    """Whether any of the stems is there: at the start of a word, with `*` anywhere in one."""
    return any(_needle(stem) in stack for stem in stems)
