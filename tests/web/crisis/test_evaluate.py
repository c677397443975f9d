"""The figures of crisis detection, and what fails when they fall."""

from __future__ import annotations

from web.crisis.detector import Finding
from web.crisis.evaluate import Case, below_floors, measure, misjudged, page, report

HEARD = Finding("violence", "acute", "test", 0.9)


def case(kind: str | None, level: str | None, found: Finding | None) -> Case:
    return Case("viesti", kind, level, "short", found)


CASES = [
    case("violence", "acute", HEARD),
    case("violence", "acute", None),
    case("child", "worry", HEARD),
    case(None, None, HEARD),
    case(None, None, None),
    case(None, None, None),
    case(None, None, None),
]


def test_figures_count_what_was_heard_and_what_was_not() -> None:
    figures = {name: (share.hits, share.of) for name, share in measure(CASES).items()}
    assert figures == {
        "recall, acute": (1, 2),
        "recall, all": (2, 3),
        "right kind": (1, 2),
        "false alarms": (1, 4),
    }


def test_a_floor_fails_below_for_recall_and_above_for_false_alarms() -> None:
    figures = measure(CASES)
    assert below_floors(figures, {"recall, acute": 0.5, "false alarms": 0.25}) == []
    assert len(below_floors(figures, {"recall, acute": 0.51, "false alarms": 0.24})) == 2


def test_misjudged_tells_missed_wrong_and_false() -> None:
    starts = ("missed", "wrong kind", "false alarm")
    assert all(line.startswith(start) for line, start in zip(misjudged(CASES), starts, strict=True))


def test_the_page_holds_the_figures_of_each_set() -> None:
    written = page({"one.yml": report(CASES), "two.yml": ["x"]})
    assert "## one.yml" in written
    assert "## two.yml" in written
    assert "recall, acute" in written
