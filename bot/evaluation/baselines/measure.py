"""Measures one trained model in a process of its own: `python -m bot.evaluation.baselines.measure MODEL OUT [--needs]`.

A process for each, so that loading is measured from nothing and the memory is that model's own. Without --needs the
model's intents are needs.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from pathlib import Path
from typing import Any

from bot.evaluation.hearing import Heard, Listener
from bot.evaluation.machine import peak_memory_mb
from bot.evaluation.measures import percentile, share
from bot.evaluation.results import is_main_among_three, is_right_first
from bot.evaluation.sets import NO_NEED, need_messages

WARM_UP = 20


def intents_as_needs(heard: Heard) -> Heard:
    """What a model whose intents are needs has heard: one need, or none; the others in order behind it."""
    needs = [] if heard.act == NO_NEED else [(heard.act, heard.act_confidence)]
    candidates = [pair for pair in heard.acts if pair[0] != NO_NEED]
    return Heard(needs, heard.act, heard.act_confidence, heard.acts, candidates, heard.seconds)


async def measure(model: Path, hears_needs: bool) -> dict[str, Any]:
    """The figures that all pipelines have."""
    listener = Listener(model)
    messages = need_messages()
    for message in messages[:WARM_UP]:
        await listener.hear(message.text)
    timed = [await listener.hear(message.text) for message in messages]
    memory = peak_memory_mb()
    if hears_needs:
        # Once more, since overhearing costs time: only the most probable needs are taken from it.
        listener.overhear_all_needs()
        overheard = [await listener.hear(message.text) for message in messages]
        for heard, other in zip(timed, overheard, strict=True):
            heard.candidates = other.candidates
    else:
        timed = [intents_as_needs(heard) for heard in timed]
    pairs = list(zip(messages, timed, strict=True))
    stating = [pair for pair in pairs if pair[0].needs]
    seconds = [heard.seconds for heard in timed]
    return {
        "first_right": share(is_right_first(*pair) for pair in stating),
        "first_right_single": share(is_right_first(*pair) for pair in stating if len(pair[0].needs) == 1),
        "among_three": share(is_main_among_three(*pair) for pair in stating),
        "false_on_none": share(bool(heard.needs) for message, heard in pairs if not message.needs),
        "load_seconds": listener.load_seconds,
        "p50_ms": 1000 * percentile(seconds, 50),
        "p95_ms": 1000 * percentile(seconds, 95),
        "memory_mb": memory,
    }


def main() -> None:
    """Writes the figures of the model to the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--needs", action="store_true", help="the model hears needs beside intents")
    given = parser.parse_args()
    figures = asyncio.run(measure(given.model, given.needs))
    given.out.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
