"""The words of the edit view (`content/ui/upkeep.yaml`), also those that the admin library says itself."""

from __future__ import annotations

from functools import cache
from typing import Any

from web.pages.texts import read_ui


@cache
def upkeep_texts() -> dict[str, Any]:
    """The whole file."""
    return read_ui("upkeep")


def label(field: str) -> str:
    """The name of a field."""
    return str(upkeep_texts()["labels"][field][0])


def help_of(field: str) -> str:
    """What to write in a field; may be empty."""
    return str(upkeep_texts()["labels"][field][1])


def choices(field: str) -> list[tuple[str, str]]:
    """The values of a field with their words."""
    return [(str(value), str(words)) for value, words in upkeep_texts()["choices"][field].items()]


def gettext(message: str) -> str:
    """What the admin library says, in Finnish; what has no translation stays."""
    return str(upkeep_texts()["messages"].get(message, message))


def ngettext(one: str, many: str, count: int) -> str:
    """The same for what has a plural."""
    return gettext(one if count == 1 else many)
