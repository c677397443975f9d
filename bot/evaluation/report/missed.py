"""Every message in which something is missed."""

from __future__ import annotations

from typing import Any

from bot.evaluation.report.words import names_of, scores_of

KINDS = {
    "first": "The first need is wrong",
    "silent": "A need is stated, none is heard",
    "false": "No need is stated, one is heard",
    "further": "The first need is right, a further one is missed",
    "extra": "All that is stated is heard, and something else too",
}


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
            f"* {one['text']} — *{one['style']}*; {names_of(one['right'], one['also'])} → {scores_of(one['heard'])}"
            + (f"; most probable: {scores_of(one['probable'])}" if kind == "silent" else "")
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
