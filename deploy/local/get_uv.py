"""Finds the package manager uv, or fetches its wheel from PyPI into `.tools/`: pip and venv may be missing."""

from __future__ import annotations

import hashlib
import io
import os
import platform
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

from deploy.local.paths import TOOLS
from deploy.local.say import Stop, say

VERSION = "0.13.9"
INDEX = "https://pypi.org/simple/uv/"
LINK = re.compile(r'href="([^"#]+)#sha256=([0-9a-f]{64})"')
PIP_TARGET = TOOLS / "uv-pip"
SECONDS = 120


def find_uv() -> Path:
    """The path of uv: ours in `.tools/`, one on the PATH, or a fresh one from PyPI."""
    ours = TOOLS / f"uv-{VERSION}"
    for fetched in (ours, PIP_TARGET / "bin" / "uv"):
        if fetched.exists():
            return fetched
    on_path = shutil.which("uv")
    if on_path:
        return Path(on_path)
    say(f"fetching uv {VERSION} from PyPI")
    TOOLS.mkdir(exist_ok=True)
    try:
        binary = fetch_binary()
    except (urllib.error.URLError, OSError, KeyError, StopIteration) as error:
        say(f"  the direct way failed ({error}); trying pip")
        return install_with_pip()
    partial = ours.with_suffix(".part")
    partial.write_bytes(binary)
    partial.chmod(0o755)
    partial.replace(ours)
    return ours


def fetch_binary() -> bytes:
    """The uv program out of the wheel for this machine, checked against PyPI's SHA-256."""
    with urllib.request.urlopen(INDEX, timeout=SECONDS) as answer:
        links = LINK.findall(answer.read().decode())
    address, wanted = next((link, digest) for link, digest in links if fits(link.rsplit("/", 1)[-1]))
    with urllib.request.urlopen(urllib.parse.urljoin(INDEX, address), timeout=SECONDS) as answer:
        content = answer.read()
    if hashlib.sha256(content).hexdigest() != wanted:
        raise OSError("the wheel's SHA-256 is wrong")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
        return archive.read(name)


def fits(filename: str) -> bool:
    """Whether a file is the wheel of our version for this machine."""
    if not filename.startswith(f"uv-{VERSION}-") or not filename.endswith(".whl"):
        return False
    machine = {"arm64": "aarch64", "amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    if sys.platform == "darwin":
        return "macosx" in filename and machine.replace("aarch64", "arm64") in filename
    return "manylinux_2" in filename and machine in filename


def install_with_pip() -> Path:
    """uv by pip into a folder of its own: pip knows proxies and mirrors that the direct way does not."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(PIP_TARGET), f"uv=={VERSION}"]
    if subprocess.run(command, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}, check=False).returncode:
        raise Stop(
            "uv could not be fetched from PyPI. Install uv by hand (https://docs.astral.sh/uv/) so that it is on the "
            "PATH, and run make again."
        )
    return PIP_TARGET / "bin" / "uv"
