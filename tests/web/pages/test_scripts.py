"""Scripts and styles keep to what the checklist asks of them: clicks only, no dragging, no sound, text sizes in rem."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[3] / "web" / "static"
SCRIPTS = sorted(STATIC.rglob("*.js"))
STYLES = sorted(STATIC.rglob("*.css"))
NOT_BY_CLICK = re.compile(r"pointerdown|pointermove|mousedown|mousemove|touchstart|touchmove|dragstart|draggable")
SOUND = re.compile(r"\bAudio\(|<audio|\.mp3|\.ogg")
TEXT_SIZE = re.compile(r"font(?:-size)?:([^;}]*)")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_act_on_clicks_and_make_no_sound(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not NOT_BY_CLICK.search(text)
    assert not SOUND.search(text)


@pytest.mark.parametrize("path", [*STYLES, STATIC / "luotsi.js"], ids=lambda path: path.name)
def test_text_grows_with_the_readers_own_size(path: Path) -> None:
    """No size of text in pixels, but as the least of a `max()` with rem: a host page may have shrunk its root.

    The pictures of insight are SVG: their units are the picture's own and grow with it.
    """
    words = re.sub(r"^\.picture [^{]*\{[^}]*\}", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for declared in TEXT_SIZE.findall(words):
        assert "px" not in re.sub(r"max\([\d.]+rem, \d+px\)", "", declared), declared
