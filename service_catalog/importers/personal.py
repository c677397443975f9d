"""Tells an e-mail address of a person from one of an organisation: a catalogue shows only the latter."""

from __future__ import annotations

import re
from functools import cache

from faker.providers.person.fi_FI import Provider

from finnish.normalise import fold

PARTS = re.compile(r"[._-]")


@cache
def _first_names() -> frozenset[str]:
    return frozenset(part for name in Provider.first_names for part in PARTS.split(fold(name)))


def is_personal_email(value: str) -> bool:
    """Whether the part before @ is a Finnish first name and another name or an initial, as in maija.m@example.fi."""
    parts = [part for part in PARTS.split(fold(value.partition("@")[0])) if part]
    return len(parts) > 1 and any(part in _first_names() for part in (parts[0], parts[-1]))
