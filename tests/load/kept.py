"""Writes what a profile reached into docs/load.md, in a section of its own; the other sections stay."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from pathlib import Path

from deploy.local.paths import ROOT
from tests.load.memory import growth_mb_an_hour

PAGE = ROOT / "docs" / "load.md"
TITLE = """# Load, measured

Written by `make load PROFILE=...` on a running Luotsi (one Rasa, one web, one actions) on the machine that also sends
the messages. Nothing here is typed by hand. Seed 7. Each of the ten messages of the mix is as likely; one of them is
danger, and seven need a search. "alone": the web answered without Rasa; "shed": 503 with a contact.
"""


def keep(profile: str, table: list[str], memory: list[tuple[float, float]]) -> None:
    """Puts the section of `profile` in its place."""
    sections = sections_of(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    sections[profile] = "\n".join([*how(), "", *table, "", *memory_lines(memory)])
    text = TITLE + "".join(f"\n## {name}\n\n{said.strip()}\n" for name, said in sections.items())
    PAGE.write_text(text, encoding="utf-8")


def sections_of(page: str) -> dict[str, str]:
    """The sections of the page by their names."""
    parts = re.split(r"^## (.+)$", page, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def how() -> list[str]:
    """When and on what."""
    cpu = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "")
    load = round(os.getloadavg()[0], 1)
    return [
        f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores of {cpu or platform.machine()}, load"
        f" average {load} at the end."
    ]


def memory_lines(memory: list[tuple[float, float]]) -> list[str]:
    """The most memory, and how it grew."""
    if not memory:
        return []
    growth = growth_mb_an_hour(memory)
    slope = f"; after the warm-up {growth:+.1f} MB an hour" if growth is not None else ""
    return [f"All serving processes together: at most {max(mb for _, mb in memory):.0f} MB{slope}."]


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
