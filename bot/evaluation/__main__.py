"""Measures a trained model on the development sets: `python -m bot.evaluation [MODEL] [--floor]`.

Writes var/evaluation.json, of which `python -m bot.evaluation.report` makes docs/evaluation.md. With --floor it fails
when a figure is below the floor of `bot/evaluation/floor.py`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
from pathlib import Path
from typing import Any

from bot.evaluation.floor import below_floor
from bot.evaluation.hearing import Listener
from bot.evaluation.held_out import held_out_figures
from bot.evaluation.machine import machine, newest_model, peak_memory_mb
from bot.evaluation.measures import percentile
from bot.evaluation.results import act_figures, need_figures
from bot.evaluation.sets import (
    ACTS_SET,
    NEEDS_SET,
    ROOT,
    act_messages,
    described,
    need_messages,
    training_digest,
    training_utterances,
)
from finnish.encoder import sha256_of

RESULTS = ROOT / "var" / "evaluation.json"
TIMED = 300
WARM_UP = 20
SEED = 7


async def timings(listener: Listener, texts: list[str]) -> dict[str, Any]:
    """How long one caller waits, in milliseconds, after some messages of warming up."""
    chosen = random.Random(SEED).sample(texts, min(TIMED, len(texts)))  # noqa: S311 - chance for data, not for secrets
    for text in chosen[:WARM_UP]:
        await listener.hear(text)
    seconds = [(await listener.hear(text)).seconds for text in chosen]
    return {
        "messages": len(seconds),
        "seed": SEED,
        "p50_ms": 1000 * percentile(seconds, 50),
        "p95_ms": 1000 * percentile(seconds, 95),
    }


async def measure(model: Path, *, held_out: bool) -> dict[str, Any]:
    """All results of a model; `held_out`: those of held-out training messages too."""
    listener = Listener(model)
    needs, acts = need_messages(), act_messages()
    # Timed first: with all needs overheard the component works twice.
    time = await timings(listener, [*(one.text for one in needs), *(one.text for one in acts)])
    listener.overhear_all_needs()
    heard_needs = [(message, await listener.hear(message.text)) for message in needs]
    heard_acts = [(message, await listener.hear(message.text)) for message in acts]
    utterances = training_utterances()
    return {
        "model": model.name,
        "model_sha256": sha256_of(model)[:12],
        "machine": machine(),
        "sets": [described(NEEDS_SET, len(needs)), described(ACTS_SET, len(acts))],
        "training": {
            "utterances": len(utterances),
            "without_need": sum(not one.needs for one in utterances),
            "with_two_or_three": sum(len(one.needs) > 1 for one in utterances),
            "needs": len({need for one in utterances for need in one.needs}),
            "acts": len({one.intent for one in utterances}),
            "digest": training_digest(utterances),
        },
        "time": {**time, "load_seconds": listener.load_seconds, "peak_memory_mb": peak_memory_mb()},
        "needs": need_figures(heard_needs),
        "acts": act_figures(heard_acts),
        "held_out": await held_out_figures(listener, utterances) if held_out else {},
    }


def main() -> None:
    """Measures, writes the JSON, and says the main figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, nargs="?", help="a trained model; by default the newest in models")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--floor", action="store_true", help="fail when a figure is below its floor")
    given = parser.parse_args()
    results = asyncio.run(measure(given.model or newest_model(), held_out=not given.floor))
    given.out.parent.mkdir(exist_ok=True)
    given.out.write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
    needs, acts = results["needs"], results["acts"]
    sys.stdout.write(
        f"first need {needs['first_right']['value']:.3f}, among three {needs['among_three']['value']:.3f}, "
        f"micro-F1 {needs['micro_f1']['value']:.3f}, both of two {needs['both_of_two']['value']:.3f}, "
        f"false need {needs['false_on_none']['value']:.3f}, act {acts['right']['value']:.3f}, "
        f"p95 {results['time']['p95_ms']:.1f} ms\n"
    )
    if given.floor and (lines := below_floor(results)):
        sys.stderr.write("below the floor of bot/evaluation/floor.py:\n" + "\n".join(lines) + "\n")
        raise SystemExit(1)


if __name__ == "__main__":
    main()
