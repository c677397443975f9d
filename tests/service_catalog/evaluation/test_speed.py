"""The figures of speed in docs/search.md are those that `make bench-search` wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from service_catalog.evaluation import speed
from service_catalog.evaluation.report import SPEED

FIGURES = {
    "services": 1000,
    "channels": 3250,
    **dict.fromkeys(("rows_s", "index_s", "vectors_s", "p50_ms", "p95_ms", "p99_ms", "cpu_p95_ms"), 1.5),
    "memory_mb": 285,
    "per_second_2": 350.7,
}


def sealed(page: str) -> bool:
    lines = page[page.index(SPEED) :].splitlines()
    return speed.seal(lines) in lines


def test_the_command_writes_its_part_and_keeps_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = tmp_path / "search.md"
    report.write_text("# Search\n\nkept\n", encoding="utf-8")
    monkeypatch.setattr(speed, "REPORT", report)
    for _ in range(2):
        speed._write([FIGURES])
    page = report.read_text(encoding="utf-8")
    assert page.startswith("# Search\n\nkept\n")
    assert page.count(SPEED) == 1
    assert "| 1,000 | 3,250 | 1.5 s |" in page
    assert sealed(page)
    assert not sealed(page.replace("285 MB", "28 MB"))


def test_no_figure_of_the_page_was_typed() -> None:
    page = speed.REPORT.read_text(encoding="utf-8")
    assert SPEED not in page or sealed(page)
