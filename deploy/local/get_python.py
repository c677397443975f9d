"""Finds the two Pythons: on the PATH, in pyenv (unselected versions too), managed by uv, or fetched by uv."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from deploy.local.say import Stop, say

# Modules that a Python built without the right headers lacks, and that Luotsi needs.
PROBE = "import sys, ssl, sqlite3, zlib, ctypes, venv; print('%d.%d' % sys.version_info[:2])"


def find_python(uv: Path, version: str) -> Path:
    """A working Python of `version` (3.10, 3.13); raises Stop with what to install when there is none."""
    found = next((candidate for candidate in candidates(version) if works(candidate, version)), None)
    if found:
        return found
    managed = managed_python(uv, version)
    if managed:
        return managed
    say(f"fetching Python {version}")
    fetched = subprocess.run([uv, "python", "install", version], check=False).returncode == 0
    managed = managed_python(uv, version) if fetched else None
    if managed:
        return managed
    raise Stop(
        f"Python {version} is needed, was not found on the PATH or in pyenv, and could not be fetched. "
        f"Install it (for example `pyenv install {version}` or your system's python{version} with its venv and "
        "sqlite3 modules) and run make again."
    )


def candidates(version: str) -> Iterator[Path]:
    """Where a Python of `version` may be, nearest first."""
    on_path = shutil.which(f"python{version}")
    if on_path:
        yield Path(on_path)
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted((root / "versions").glob(f"{version}.*/bin/python"), reverse=True)
    for name in ("python3", "python"):
        found = shutil.which(name)
        if found:
            yield Path(found)


def works(python: Path, version: str) -> bool:
    """Whether it starts (a pyenv shim of an unselected version does not), is of the version and is whole."""
    try:
        answer = subprocess.run([python, "-c", PROBE], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and answer.stdout.strip() == version


def managed_python(uv: Path, version: str) -> Path | None:
    """A Python that uv has fetched earlier."""
    command = [uv, "python", "find", "--no-python-downloads", "--managed-python", version]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return Path(answer.stdout.strip()) if answer.returncode == 0 else None
