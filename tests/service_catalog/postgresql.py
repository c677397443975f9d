"""A private PostgreSQL for tests: a cluster in a temporary folder, reached by its socket only, gone afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

USER = "postgres"


@dataclass
class Cluster:
    """The files of one cluster, and its server: stopped and started again, frozen and thawed."""

    folder: Path
    who: dict[str, Any] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """As SQLAlchemy writes it."""
        return f"postgresql+pg8000://{USER}@/postgres?unix_sock={self.folder}/.s.PGSQL.5432"

    def start(self) -> None:
        """Returns when it answers."""
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        self.run("pg_ctl", "-w", "-t", "120", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        """At once, as if its machine went down."""
        self.run("pg_ctl", "-w", "-m", "immediate", "stop")

    def run(self, program: str, *arguments: str) -> None:
        """One of PostgreSQL's own programs over these files."""
        command = [str(_programs() / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **self.who)

    def freeze(self) -> None:
        """Takes connections and answers nothing, as a server whose disk hangs."""
        self._send(signal.SIGSTOP)

    def thaw(self) -> None:
        """Goes on."""
        self._send(signal.SIGCONT)

    def _send(self, wanted: signal.Signals) -> None:
        postmaster = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        for process in [postmaster, *map(int, children)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, wanted)


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """An empty database of its own; a missing PostgreSQL is an error, not a skip."""
    made = Cluster(Path(tempfile.mkdtemp(prefix="luotsi-pg-", dir="/tmp")))
    if os.geteuid() == 0:  # PostgreSQL does not run as root
        shutil.chown(made.folder, USER)
        made.who = {"user": USER, "cwd": made.folder}
    try:
        made.run("initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(made.folder, ignore_errors=True)


@contextmanager
def cluster() -> Iterator[str]:
    """The SQLAlchemy address of an empty database."""
    with running_cluster() as made:
        yield made.address


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    if there is None:
        raise RuntimeError("PostgreSQL is missing: apt-get install postgresql (.ci/run does)")
    return Path(there).resolve().parent
