"""axe-core in a page: its findings for WCAG 2.0-2.2 A and AA, with what they are about."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from service_catalog.settings import ROOT

SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@cache
def script() -> str:
    return SCRIPT.read_text(encoding="utf-8")


@cache
def own(name: str) -> str:
    """A function of our own for the page, less the comment above it."""
    text = (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8")
    return text.split("*/\n", 1)[1]


def findings(page: Page) -> list[dict[str, Any]]:
    """axe's findings; the script is given as text, since nothing may be loaded past the page's own policy."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(script())
    found: list[dict[str, Any]] = page.evaluate(own("axe_run"), TAGS)
    return found


def small_targets(page: Page) -> list[str]:
    """Controls under 44 x 44 pixels; links inside running text are let be, as WCAG 2.5.8 does."""
    found: list[str] = page.evaluate(own("small_targets"))
    return found


def faults(page: Page) -> list[str]:
    """All that is wrong with what is in sight: axe's findings, small controls, and sideways scrolling."""
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    return [
        *(f"{one['id']}: {place}" for one in findings(page) for place in one["where"]),
        *(f"small: {one}" for one in small_targets(page)),
        *([f"{wide} pixels wider than the window"] if wide > 0 else []),
    ]
