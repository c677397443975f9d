"""Trains and measures three pipelines on the same data: `python -m bot.evaluation.baselines [--part 0.05]`.

(a) Rasa's default one, (b) the peer's shape, (c) Luotsi's. Long with all data: DIET takes hours on two cores. The
figures go to measured.json beside this file, which is kept in the repository for docs/evaluation.md and says which part
of the data was learned; those of a trial (fewer epochs, some of the pipelines) go to var/baselines.json.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bot.evaluation.baselines.data import acts_with_needs, needs_as_intents, sampled, write
from bot.evaluation.hearing import QUIET
from bot.evaluation.machine import machine
from bot.evaluation.sets import NEEDS_SET, ROOT, described, need_messages, training_digest, training_utterances

HERE = Path(__file__).resolve().parent
MEASURED = HERE / "measured.json"
SEED = 7


class Pipeline(NamedTuple):
    """A pipeline to compare."""

    name: str
    config: Path
    hears_needs: bool


PIPELINES = {
    "default": Pipeline("(a) Rasa's default: words, characters, DIET", HERE / "default.yml", False),
    "peer": Pipeline("(b) the peer's shape: characters, sentence vector, DIET", HERE / "peer.yml", False),
    "luotsi": Pipeline("(c) Luotsi's: config.yml", ROOT / "config.yml", True),
}


def environment(one_thread: bool) -> dict[str, str]:
    """Quiet; one thread as when serving, or all cores as they come."""
    quiet = {name: value for name, value in QUIET.items() if one_thread or "THREADS" not in name}
    return {**os.environ, **quiet, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}


def configured(pipeline: Pipeline, epochs: int | None, folder: Path) -> Path:
    """A copy of the pipeline's configuration (Rasa writes into it), with other epochs where it has any."""
    config = yaml.safe_load(pipeline.config.read_text(encoding="utf-8"))
    for component in config["pipeline"]:
        if epochs is not None and "epochs" in component:
            component["epochs"] = epochs
    changed = folder / "config.yml"
    changed.write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return changed


def train(config: Path, data: Path, folder: Path) -> float:
    """Trains a pipeline's understanding; the seconds that the whole command takes."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "rasa", "train", "nlu", "--nlu", str(data), "--config", str(config)]
    command += ["--out", str(folder), "--fixed-model-name", "model"]
    subprocess.run(command, cwd=ROOT, env=environment(one_thread=False), check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def measured(pipeline: Pipeline, folder: Path) -> dict[str, Any]:
    """The figures of the trained model, from a fresh process."""
    out = folder / "figures.json"
    command = [sys.executable, "-m", "bot.evaluation.baselines.measure", str(folder / "model.tar.gz"), str(out)]
    command += ["--needs"] if pipeline.hears_needs else []
    subprocess.run(command, cwd=ROOT, env=environment(one_thread=True), check=True)
    figures: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return figures


def run(names: list[str], part: float, epochs: int | None) -> dict[str, Any]:
    """Trains and measures the pipelines one after another."""
    utterances = training_utterances()
    chosen = sampled(utterances, part, SEED)
    rows = []
    with tempfile.TemporaryDirectory() as temporary:
        for name in names:
            pipeline, folder = PIPELINES[name], Path(temporary) / name
            blocks = acts_with_needs(chosen) if pipeline.hears_needs else needs_as_intents(chosen)
            write(blocks, folder / "nlu.yml")
            seconds = train(configured(pipeline, epochs, folder), folder / "nlu.yml", folder)
            figures = measured(pipeline, folder)
            rows.append({"id": name, "name": pipeline.name, "train_seconds": seconds, **figures})
            sys.stderr.write(
                f"{name}: first need {figures['first_right']['value']:.3f}, trained in {seconds:.0f} s, "
                f"loaded in {figures['load_seconds']:.0f} s, p95 {figures['p95_ms']:.1f} ms\n"
            )
    return {
        "part": part,
        "epochs": epochs,
        "seed": SEED,
        "utterances": len(chosen),
        "single_or_none": sum(len(one.needs) < 2 for one in chosen),
        "digest": training_digest(utterances),
        "set": described(NEEDS_SET, len(need_messages())),
        "machine": machine(),
        "pipelines": rows,
    }


def main() -> None:
    """Runs the comparison and writes its JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", type=float, default=1.0, help="the part of the training data, to try the command")
    parser.add_argument("--epochs", type=int, help="fewer epochs of DIET than the configuration's, to try the command")
    parser.add_argument("--only", nargs="+", choices=sorted(PIPELINES), default=list(PIPELINES))
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    whole = given.epochs is None and set(given.only) == set(PIPELINES)
    out = given.out or (MEASURED if whole else ROOT / "var" / "baselines.json")
    out.parent.mkdir(exist_ok=True)
    figures = run(given.only, given.part, given.epochs)
    out.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
