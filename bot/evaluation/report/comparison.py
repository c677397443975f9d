"""Luotsi's pipeline beside others, and its speed."""

from __future__ import annotations

from typing import Any

from bot.evaluation.report.words import percent, table
from bot.evaluation.sets import NO_NEED


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
            f"**On {percent(compared['part'])} of the training data{epochs}**: the figures are not comparable with the"
            " rest of this page, and (c)'s encoder was tuned on all of it, which favours (c).",
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


def folds_part(folds: dict[str, Any] | None, digest: str) -> list[str]:
    """Rasa's own cross-validation."""
    lines = ["## Cross-validation of the acts", ""]
    if folds is None:
        return [*lines, "Not measured yet: `make evaluate-folds`.", ""]
    changed = " The training data has changed since." if folds["digest"] != digest else ""
    return [
        *lines,
        f"`rasa test nlu --cross-validation`, {folds['folds']} folds of {folds['utterances']} utterances"
        f" ({percent(folds['part'])} of the training data, seed {folds['seed']}), {folds['machine']['date']}: right in"
        f" {percent(folds['accuracy'])}, F1 {folds['weighted']['f1-score']:.3f} weighted and"
        f" {folds['macro']['f1-score']:.3f} over acts alike. It flatters: the encoder has learned these utterances."
        f"{changed}",
        "",
    ]
