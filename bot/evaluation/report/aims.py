"""The targets beside what was measured."""

from __future__ import annotations

import re
from typing import Any

from bot.evaluation import floor, targets
from bot.evaluation.report.words import mark, percent, table, with_interval

PLACE_LINE = re.compile(r"^(?P<name>\S.*?)\s+(?P<right>\d+) of\s+(?P<of>\d+)\s+[\d.]+%$", re.MULTILINE)
HARD_PLACES = ("misspelt", "clipped", "nickname")


def targets_part(results: dict[str, Any], places: dict[str, tuple[int, int]], compared: Any) -> list[str]:
    """Targets beside figures."""
    rows = target_rows(results) + place_rows(places) + speed_rows(results, compared)
    reached = sum(row[-1] == "reached" for row in rows)
    known = results["needs"]["candidates_known"]
    among = "the classifier's probabilities of all needs" if known else "only the needs heard, which are those above it"
    return [
        "## Targets",
        "",
        f"{reached} of {len(rows)} are reached.",
        "",
        *table(["figure", "target", "measured", "95% interval", "n", ""], rows),
        "A first need is right when the message states it, or when the set accepts it as first (`also`). Micro-F1 is"
        " strict: an accepted but unstated need counts as wrong. Among the first three: of "
        f"{among}, whatever the threshold.",
        "",
        f"CI refuses a change under these floors: first need {percent(floor.FIRST_NEED)}, micro-F1"
        f" {floor.MICRO_F1:.2f}, need heard where there is none {percent(floor.FALSE_NEED_ON_NONE)} at most, act"
        f" {percent(floor.ACT)}. They are not targets.",
        "",
    ]


def target_rows(results: dict[str, Any]) -> list[list[str]]:
    """The targets with their figures, for what is measured on messages."""
    rows = []
    for target in targets.TARGETS:
        figure = targets.measured(target, results)
        value, interval = with_interval(figure, target.is_share)
        wanted = percent(target.wanted) if target.is_share else f"{target.wanted:.2f}"
        bound = "at most" if target.at_most else "at least"
        rows.append(
            [
                target.name,
                f"{bound} {wanted}",
                value,
                interval,
                str(figure["of"]),
                mark(target.reached(figure["value"])),
            ]
        )
    styles = sorted(results["needs"]["by_style"], key=lambda row: row["value"])
    weak = [row for row in styles if row["value"] < targets.FIRST_NEED_OF_STYLE]
    worst = styles[0]
    value, interval = with_interval(worst)
    name = f"no style below, first need (the lowest: {worst['style']}; {len(weak)} of {len(styles)} are below)"
    wanted = f"at least {percent(targets.FIRST_NEED_OF_STYLE)}"
    rows.append([name, wanted, value, interval, str(worst["of"]), mark(not weak)])
    return rows


def places_of(output: str) -> dict[str, tuple[int, int]]:
    """The name of each part of the places' output: how many right of how many."""
    return {found["name"]: (int(found["right"]), int(found["of"])) for found in PLACE_LINE.finditer(output)}


def place_rows(places: dict[str, tuple[int, int]]) -> list[list[str]]:
    """The targets of places."""
    wanted = [("forms of the 308 municipalities", targets.PLACE_FORMS)]
    wanted += [(name, targets.PLACE_HARD) for name in HARD_PLACES]
    rows = []
    for name, least in wanted:
        if name in places:
            right, count = places[name]
            share = right / max(count, 1)
            rows.append(
                [
                    f"municipality right: {name}",
                    f"at least {percent(least)}",
                    percent(share),
                    "–",
                    str(count),
                    mark(share >= least),
                ]
            )
    return rows


def speed_rows(results: dict[str, Any], compared: dict[str, Any] | None) -> list[list[str]]:
    """The targets of time; those that need the comparison only when it has been run."""
    load = results["time"]["load_seconds"]
    rows = [
        [
            "load to ready (this run)",
            f"at most {targets.LOADING_SECONDS:.0f} s",
            f"{load:.1f} s",
            "–",
            "1",
            mark(load <= targets.LOADING_SECONDS),
        ]
    ]
    by_id = {row["id"]: row for row in (compared or {}).get("pipelines", [])}
    if compared and {"default", "luotsi"} <= set(by_id):
        ours, default = by_id["luotsi"], by_id["default"]
        limit = targets.PARSE_SHARE * default["p95_ms"]
        p95, seconds = ours["p95_ms"], ours["train_seconds"]
        rows.append(
            [
                "parse p95, one caller, beside (a) in the same run",
                f"at most {limit:.1f} ms (half of (a)'s)",
                f"{p95:.1f} ms",
                "–",
                str(compared["set"]["count"]),
                mark(p95 <= limit),
            ]
        )
        if compared["part"] >= 1:
            rows.append(
                [
                    "training the understanding (same run)",
                    f"at most {targets.TRAINING_SECONDS:.0f} s",
                    f"{seconds:.0f} s",
                    "–",
                    "1",
                    mark(seconds <= targets.TRAINING_SECONDS),
                ]
            )
    return rows
