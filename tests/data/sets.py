"""Reads the sets of sentences: training, development evaluation, crisis training and crisis evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
NLU = ROOT / "data" / "nlu"
CRISIS = ROOT / "data" / "crisis"
EVALUATION = ROOT / "tests" / "evaluation"


@dataclass(frozen=True)
class Utterance:
    """A training utterance: its dialogue act, its needs and where it stands."""

    text: str
    intent: str
    needs: tuple[str, ...]
    path: Path


def utterances() -> list[Utterance]:
    """All of data/nlu."""
    return [
        Utterance(line.strip()[2:], block["intent"], tuple((block.get("metadata") or {}).get("needs", ())), path)
        for path in sorted(NLU.rglob("*.yml"))
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        for line in block["examples"].splitlines()
        if line.strip().startswith("- ")
    ]


def rows(path: Path) -> list[dict[str, Any]]:
    """A set that is a list of mappings with `text`."""
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))
