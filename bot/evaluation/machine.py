"""On what machine, with what code and which model the figures were measured."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot.evaluation.sets import ROOT

MODELS = ROOT / "models"


def machine() -> dict[str, Any]:
    """Cores, processor, memory, versions, and how busy the machine is with other work."""
    return {
        "cores": os.cpu_count(),
        "cpu": _from_proc("/proc/cpuinfo", "model name") or platform.machine(),
        "memory": _from_proc("/proc/meminfo", "MemTotal"),
        "python": platform.python_version(),
        "rasa": version("rasa"),
        "load": round(os.getloadavg()[0], 1),
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": _commit(),
    }


def newest_model() -> Path:
    """The bot's model that was trained last."""
    found = sorted(MODELS.glob("luotsi-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise SystemExit("no model in models/: make train")
    return found[-1]


def peak_memory_mb() -> int:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _from_proc(path: str, name: str) -> str:
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "")


def _commit() -> str:
    """The commit, with a mark when files have changed since."""
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty=, with changes"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
