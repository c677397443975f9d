"""Reads the training messages of `data/crisis/` and the ordinary messages of `data/nlu/`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
CRISIS = ROOT / "data" / "crisis"
NLU = ROOT / "data" / "nlu"
KINDS = ("self_harm", "violence", "child", "medical", "shelter")
LABELS = ("none", *KINDS)
BLOCK = re.compile(r"^- intent: .+?(?=^- intent: |\Z)", re.MULTILINE | re.DOTALL)
NEEDS = re.compile(r"^    needs: \[(.*)\]$", re.MULTILINE)
EXAMPLE = re.compile(r"^    - (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A training message. `label` is a kind of danger or "none"; `source` is the file it stands in."""

    text: str
    label: str
    level: str | None
    source: str


def crisis_examples(folder: Path = CRISIS) -> list[Example]:
    """The messages written for crisis detection."""
    examples = []
    for path in sorted(folder.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            label = entry["kind"] or "none" if "kind" in entry else path.stem
            examples.append(Example(str(entry["text"]), label, entry.get("level"), path.stem))
    return examples


def ordinary_examples(folder: Path = NLU) -> list[Example]:
    """Every fourth message of the bot's training files in which nobody is in danger.

    Messages of the needs in `near_danger.txt` are not such: they stand marked by hand in neighbours.yml.
    """
    near_danger = set((CRISIS / "near_danger.txt").read_text(encoding="utf-8").split())
    found = []
    for path in sorted(folder.glob("*/*.yml")):
        for block in BLOCK.findall(path.read_text(encoding="utf-8")):
            stated = NEEDS.search(block)
            needs = set(stated[1].split(", ")) if stated else set()
            if near_danger.isdisjoint(needs | {path.stem}):
                found += [Example(text.strip(), "none", None, "ordinary") for text in EXAMPLE.findall(block)[::4]]
    return found
