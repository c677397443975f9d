"""A private PostgreSQL for tests: a cluster in a temporary folder, reached by its socket only, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

USER = "postgres"


@contextmanager
def cluster() -> Iterator[str]:
    """The SQLAlchemy address of an empty database; a missing PostgreSQL is an error, not a skip."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="luotsi-pg-", dir="/tmp"))
    data = folder / "data"
    who: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL does not run as root
        shutil.chown(folder, USER)
        who = {"user": USER, "cwd": folder}

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", str(data), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **who)

    try:
        run("initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "-w", "-t", "120", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql+pg8000://{USER}@/postgres?unix_sock={folder}/.s.PGSQL.5432"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    if there is None:
        raise RuntimeError("PostgreSQL is missing: apt-get install postgresql (.ci/run does)")
    return Path(there).resolve().parent
