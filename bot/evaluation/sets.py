"""Reads the development sets (tests/evaluation) and the training utterances (data/nlu)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
NLU = ROOT / "data" / "nlu"
NEEDS_SET = ROOT / "tests" / "evaluation" / "needs.yml"
ACTS_SET = ROOT / "tests" / "evaluation" / "acts.yml"
NO_NEED = "none"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class NeedMessage:
    """A message and the needs that it states, the most important first; `also` are accepted as the first one too."""

    text: str
    needs: tuple[str, ...]
    also: tuple[str, ...]
    style: str

    @property
    def main(self) -> frozenset[str]:
        """What is accepted as the most important need."""
        return frozenset((*self.needs[:1], *self.also))

    @property
    def accepted(self) -> frozenset[str]:
        """What is accepted as a need of the message."""
        return frozenset((*self.needs, *self.also))


@dataclass(frozen=True)
class ActMessage:
    """A message and its dialogue act."""

    text: str
    act: str


@dataclass(frozen=True)
class Utterance:
    """A training utterance."""

    text: str
    intent: str
    needs: tuple[str, ...]


def need_messages(path: Path = NEEDS_SET) -> list[NeedMessage]:
    """The development set of needs."""
    return [
        NeedMessage(row["text"], tuple(row["needs"]), tuple(row.get("also") or ()), row["style"]) for row in _read(path)
    ]


def act_messages(path: Path = ACTS_SET) -> list[ActMessage]:
    """The development set of dialogue acts."""
    return [ActMessage(row["text"], row["act"]) for row in _read(path)]


def training_utterances(folder: Path = NLU) -> list[Utterance]:
    """All training utterances, as they stand in the files."""
    return [
        Utterance(line.strip()[2:].strip(), block["intent"], tuple((block.get("metadata") or {}).get("needs", ())))
        for path in sorted(folder.rglob("*.yml"))
        for block in _read(path)["nlu"]
        if "intent" in block
        for line in block["examples"].splitlines()
        if line.strip().startswith("- ")
    ]


def described(path: Path, count: int) -> dict[str, Any]:
    """A set's path, size and hash."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return {"path": str(path.relative_to(ROOT)), "count": count, "sha256": digest}


def training_digest(utterances: list[Utterance]) -> str:
    """A hash that changes when a training utterance does."""
    total = hashlib.sha256()
    for one in sorted(utterances, key=lambda u: (u.intent, u.needs, u.text)):
        total.update(f"{one.intent}\t{','.join(one.needs)}\t{one.text}\n".encode())
    return total.hexdigest()[:12]


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - the safe loader, in C
