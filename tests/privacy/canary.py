"""A made-up identity code and a phrase that are sent through every path, and then looked for everywhere."""

from __future__ import annotations

from pathlib import Path

# The individual number 900-999 is never given to a person (DVV).
CODE = "131052-987N"
PHRASE = "kvittenikukkaro"
PLACED = f"hetuni on {CODE} ja {PHRASE} on tyhjä, vuokra rästissä"
DANGER = f"haluan kuolla, {CODE} {PHRASE}"
# What would show that a part of the message was kept.
TRACES = (CODE, CODE.replace("-", ""), "987N", PHRASE)


def traces_in(text: str) -> list[str]:
    """The traces that stand in a text, whatever the case."""
    low = text.lower()
    return [trace for trace in TRACES if trace.lower() in low]


def files_with_traces(*folders: Path) -> dict[str, list[str]]:
    """Files under the folders, in which a trace stands: logs, databases with their WAL, temporary files."""
    found = {}
    for folder in folders:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            traces = traces_in(path.read_bytes().decode("utf-8", "replace"))
            if traces:
                found[str(path)] = traces
    return found
