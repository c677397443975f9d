"""Reads the training messages: acts and needs of `data/nlu`, danger of `data/crisis`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

SAFE = "none"


@dataclass(frozen=True)
class Utterance:
    """What was said, the dialogue act, the needs (the most important first), and the danger.

    `act` is empty where only the danger is marked; `danger` is "none", "kind/level", or None where it is not marked.
    """

    text: str
    act: str
    needs: tuple[str, ...]
    danger: str | None = None


def read_utterances(folder: Path, crisis: Path) -> list[Utterance]:
    """The messages of both folders; one that stands in both is one message with both marks."""
    marked = dict(_dangers(crisis))
    near_danger = frozenset((crisis / "near_danger.txt").read_text(encoding="utf-8").split())
    found = [replace(one, danger=marked.pop(one.text, one.danger)) for one in _examples(folder, near_danger)]
    return [*found, *(Utterance(text, "", (), danger) for text, danger in marked.items())]


def _examples(folder: Path, near_danger: frozenset[str]) -> Iterator[Utterance]:
    """Each message of `data/nlu`. One with a need in `near_danger` may tell of danger: it is not marked here."""
    for path in sorted(folder.rglob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
            needs = tuple((block.get("metadata") or {}).get("needs", ()))
            danger = SAFE if near_danger.isdisjoint(needs) else None
            for line in block.get("examples", "").splitlines():
                if line.strip().startswith("- "):
                    yield Utterance(line.strip()[2:].strip(), block["intent"], needs, danger)


def _dangers(folder: Path) -> Iterator[tuple[str, str]]:
    """Each message of `data/crisis` with its danger. In the oldest files the file's name is the kind."""
    for path in sorted(folder.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            kind = entry["kind"] or SAFE if "kind" in entry else path.stem
            yield str(entry["text"]).strip(), SAFE if kind == SAFE else f"{kind}/{entry['level']}"


def data_version(utterances: list[Utterance]) -> str:
    """A short hash of what was trained on."""
    digest = hashlib.sha256()
    for one in utterances:
        digest.update("\t".join((one.text, one.act, *one.needs, str(one.danger), "\n")).encode("utf-8"))
    return digest.hexdigest()[:12]
