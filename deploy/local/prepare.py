"""Builds what is missing or out of date: the catalogue, the crisis classifier, and the bot's model."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from deploy.local.paths import BOT_PYTHON, MODELS, ROOT, VAR, WEB_PYTHON
from deploy.local.say import Stop, say

BOT_SOURCES = ("config.yml", "domain.yml", "data/nlu", "data/rules", "bot/components", "finnish")
CRISIS_SOURCES = ("data/crisis", "data/nlu", "service_catalog/content/crisis/patterns.yaml", "finnish/normalise.py")
CRISIS_SOURCES += ("finnish/encoder.py", "finnish/held_out.py", "finnish/models/encoder/card.json")
CRISIS_SOURCES += tuple(
    f"web/crisis/{name}.py"
    for name in ("classifier", "data", "meaning", "patterns", "phrases", "prepared", "sentences", "sounds", "train")
)
MODELS_KEPT = 2


def prepare() -> Path:
    """Everything that serving needs; returns the bot's model."""
    VAR.mkdir(exist_ok=True)
    MODELS.mkdir(exist_ok=True)
    say("building the catalogue")
    run([WEB_PYTHON, "-m", "service_catalog.cli", "catalog", "build"], "building the catalogue")
    train_crisis_classifier()
    return train_bot()


def train_crisis_classifier() -> None:
    """Trains the crisis classifier when its data or code has changed."""
    wanted = digest(CRISIS_SOURCES)
    mark = MODELS / "crisis" / "trained_from"
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return
    say("training the crisis classifier")
    run([WEB_PYTHON, "-m", "web.crisis.train"], "training the crisis classifier")
    mark.write_text(wanted, encoding="utf-8")


def train_bot() -> Path:
    """The model for the data and code as they are now; trained when there is none. Its SHA-256 stands beside it."""
    name = f"luotsi-{digest(BOT_SOURCES)}"
    model = MODELS / f"{name}.tar.gz"
    mark = MODELS / f"{name}.sha256"
    if model.exists() and mark.exists():
        return model
    say("training the bot (a few minutes)")
    command = [BOT_PYTHON, "-m", "rasa", "train", "--skip-validation", "--domain", "domain.yml"]
    command += [
        "--config",
        "config.yml",
        "--data",
        "data/nlu",
        "data/rules",
        "--out",
        MODELS,
        "--fixed-model-name",
        name,
    ]
    run(command, "training the bot")
    mark.write_text(sha256_of(model), encoding="utf-8")
    for old in sorted(MODELS.glob("luotsi-*.tar.gz"), key=lambda path: path.stat().st_mtime)[:-MODELS_KEPT]:
        old.unlink()
        old.with_name(old.name.replace(".tar.gz", ".sha256")).unlink(missing_ok=True)
    return model


def check_model(model: Path) -> None:
    """Refuses a model that is not the one that was trained: a Rasa model is code (reliability.md 1.17)."""
    if told_hash(model) != sha256_of(model):
        raise Stop(f"{model.name} is not the model that was trained here. Delete it and its .sha256; make trains anew.")


def told_hash(model: Path) -> str:
    """The SHA-256 that was written beside a model when it was trained; empty when there is none."""
    mark = model.with_name(model.name.replace(".tar.gz", ".sha256"))
    return mark.read_text(encoding="utf-8").strip() if mark.exists() else ""


def bot_environment() -> dict[str, str]:
    """The environment of everything that runs Rasa: nothing calls home, one thread, no words of people in logs."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "PYTHONUNBUFFERED": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        "LOG_LEVEL": "WARNING",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_INTER_OP_PARALLELISM_THREADS": "1",
        "TF_INTRA_OP_PARALLELISM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "LUOTSI_ACTION_URL": os.environ.get("LUOTSI_ACTION_URL", "http://127.0.0.1:5055/webhook"),
    }


def run(command: list[Path | str], what: str) -> None:
    """Runs a step, its output to the operator; raises Stop when it fails."""
    if subprocess.run(command, cwd=ROOT, env=bot_environment(), check=False).returncode:
        raise Stop(f"{what} failed: see the lines above.")


def digest(sources: Iterable[str]) -> str:
    """A hash over files and folders (sources, data and model files), by name and content."""
    total = hashlib.sha256()
    for source in sources:
        path = ROOT / source
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        for file in files:
            if "__pycache__" not in file.parts:
                total.update(str(file.relative_to(ROOT)).encode())
                total.update(file.read_bytes())
    return total.hexdigest()[:16]


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            total.update(block)
    return total.hexdigest()
