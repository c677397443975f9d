"""Real processes that a test kills, stops and starts: web and actions, and Rasa or one in its place."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine

from deploy.local.__main__ import children
from deploy.local.paths import ROOT
from deploy.local.prepare import prepare
from tests.faults.proxy import Proxy
from tests.running import free_ports

WITH_RASA = os.environ.get("LUOTSI_FAULTS_WITH_RASA") == "1"
ORDINARY = "vuokra on maksamatta ja pelkään häätöä, asun nokialla"
DANGER = "mies hakkaa mua ja pelkään henkeni puolesta"
START_SECONDS = 180.0 if WITH_RASA else 60.0
ANSWER_SECONDS = 2.0
DANGER_SECONDS = 0.3
TRIES = 3
RECOVERY_SECONDS = 90.0 if WITH_RASA else 30.0


@dataclass
class Machine:
    """The processes by name, and a client of the public one."""

    commands: dict[str, list[Any]]
    environment: dict[str, str]
    log: Path
    proxy: Proxy
    http: httpx.Client
    ports: dict[str, int]
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, command: list[Any] | None = None) -> None:
        """Starts a process, or another one in its place."""
        with self.log.open("ab") as log:
            self.running[name] = subprocess.Popen(
                command or self.commands[name],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """SIGKILL, to the workers that it has started too."""
        self.send(name, signal.SIGKILL)
        self.running[name].wait()

    def send(self, name: str, wanted: signal.Signals) -> None:
        """A signal to one process and its workers."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.running[name].pid, wanted)

    def say(self, text: str, conversation: str | None = None, **fields: Any) -> tuple[dict[str, Any], float]:
        """A message; the answer and the seconds that it took."""
        started = time.monotonic()
        body = {"text": text, **({"conversation_id": conversation} if conversation else {}), **fields}
        answer = self.http.post("/api/v1/chat", json=body)
        took = time.monotonic() - started
        answer.raise_for_status()
        return answer.json(), took

    def wait_until_well(self, seconds: float) -> float:
        """Waits until the bot itself answers with services; the seconds that it took."""
        started = time.monotonic()
        while time.monotonic() - started < seconds:
            with contextlib.suppress(httpx.HTTPError):
                answer, _ = self.say(ORDINARY)
                if answer["understanding"]["intent"] and is_whole(answer):
                    return time.monotonic() - started
            time.sleep(0.3)
        raise TimeoutError(f"not well after {seconds} s: {self.log.read_text(errors='replace')[-2000:]}")


def is_whole(answer: dict[str, Any]) -> bool:
    """Whether services are shown."""
    return any(message["type"] == "services" for message in answer["messages"])


def has_person(answer: dict[str, Any]) -> bool:
    """Whether a number that a person answers is in the answer."""
    return "112" in str(answer["messages"])


@contextlib.contextmanager
def running_machine(
    database: str, folder: Path, second: int = 0, extra: Mapping[str, str] | None = None
) -> Iterator[Machine]:
    """All running over the catalogue at `database`, with files in `folder`. The web asks Rasa through the proxy.

    `second`: the port of another Rasa beside it; `extra`: more variables of the processes' environment.
    """
    web, rasa, actions = free_ports(3)
    model = prepare() if WITH_RASA else Path("no-model")
    parts = {child.name: child for child in children(model, web, rasa, actions)}
    commands = {name: list(part.command) for name, part in parts.items()}
    if not WITH_RASA:
        commands["rasa"] = stand_in(rasa, actions)
    with Proxy(rasa) as proxy, httpx.Client(base_url=f"http://127.0.0.1:{web}", timeout=30) as http:
        environment = {
            **parts["web"].environment,
            "LUOTSI_RASA_URL": f"http://127.0.0.1:{proxy.port}",
            "LUOTSI_DATABASE_URL": database,
            "LUOTSI_INSIGHT_URL": f"sqlite:///{folder / 'insight.db'}",
            "LUOTSI_SECRET": "testi",
            "TMPDIR": str(folder),
            **(extra or {}),
        }
        if not WITH_RASA:
            environment |= {"LUOTSI_MODEL": "", "LUOTSI_MODEL_SHA256": ""}
        if second:
            beside = {child.name: list(child.command) for child in children(model, web, second, actions)}
            commands["rasa-2"] = beside["rasa"] if WITH_RASA else stand_in(second, actions)
            environment["LUOTSI_RASA_URLS"] = f"{environment['LUOTSI_RASA_URL']},http://127.0.0.1:{second}"
        ports = {"web": web, "rasa": rasa, "actions": actions}
        made = Machine(commands, environment, folder / "all.log", proxy, http, ports)
        try:
            for name in commands:
                made.start(name)
            made.wait_until_well(START_SECONDS)
            if second:
                wait_until_open(second, START_SECONDS)
            yield made
        finally:
            for name in made.running:
                made.kill(name)


def wait_until_open(port: int, seconds: float) -> None:
    """Waits until a process listens on `port`."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.3)
    raise TimeoutError(f"nobody listens on {port} after {seconds} s")


def stand_in(port: int, actions: int) -> list[Any]:
    """The command of a process in Rasa's place."""
    return [sys.executable, "-m", "tests.faults.stand_in_rasa", str(port), f"http://127.0.0.1:{actions}/webhook"]


@pytest.fixture(scope="package")
def machine(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """The processes that most faults befall, over a SQLite catalogue of the tests' own."""
    with running_machine(str(engine.url), tmp_path_factory.mktemp("faults")) as made:
        yield made
