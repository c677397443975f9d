"""What a run reached stands in its own section of the page, and growth is a slope after the warm-up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load import kept
from tests.load.memory import growth_mb_an_hour


def test_a_profile_replaces_its_own_section_and_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "PAGE", tmp_path / "load.md")
    kept.keep("steady", ["| ensin |"], [])
    kept.keep("spike", ["| toinen |"], [(0.0, 900.0)])
    kept.keep("steady", ["| uusi |"], [])
    page = (tmp_path / "load.md").read_text(encoding="utf-8")
    assert "ensin" not in page
    assert page.index("## steady") < page.index("uusi") < page.index("## spike") < page.index("toinen")
    assert "at most 900 MB" in page


def test_growth_leaves_the_warm_up_out() -> None:
    warm_up = [(100.0 * moment, 500.0 + 50 * moment) for moment in range(5)]
    steady = [(100.0 * moment, 800.0 + 100 * moment / 3600) for moment in range(5, 20)]
    assert growth_mb_an_hour(warm_up + steady) == pytest.approx(1.0)


def test_a_short_run_says_nothing_of_growth() -> None:
    assert growth_mb_an_hour([(0.0, 500.0), (60.0, 520.0), (120.0, 540.0)]) is None
    assert growth_mb_an_hour([]) is None
