"""Measures crisis detection on messages that were never trained on: `python -m web.crisis.evaluate [FILE...]`.

Without files both sets of `tests/evaluation/` are measured: `crisis.yml`, whose failures were seen while the patterns
were widened, and `crisis_blind.yml`, whose were not. `--floors FILE` fails below the figures of that file, `--write
FILE` writes the figures as a page, `--cases` prints what was missed and what was a false alarm.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from web.crisis.detector import ROOT, CrisisDetector, Finding

EVALUATION = ROOT / "tests" / "evaluation"
SETS = (EVALUATION / "crisis.yml", EVALUATION / "crisis_blind.yml")
AT_MOST = "false alarms"


@dataclass(frozen=True)
class Case:
    """A message of the evaluation set with what should be heard in it, and what was."""

    text: str
    kind: str | None
    level: str | None
    style: str
    found: Finding | None


@dataclass(frozen=True)
class Share:
    """A share of cases with its 95 % Wilson interval."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """The share itself; 1.0 when there are no cases."""
        return self.hits / self.of if self.of else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """The lower and the upper end of the 95 % interval."""
        if not self.of:
            return 0.0, 1.0
        z, share, size = 1.96, self.value, self.of
        middle = (share + z * z / (2 * size)) / (1 + z * z / size)
        half = z * math.sqrt(share * (1 - share) / size + z * z / (4 * size * size)) / (1 + z * z / size)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:6.1%}  ({self.hits}/{self.of}, 95 % {low:.1%}–{high:.1%})"


def read_cases(path: Path, detector: CrisisDetector) -> list[Case]:
    """The cases of a file, run through the detector."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Case(text, entry["kind"], entry.get("level"), str(entry.get("style", "")), detector.detect(text))
        for entry in entries
        for text in [str(entry["text"])]
    ]


def measure(cases: Iterable[Case]) -> dict[str, Share]:
    """The four figures that are promised: recall of acute and of all, the right kind, and false alarms."""
    dangerous = [case for case in cases if case.kind]
    acute = [case for case in dangerous if case.level == "acute"]
    heard = [case for case in dangerous if case.found]
    right = [case for case in heard if case.found and case.found.kind == case.kind]
    calm = [case for case in cases if not case.kind]
    return {
        "recall, acute": Share(sum(case.found is not None for case in acute), len(acute)),
        "recall, all": Share(len(heard), len(dangerous)),
        "right kind": Share(len(right), len(heard)),
        "false alarms": Share(sum(case.found is not None for case in calm), len(calm)),
    }


def report(cases: list[Case]) -> list[str]:
    """The figures as lines: over all, by kind, and by style."""
    lines = [f"{name:15} {share}" for name, share in measure(cases).items()]
    lines.append("\nrecall by kind")
    kinds: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        kinds[case.kind or "none"].append(case)
    lines += [f"  {kind:24} {measure(kinds[kind])['recall, all']}" for kind in sorted(set(kinds) - {"none"})]
    lines.append("\nby style (recall of danger; false alarms)")
    styles: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        styles[case.style].append(case)
    for style in sorted(styles):
        figures = measure(styles[style])
        shown = [name for name in ("recall, all", "false alarms") if figures[name].of]
        lines += [f"  {style:24} {name:13} {figures[name]}" for name in shown]
    return lines


def below_floors(figures: dict[str, Share], floors: dict[str, float]) -> list[str]:
    """What is worse than `floors` allow: less than asked for, or more false alarms."""
    return [
        f"{name}: {figures[name].value:.1%}, asked for {'at most' if name == AT_MOST else 'at least'} {floor:.1%}"
        for name, floor in floors.items()
        if (figures[name].value > floor if name == AT_MOST else figures[name].value < floor)
    ]


def page(measured: dict[str, list[str]]) -> str:
    """The figures of each set as a page of docs/."""
    lines = [
        "# Crisis detection, measured",
        "",
        "Written by `make evaluate-crisis`; nothing here is typed by hand.",
        "",
    ]
    for name, figures in measured.items():
        lines += [f"## {name}", "", "```text", *figures, "```", ""]
    return "\n".join(lines)


def main() -> int:
    """Prints the figures; 1 when they are below the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=SETS)
    parser.add_argument("--floors", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--cases", action="store_true")
    given = parser.parse_args()
    floors = yaml.safe_load(given.floors.read_text(encoding="utf-8")) if given.floors else {}
    detector = CrisisDetector.load()
    measured: dict[str, list[str]] = {}
    failures: list[str] = []
    for path in given.files:
        cases = read_cases(path, detector)
        measured[path.name] = lines = report(cases)
        failures += [f"{path.name}: {fault}" for fault in below_floors(measure(cases), floors.get(path.stem, {}))]
        shown = lines + (misjudged(cases) if given.cases else [])
        sys.stdout.write("\n".join([f"== {path.name}", *shown, "", ""]))
    if given.write:
        given.write.write_text(page(measured), encoding="utf-8")
    sys.stderr.write("".join(f"{failure}\n" for failure in failures))
    return 1 if failures else 0


def misjudged(cases: list[Case]) -> list[str]:
    """What was missed, what was heard as another kind, and what was a false alarm."""
    missed = [f"missed      {case.kind}: {case.text}" for case in cases if case.kind and not case.found]
    wrong = [
        f"wrong kind  {case.kind}, not {case.found.kind}: {case.text}"
        for case in cases
        if case.kind and case.found and case.found.kind != case.kind
    ]
    return [
        *missed,
        *wrong,
        *(f"false alarm {case.found}: {case.text}" for case in cases if case.found and not case.kind),
    ]


if __name__ == "__main__":
    sys.exit(main())
