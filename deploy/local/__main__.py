"""`python3 -m deploy.local install|prepare|serve|run`: the steps behind the Makefile's targets."""

from __future__ import annotations

import os
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from deploy.local.install import install
from deploy.local.paths import BOT_PYTHON, ROOT, WEB_PYTHON
from deploy.local.prepare import bot_environment, check_model, prepare, told_hash
from deploy.local.say import Stop, say
from deploy.local.supervise import Child, Supervisor

LOOPBACK = "127.0.0.1"
TELL_EVERY = 10.0
OLDEST_PYTHON = (3, 10)


def main(arguments: list[str]) -> int:
    """Runs one step; 0 when it went well."""
    step = arguments[0] if arguments else "run"
    try:
        read_env_file()
        if step == "install":
            install(development="--dev" in arguments)
        elif step == "prepare":
            prepare()
        elif step == "serve":
            serve(prepare())
        else:
            port("LUOTSI_PORT", 8000)
            install(development=False)
            serve(prepare())
    except Stop as problem:
        say(f"stopped: {problem}")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def read_env_file() -> None:
    """Settings of `.env` that the environment does not already have."""
    path = ROOT / ".env"
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not name.strip().startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def port(name: str, default: int) -> int:
    """The port of a setting, which must be free: a taken one is a clear error before anything is started."""
    given = os.environ.get(name, str(default))
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise Stop(f"{name}={given} is not a port number (1-65535).")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((os.environ.get("LUOTSI_HOST", LOOPBACK) if name == "LUOTSI_PORT" else LOOPBACK, int(given)))
        except OSError as error:
            raise Stop(f"port {given} is taken ({error.strerror}). Choose another: {name}=8080 make run") from error
    return int(given)


def serve(model: Path) -> None:
    """Starts the three processes, says when all are ready, and watches them until a signal."""
    check_model(model)
    web, rasa, actions = port("LUOTSI_PORT", 8000), port("LUOTSI_RASA_PORT", 5005), port("LUOTSI_ACTIONS_PORT", 5055)
    supervisor = Supervisor(children(model, web, rasa, actions))
    say("starting actions, rasa and web")
    supervisor.start()
    address = f"http://127.0.0.1:{web}"
    told, ready = time.monotonic(), False
    try:
        while not supervisor.stopping:
            supervisor.watch()
            if not ready and is_ready(address):
                ready = True
                say(f"Luotsi is ready: {address}/")
            elif not ready and time.monotonic() - told > TELL_EVERY:
                told = time.monotonic()
                say("waiting for rasa to load its model")
            time.sleep(0.5)
    finally:
        say("stopping")
        supervisor.stop()


def children(model: Path, web: int, rasa: int, actions: int) -> list[Child]:
    """The three processes. Rasa and the actions listen on loopback only; limits are those of reliability.md 1.2."""
    environment = {
        **bot_environment(),
        "LUOTSI_ACTION_URL": f"http://127.0.0.1:{actions}/webhook",
        "LUOTSI_RASA_URL": f"http://127.0.0.1:{rasa}",
        "LUOTSI_MODEL": str(model),
        "LUOTSI_MODEL_SHA256": told_hash(model),
        "SANIC_HOST": "127.0.0.1",
        "SANIC_REQUEST_MAX_SIZE": "4000000",
        # glibc gives each thread a heap of its own, which keeps memory that nobody uses.
        "MALLOC_ARENA_MAX": "2",
    }
    run_rasa: list[str | Path] = [BOT_PYTHON, "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(rasa)]
    run_rasa += ["--model", model, "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
    return [
        Child("actions", [WEB_PYTHON, "-m", "rasa_sdk", "--actions", "actions", "--port", str(actions)], environment),
        Child("rasa", run_rasa, environment),
        Child("web", [WEB_PYTHON, "-m", "web"], {**environment, "LUOTSI_PORT": str(web)}),
    ]


def is_ready(address: str) -> bool:
    """Whether the canary message goes through the whole chain."""
    try:
        with urllib.request.urlopen(f"{address}/health/ready", timeout=3) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    if sys.version_info < OLDEST_PYTHON:
        sys.exit("Python 3.10 or later is needed to start.")
    sys.exit(main(sys.argv[1:]))
