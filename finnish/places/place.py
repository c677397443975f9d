"""A place that a message names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A municipality, and where and how the text names it.

    `matched` is "form", "typo", "nickname", "former", "district", "swedish" or "clipped".
    """

    code: str
    name: str
    start: int
    end: int
    matched: str
