"""Starts the three processes, restarts one that crashes, and stops them all together."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from deploy.local.paths import ROOT
from deploy.local.say import say

STOP_SECONDS = 10.0
LONGEST_PAUSE = 30.0
QUIET_SECONDS = 60.0
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """A process to keep alive. `pause` grows while it keeps crashing."""

    name: str
    command: list[str | Path]
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    pause: float = 1.0
    started: float = 0.0
    restart_at: float = field(default=0.0)

    def start(self) -> None:
        """Starts it in a session of its own, so that Ctrl-C reaches only us, and so that it dies with us."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env=self.environment, start_new_session=True, preexec_fn=die_with_parent
        )


def die_with_parent() -> None:
    """Linux: the kernel stops the child when the supervisor is killed without a word."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Supervisor:
    """Keeps children alive until SIGINT or SIGTERM."""

    def __init__(self, children: list[Child]) -> None:
        self._children = children
        self._stopping = False
        for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(wanted, self._stop)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    @property
    def stopping(self) -> bool:
        """Whether a signal to stop has come."""
        return self._stopping

    def start(self) -> None:
        """Starts all."""
        for child in self._children:
            child.start()

    def watch(self) -> None:
        """Restarts what has crashed; call it often."""
        now = time.monotonic()
        for child in self._children:
            if child.process is not None and child.process.poll() is not None:
                code, child.process = child.process.returncode, None
                child.pause = 1.0 if now - child.started > QUIET_SECONDS else min(child.pause * 2, LONGEST_PAUSE)
                child.restart_at = now + child.pause
                say(f"{child.name} stopped (code {code}); starting it again in {child.pause:.0f} s")
            if child.process is None and now >= child.restart_at and not self._stopping:
                child.start()

    def stop(self) -> None:
        """Stops all politely, then by force."""
        alive = [child for child in self._children if child.process is not None and child.process.poll() is None]
        for child in alive:
            _signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for child in alive:
            with contextlib.suppress(subprocess.TimeoutExpired):
                if child.process:
                    child.process.wait(max(0.1, deadline - time.monotonic()))
        for child in alive:
            _signal_group(child, signal.SIGKILL)


def _signal_group(child: Child, wanted: signal.Signals) -> None:
    if child.process is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.process.pid, wanted)
