"""Keeps spreadsheet programs from running a cell of an exported CSV file as a formula.

A text that begins with = + - @, a tab or a carriage return gets an apostrophe before it (OWASP, "CSV Injection"). A
phone number in the international form is no formula and stays. `unguard` takes back exactly what `guard` did.
"""

from __future__ import annotations

import re

RISKY = re.compile(r"'*[=+\-@\t\r]")
PHONE = re.compile(r"\+[\d ]+")


def guard(text: str) -> str:
    """`text` as it may stand in a CSV cell."""
    return f"'{text}" if RISKY.match(text) and not PHONE.fullmatch(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    return text[1:] if text.startswith("'") and RISKY.match(text) else text
