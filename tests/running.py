"""A whole running Luotsi for tests: the trained model, the real actions, the real catalogue, the real web."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from deploy.local.__main__ import children
from deploy.local.paths import ROOT
from deploy.local.prepare import prepare
from deploy.local.supervise import Child

START_SECONDS = 180.0


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


@dataclass
class RunningLuotsi:
    """The three processes and a client to the public one."""

    parts: dict[str, Child]
    http: httpx.Client

    def say(
        self, text: str, conversation_id: str | None = None, context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Sends a message; returns the whole answer."""
        body = {"text": text, "conversation_id": conversation_id, "context": context or {}}
        answer = self.http.post("/api/v1/chat", json=body)
        answer.raise_for_status()
        return dict(answer.json())

    def signal(self, name: str, wanted: signal.Signals) -> None:
        """Sends a signal to one process."""
        process = self.parts[name].process
        if process is not None:
            os.killpg(process.pid, wanted)

    def wait_until_ready(self, seconds: float = START_SECONDS) -> None:
        """Waits until the canary is understood."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with contextlib.suppress(httpx.HTTPError):
                if self.http.get("/health/ready").status_code == httpx.codes.OK:
                    return
            time.sleep(0.5)
        raise TimeoutError("Luotsi did not become ready")


@contextlib.contextmanager
def running_luotsi(log: Path) -> Iterator[RunningLuotsi]:
    """Starts everything on free ports, logs into `log`, and stops it."""
    model = prepare()
    web, rasa, actions = free_ports(3)
    parts = {child.name: child for child in children(model, web, rasa, actions)}
    with log.open("wb") as output, httpx.Client(base_url=f"http://127.0.0.1:{web}", timeout=30) as http:
        for part in parts.values():
            part.process = subprocess.Popen(
                part.command, cwd=ROOT, env=part.environment, stdout=output, stderr=output, start_new_session=True
            )
        running = RunningLuotsi(parts, http)
        try:
            running.wait_until_ready()
            yield running
        finally:
            for part in parts.values():
                if part.process is not None:
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(part.process.pid, signal.SIGKILL)
                    part.process.wait()
