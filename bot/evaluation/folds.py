"""Rasa's own cross-validation of the acts: `python -m bot.evaluation.folds [--part 0.1] [--folds 5]`.

Runs `rasa test nlu --cross-validation` on a seeded part of the training data (the whole takes hours on two cores) and
keeps the figures in folds.json beside this file for docs/evaluation.md. Expect it to flatter: utterances of one author
are on both sides of a fold, and the encoder has learned them all.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bot.evaluation.baselines.__main__ import SEED, environment
from bot.evaluation.baselines.data import acts_with_needs, sampled, write
from bot.evaluation.machine import machine
from bot.evaluation.sets import ROOT, training_digest, training_utterances

FOLDS = Path(__file__).resolve().parent / "folds.json"
PART = 0.1
COUNT = 5


def cross_validated(part: float, folds: int) -> dict[str, Any]:
    """What Rasa's report of the acts says over all folds, and how to run it again."""
    utterances = training_utterances()
    chosen = sampled(utterances, part, SEED)
    with tempfile.TemporaryDirectory() as temporary:
        data, out = Path(temporary) / "nlu.yml", Path(temporary) / "out"
        write(acts_with_needs(chosen), data)
        command = [sys.executable, "-m", "rasa", "test", "nlu", "--cross-validation", "--folds", str(folds)]
        command += ["--nlu", str(data), "--config", str(ROOT / "config.yml"), "--out", str(out), "--no-plot"]
        subprocess.run(command, cwd=ROOT, env=environment(one_thread=False), check=True, stdout=subprocess.DEVNULL)
        told = json.loads((out / "intent_report.json").read_text(encoding="utf-8"))
    return {
        "part": part,
        "folds": folds,
        "seed": SEED,
        "utterances": len(chosen),
        "digest": training_digest(utterances),
        "machine": machine(),
        "accuracy": told["accuracy"],
        "macro": told["macro avg"],
        "weighted": told["weighted avg"],
    }


def main() -> None:
    """Runs it and writes its JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", type=float, default=PART, help="the part of the training data")
    parser.add_argument("--folds", type=int, default=COUNT)
    parser.add_argument("--out", type=Path, default=FOLDS)
    given = parser.parse_args()
    figures = cross_validated(given.part, given.folds)
    given.out.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stderr.write(f"acts right {figures['accuracy']:.3f} over {given.folds} folds of {figures['utterances']}\n")


if __name__ == "__main__":
    main()
