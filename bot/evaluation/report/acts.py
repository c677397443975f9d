"""How well dialogue acts are told."""

from __future__ import annotations

from typing import Any

from bot.evaluation.report.words import calibration_table, percent, table, with_interval

# So many confused pairs are shown.
PAIRS = 15


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
