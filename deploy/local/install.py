"""Installs both environments from their lock files: the root (Python 3.13) and `bot/` (Python 3.10)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from deploy.local.get_python import find_python
from deploy.local.get_uv import find_uv
from deploy.local.paths import ROOT
from deploy.local.say import Stop, say

ENVIRONMENTS = (("root", ROOT, "3.13"), ("bot", ROOT / "bot", "3.10"))


def install(*, development: bool) -> None:
    """Brings both environments to what the lock files say; `development` adds what the tests need."""
    uv = find_uv()
    for name, folder, version in ENVIRONMENTS:
        python = find_python(uv, version)
        say(f"installing the {name} environment (Python {version})")
        sync(uv, folder, python, development=development)


def sync(uv: Path, folder: Path, python: Path, *, development: bool) -> None:
    """`uv sync` from the lock file; the system's certificates are trusted, as networks of municipalities need."""
    command = [uv, "sync", "--frozen", "--python", python, "--no-python-downloads", "--system-certs"]
    command += [] if development else ["--no-dev", "--inexact"]
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    if subprocess.run(command, cwd=folder, env=environment, check=False).returncode:
        raise Stop(f"installing into {folder} failed: see the lines above. Is the package index reachable?")
