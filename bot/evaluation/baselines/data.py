"""The training data as each pipeline takes it: needs as intents for those that hear one need, metadata for Luotsi."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from bot.evaluation.sets import NO_NEED, Utterance


def sampled(utterances: list[Utterance], part: float, seed: int) -> list[Utterance]:
    """A part of the utterances, of each act and need at least two: fewer could not be trained on."""
    if part >= 1:
        return utterances
    chance = random.Random(seed)  # noqa: S311 - chance for data, not for secrets
    groups: dict[tuple[str, tuple[str, ...]], list[Utterance]] = defaultdict(list)
    for one in utterances:
        groups[one.intent, one.needs[:1] if len(one.needs) < 2 else ("many",)].append(one)
    chosen = []
    for group in groups.values():
        chosen += chance.sample(group, min(len(group), max(2, round(part * len(group)))))
    return chosen


def needs_as_intents(utterances: Iterable[Utterance]) -> list[dict[str, Any]]:
    """Blocks for a pipeline that hears one need: utterances of a single need, and `none`."""
    return _blocks((one.needs[0] if one.needs else NO_NEED, (), one.text) for one in utterances if len(one.needs) < 2)


def acts_with_needs(utterances: Iterable[Utterance]) -> list[dict[str, Any]]:
    """Blocks for Luotsi's pipeline: acts as intents, and the needs beside them."""
    return _blocks((one.intent, one.needs, one.text) for one in utterances)


def write(blocks: list[dict[str, Any]], path: Path) -> None:
    """A file of Rasa's training data."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"version": "3.1", "nlu": blocks}
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")


def _blocks(rows: Iterable[tuple[str, tuple[str, ...], str]]) -> list[dict[str, Any]]:
    grouped: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for intent, needs, text in rows:
        grouped[intent, needs].append(text)
    return [
        {
            "intent": intent,
            **({"metadata": {"needs": list(needs)}} if needs else {}),
            "examples": "".join(f"- {text}\n" for text in texts),
        }
        for (intent, needs), texts in sorted(grouped.items())
    ]
