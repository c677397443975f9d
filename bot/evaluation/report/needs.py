"""How well needs are heard: what is missed and why, by style, length and need, thresholds, calibration."""

from __future__ import annotations

from typing import Any

from bot.evaluation.report.words import calibration_table, listed, percent, table, with_interval

# So many confused pairs are shown.
PAIRS = 15
WHY = {
    "silent_most_probable": "nothing is heard; the right one is the most probable, under the threshold",
    "silent_second_or_third": "nothing is heard; the right one is the second or third most probable",
    "silent_further": "nothing is heard; the right one is further down",
    "wrong_second_or_third": "another is heard; the right one is the second or third most probable",
    "wrong_further": "another is heard; the right one is further down",
    "wrong_most_probable": "dropped beside the dialogue act",
}


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
        f"* The lowest styles are {listed((row['style'], row['value']) for row in styles[:3])}; the highest"
        f" {listed((row['style'], row['value']) for row in styles[-2:])}.",
        f"* The lowest needs are {listed((row['need'], row['value']) for row in weak)}.",
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


def held_out_part(found: dict[str, Any]) -> list[str]:
    """What is heard of training messages that nothing has learned."""
    if not found:
        return []
    names = {
        "first_right": "first need is a right one",
        "among_three": "most important need among the first three",
        "micro_f1": "micro-F1 over all needs",
        "both_of_two": "both needs of a two-need message",
        "false_on_none": "need heard where there is none",
        "act": "dialogue act right",
    }
    rows = [[said, *with_interval(found[name], name != "micro_f1"), found[name]["of"]] for name, said in names.items()]
    return [
        "## Held-out training messages",
        "",
        f"{found['messages']} training messages, one in sixteen, were learned by neither the encoder nor the"
        " classifiers; only thresholds were chosen on them. They were written by many hands to be hard: many are hints"
        " whose need even a person would ask about. They are no estimate of everyday messages, but a change for the"
        " better shows here.",
        "",
        *table(["figure", "measured", "95% interval", "n"], rows),
    ]
