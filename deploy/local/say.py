"""One way to tell the operator what is going on."""

from __future__ import annotations

import sys
import time

STARTED = time.monotonic()


class Stop(Exception):
    """Something that the operator must mend; the message says what and how."""


def say(text: str) -> None:
    """A line of progress, with the seconds since the start."""
    sys.stdout.write(f"[luotsi {time.monotonic() - STARTED:4.0f} s] {text}\n")
    sys.stdout.flush()
