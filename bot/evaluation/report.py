"""Writes docs/evaluation.md: `python -m bot.evaluation.report`, after `python -m bot.evaluation`.

Every figure comes from var/evaluation.json, from baselines/measured.json, or from the commands that measure places and
crisis messages, which are run here in the environment of the rest. Nothing in the report is typed by hand.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.evaluation import floor, targets
from bot.evaluation.__main__ import RESULTS
from bot.evaluation.baselines.__main__ import MEASURED
from bot.evaluation.measures import RESAMPLES
from bot.evaluation.measures import SEED as RESAMPLING_SEED
from bot.evaluation.sets import NO_NEED, ROOT

REPORT = ROOT / "docs" / "evaluation.md"
WEB_PYTHON = ROOT / ".venv" / "bin" / "python"
CRISIS = ROOT / "web" / "crisis" / "evaluate.py"
PLACE_LINE = re.compile(r"^(?P<name>\S.*?)\s+(?P<right>\d+) of\s+(?P<of>\d+)\s+[\d.]+%$", re.MULTILINE)
HARD_PLACES = ("misspelt", "clipped", "nickname")
SECONDS_ALLOWED = 900
PAIRS = 15
KINDS = {
    "first": "The first need is wrong",
    "silent": "A need is stated, none is heard",
    "false": "No need is stated, one is heard",
    "further": "The first need is right, a further one is missed",
    "extra": "All that is stated is heard, and something else too",
}
WHY = {
    "silent_most_probable": "nothing is heard; the right one is the most probable, under the threshold",
    "silent_second_or_third": "nothing is heard; the right one is the second or third most probable",
    "silent_further": "nothing is heard; the right one is further down",
    "wrong_second_or_third": "another is heard; the right one is the second or third most probable",
    "wrong_further": "another is heard; the right one is further down",
    "wrong_most_probable": "dropped beside the dialogue act",
}


def percent(value: float) -> str:
    """A share for people."""
    return f"{100 * value:.1f}%"


def with_interval(figure: dict[str, Any], is_share: bool = True) -> tuple[str, str]:
    """A figure and its interval."""
    if is_share:
        return percent(figure["value"]), f"{100 * figure['low']:.1f}–{100 * figure['high']:.1f}"
    return f"{figure['value']:.3f}", f"{figure['low']:.3f}–{figure['high']:.3f}"


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """A Markdown table; the first column is text, the others are figures."""
    names = list(head)
    lines = ["| " + " | ".join(names) + " |", "|---|" + "---:|" * (len(names) - 1)]
    lines += ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [*lines, ""]


def mark(reached: bool) -> str:
    """Reached or not, plainly."""
    return "reached" if reached else "**not reached**"


def output_of(module: str) -> tuple[str, int]:
    """What a command of the other environment prints, and its exit code."""
    done = subprocess.run(
        [WEB_PYTHON, "-W", "ignore", "-m", module],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS_ALLOWED,
    )
    return (done.stdout.strip() or done.stderr.strip()[-2000:]), done.returncode


def places_of(output: str) -> dict[str, tuple[int, int]]:
    """The name of each part of the places' output: how many right of how many."""
    return {found["name"]: (int(found["right"]), int(found["of"])) for found in PLACE_LINE.finditer(output)}


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
    whole = compared if compared and compared["part"] >= 1 and not compared["epochs"] else {}
    by_id = {row["id"]: row for row in whole.get("pipelines", [])}
    if {"default", "luotsi"} <= set(by_id):
        ours, default = by_id["luotsi"], by_id["default"]
        limit = targets.PARSE_SHARE * default["p95_ms"]
        p95, seconds = ours["p95_ms"], ours["train_seconds"]
        rows.append(
            [
                "parse p95, one caller, beside (a) in the same run",
                f"at most {limit:.1f} ms (half of (a)'s)",
                f"{p95:.1f} ms",
                "–",
                str(whole["set"]["count"]),
                mark(p95 <= limit),
            ]
        )
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


def how_part(results: dict[str, Any]) -> list[str]:
    """How to run, on what, with which data."""
    machine, time, training = results["machine"], results["time"], results["training"]
    sets = "; ".join(f"`{one['path']}` {one['count']} messages (sha256 {one['sha256']})" for one in results["sets"])
    return [
        "# Evaluation",
        "",
        "`make evaluate` writes this page; no figure in it is typed by hand. `make evaluate-baselines` measures the",
        "other pipelines anew (long). Change neither this page nor the development sets to improve a figure.",
        "",
        f"* Measured {machine['date']}, commit {machine['commit']}, model `{results['model']}`"
        f" (sha256 {results['model_sha256']}).",
        f"* Machine: {machine['cores']} cores of {machine['cpu']}, {machine['memory']} of memory; Python"
        f" {machine['python']}, Rasa {machine['rasa']}; load average {machine['load']} while measuring.",
        f"* Training data: {training['utterances']} utterances, {training['needs']} needs, {training['acts']} acts;"
        f" {training['with_two_or_three']} state two or three needs, {training['without_need']} none (digest"
        f" {training['digest']}).",
        f"* Development sets, never trained on: {sets}. Places: generated by `python -m finnish.places.evaluate`"
        " (its seed is in the module) and `tests/evaluation/places_hard.yml`.",
        f"* Intervals are 95%: Wilson's for shares; for F1, messages resampled {RESAMPLES} times, seed"
        f" {RESAMPLING_SEED}. The seed of the timed sample is {time['seed']}.",
        "* The sets were written apart from the training data, by the same project. Expect messages by other people to",
        "  come out some points lower.",
        "",
    ]


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


def why_part(results: dict[str, Any]) -> list[str]:
    """What is missed, and why as far as the figures tell."""
    needs = results["needs"]
    first = needs["first_right"]
    wrong = first["of"] - first["right"]
    near = sum(count for name, count in needs["why"].items() if not name.endswith("_further"))
    styles = sorted(needs["by_style"], key=lambda row: row["value"])
    weak = [row for row in sorted(needs["by_need"], key=lambda row: row["value"]) if row["of"]][:3]
    two, f1_also = needs["both_of_two"], needs["micro_f1_also"]
    lines = ["## What is missed and why", ""]
    lines += [f"The first need is wrong in {wrong} of {first['of']} messages that state one:", ""]
    lines += table(
        ["how", "messages"],
        [[WHY.get(name, name), count] for name, count in sorted(needs["why"].items(), key=lambda item: -item[1])],
    )
    lines += [
        f"* In {near} of the {wrong} the right need is among the three most probable: the classes are close, and what"
        " is lacking is the order or the threshold. In the others it was not understood.",
        f"* The lowest styles are {_listed((row['style'], row['value']) for row in styles[:3])}; the highest"
        f" {_listed((row['style'], row['value']) for row in styles[-2:])}.",
        f"* The lowest needs are {_listed((row['need'], row['value']) for row in weak)}.",
        f"* Of single-need messages the first need is right in {percent(needs['first_right_single']['value'])};"
        f" a second need is heard beside it, without being stated, in {percent(needs['extra_on_single']['value'])}.",
        f"* Both needs are found in {two['right']} of {two['of']} two-need messages, all three in"
        f" {needs['all_of_three']['right']} of {needs['all_of_three']['of']}. A second need that is hinted at in"
        " passing has a lower probability than the first and stays under the threshold of further needs.",
        f"* Where accepted alternatives (`also`) are not counted as wrong, micro-F1 is {f1_also['value']:.3f}.",
        f"* A need is heard in {needs['false_on_none']['right']} of {needs['false_on_none']['of']} messages that state"
        f" none, and none in {needs['silent_on_need']['right']} of {needs['silent_on_need']['of']} that state one: the"
        " threshold trades these against each other.",
        f"* The dialogue act is among the first three in {percent(results['acts']['among_three']['value'])} and first"
        f" in {percent(results['acts']['right']['value'])}. The pairs below tell which acts say nearly the same.",
        "",
    ]
    return lines


def needs_part(results: dict[str, Any]) -> list[str]:
    """Tables of needs: by style, length and need, confused pairs, calibration."""
    needs = results["needs"]
    lines = ["## Needs", "", "### By style", ""]
    lines += table(
        ["style", "n", "first need right", "95% interval", "main among three", "nothing heard", "micro-F1"],
        [
            [
                row["style"],
                row["of"],
                *with_interval(row),
                percent(row["among_three"]),
                row["silent"],
                f"{row['f1']:.3f}",
            ]
            for row in sorted(needs["by_style"], key=lambda row: row["value"])
        ],
    )
    lines += [f"Style `none`: a need is heard in {percent(needs['false_on_none']['value'])} (see the targets).", ""]
    lines += ["### By length", ""]
    lines += table(
        ["words", "n", "first need right", "95% interval"],
        [[row["words"], row["of"], *with_interval(row)] for row in needs["by_length"]],
    )
    lines += ["### By need", ""]
    lines += table(
        ["need", "n as first", "first need right", "95% interval", "n stated", "precision", "recall", "F1"],
        [
            [row["need"], row["of"], *with_interval(row), row["stated"]]
            + [f"{row[name]:.2f}" for name in ("precision", "recall", "f1")]
            for row in sorted(needs["by_need"], key=lambda row: row["value"])
        ],
    )
    lines += ["### Most confused", ""]
    lines += table(
        ["stated", "heard first", "messages"],
        [[row["right"], row["heard"], row["count"]] for row in needs["confused"][:PAIRS]],
    )
    silent = ", ".join(f"{row['right']} {row['count']}" for row in needs["unheard"])
    falsely = ", ".join(f"{row['heard']} {row['count']}" for row in needs["heard_in_none"])
    lines += [f"Stated, and nothing is heard: {silent or 'none'}.", ""]
    lines += [f"Heard where nothing is stated: {falsely or 'none'}.", ""]
    lines += threshold_table(needs["thresholds"])
    lines += ["### Calibration", ""]
    lines += ["Of the most probable need of every message, those without a need included.", ""]
    return lines + calibration_table(needs["calibration"])


def threshold_table(rows: list[dict[str, Any]]) -> list[str]:
    """What other thresholds of the first need would give."""
    if not rows:
        return []
    lines = ["### The threshold of the first need", ""]
    lines += [
        "What each would give on this set by the probabilities alone, without the dialogue act's say. To see how the"
    ]
    lines += ["two errors trade, not to choose it: it is chosen on utterances of the training data.", ""]
    return lines + table(
        ["heard from", "first need right", "need heard where there is none"],
        [[f"{row['from']:.2f}", percent(row["first_right"]), percent(row["false_on_none"])] for row in rows],
    )


def acts_part(results: dict[str, Any]) -> list[str]:
    """Tables of dialogue acts."""
    acts = results["acts"]
    lines = ["## Dialogue acts", ""]
    lines += table(
        ["act", "n", "right", "95% interval"],
        [[row["act"], row["of"], *with_interval(row)] for row in sorted(acts["by_act"], key=lambda row: row["value"])],
    )
    lines += ["### Most confused acts", ""]
    lines += table(
        ["stated", "heard", "messages"],
        [[row["right"], row["heard"], row["count"]] for row in acts["confused"][:PAIRS]],
    )
    settled = acts["settled"]
    lines += [
        f"The act that the classifier finds most probable is right in {percent(acts['classifier_right']['value'])};"
        f" settling act and needs together (`ActResolver`) mends {settled['mended']}, spoils {settled['spoilt']}.",
        "",
    ]
    return [*lines, "### Calibration of acts", "", *calibration_table(acts["calibration"])]


def calibration_table(found: dict[str, Any]) -> list[str]:
    """Confidence beside the share right."""
    rows = [
        [f"{row['from']:.1f}–{row['to']:.1f}", row["of"]]
        + ([percent(row["confidence"]), *with_interval(row)] if row["of"] else ["–", "–", "–"])
        for row in found["bins"]
    ]
    lines = table(["confidence", "n", "mean confidence", "right", "95% interval"], rows)
    return [*lines, f"Mean distance of confidence and share right: {100 * found['error']:.1f} points.", ""]


def compared_part(compared: dict[str, Any] | None, digest: str) -> list[str]:
    """The pipelines side by side."""
    lines = ["## Beside other pipelines", ""]
    if compared is None:
        return [*lines, "Not measured yet: `make evaluate-baselines`.", ""]
    machine = compared["machine"]
    lines += [
        f"One run on the same data and the same set, {machine['date']}, {machine['cores']} cores of {machine['cpu']},"
        f" load average {machine['load']}. (a) and (b) hear one need as Rasa's intent: they learn"
        f" {compared['single_or_none']} utterances of a single need or `{NO_NEED}`; (c) learns all"
        f" {compared['utterances']}. Training is on all cores with its start, parsing on one thread. Seed"
        f" {compared['seed']}.",
        "",
    ]
    if compared["part"] < 1 or compared["epochs"]:
        epochs = f", {compared['epochs']} epochs of DIET" if compared["epochs"] else ""
        lines += [
            f"**Only a trial on {percent(compared['part'])} of the training data{epochs}**: the figures"
            " are not comparable with the rest, and (c)'s encoder was tuned on all of it.",
            "",
        ]
    if compared["digest"] != digest:
        lines += ["The training data has changed since: measure anew before comparing with the rest of this page.", ""]
    lines += table(
        [
            "pipeline",
            "first need",
            "of single-need",
            "among three",
            "false need",
            "train",
            "load",
            "p50",
            "p95",
            "memory",
        ],
        [
            [
                row["name"],
                percent(row["first_right"]["value"]),
                percent(row["first_right_single"]["value"]),
                percent(row["among_three"]["value"]),
                percent(row["false_on_none"]["value"]),
                f"{row['train_seconds']:.0f} s",
                f"{row['load_seconds']:.1f} s",
                f"{row['p50_ms']:.1f} ms",
                f"{row['p95_ms']:.1f} ms",
                f"{row['memory_mb']} MB",
            ]
            for row in compared["pipelines"]
        ],
    )
    return lines


def speed_part(results: dict[str, Any]) -> list[str]:
    """Times of this run."""
    time = results["time"]
    return [
        "## Speed",
        "",
        f"One caller, in the process (without HTTP), {time['messages']} messages: p50 {time['p50_ms']:.1f} ms, p95"
        f" {time['p95_ms']:.1f} ms. Loading, with the import of Rasa: {time['load_seconds']:.1f} s. Peak memory of the"
        f" evaluating process {time['peak_memory_mb']} MB.",
        "",
    ]


def other_part(title: str, module: str, output: str, code: int) -> list[str]:
    """The output of a command as it is."""
    failed = [f"The command ended with {code}.", ""] if code else []
    return [f"## {title}", "", f"`python -m {module}`:", "", "```text", output, "```", "", *failed]


def missed_part(results: dict[str, Any]) -> list[str]:
    """Every message in which something is missed."""
    needs = results["needs"]["missed"]
    lines = [
        "## Missed messages",
        "",
        "All of them, shortened. To mend: add situations to the training data, never these",
    ]
    lines += ["sentences.", ""]
    for kind, title in KINDS.items():
        found = [one for one in needs if one["kind"] == kind]
        if not found:
            continue
        lines += [f"### {title} ({len(found)})", ""]
        lines += [
            f"* {one['text']} — *{one['style']}*; {_names(one['right'], one['also'])} → {_scores(one['heard'])}"
            + (f"; most probable: {_scores(one['probable'])}" if kind == "silent" else "")
            for one in found
        ]
        lines += [""]
    acts = results["acts"]["missed"]
    lines += [f"### The dialogue act is wrong ({len(acts)})", ""]
    lines += [
        f"* {one['text']} — {one['right']} → {one['heard']} {one['confidence']:.2f}"
        + (f" (needs: {', '.join(one['needs'])})" if one["needs"] else "")
        for one in acts
    ]
    return [*lines, ""]


def _names(right: list[str], also: list[str]) -> str:
    return (", ".join(right) or NO_NEED) + (f" (or {', '.join(also)})" if also else "")


def _scores(pairs: list[list[Any]]) -> str:
    return ", ".join(f"{name} {confidence:.2f}" for name, confidence in pairs) or NO_NEED


def _listed(pairs: Iterable[tuple[str, float]]) -> str:
    return ", ".join(f"`{name}` ({percent(value)})" for name, value in pairs)


def report(results: dict[str, Any], compared: dict[str, Any] | None) -> str:
    """The whole page."""
    places, place_code = output_of("finnish.places.evaluate")
    lines = how_part(results)
    lines += targets_part(results, places_of(places), compared)
    lines += why_part(results)
    lines += compared_part(compared, results["training"]["digest"])
    lines += speed_part(results)
    lines += needs_part(results)
    lines += acts_part(results)
    lines += other_part("Municipalities", "finnish.places.evaluate", places, place_code)
    if CRISIS.exists():
        lines += other_part("Crisis messages", "web.crisis.evaluate", *output_of("web.crisis.evaluate"))
    else:
        lines += ["## Crisis messages", "", "Not measured: there is no `web.crisis.evaluate`.", ""]
    lines += missed_part(results)
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Writes the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--baselines", type=Path, default=MEASURED)
    parser.add_argument("--out", type=Path, default=REPORT)
    given = parser.parse_args()
    if not given.results.exists():
        raise SystemExit(f"{given.results} is missing: python -m bot.evaluation")
    results = json.loads(given.results.read_text(encoding="utf-8"))
    compared = json.loads(given.baselines.read_text(encoding="utf-8")) if given.baselines.exists() else None
    given.out.write_text(report(results, compared), encoding="utf-8")


if __name__ == "__main__":
    main()
