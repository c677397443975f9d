"""`python -m deploy.supply audit|sbom|licences|secrets`: the steps behind the Makefile's targets of those names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from deploy.local.get_uv import find_uv
from deploy.local.paths import ROOT, TOOLS, VAR, WEB_PYTHON
from deploy.local.say import Stop, say
from deploy.supply.findings import known_findings, known_problems

AUDIT = TOOLS / "audit"
ENVIRONMENTS = {"root": ROOT, "bot": ROOT / "bot"}
# Files in which every second line looks like a key to a scanner: hashes, word lists, training data.
NO_TEXT = ("uv.lock", "package-lock.json", "naughty_strings.json", ".gz", ".onnx", ".png", ".csv", ".txt")
GUESSES = ("KeywordDetector", "HexHighEntropyString", "Base64HighEntropyString")
UNREACHABLE = ("NameResolutionError", "ConnectionError", "ConnectTimeout", "ProxyError", "ServiceError")


def main(arguments: list[str]) -> int:
    """Runs one step; 0 when nothing is wrong."""
    steps = {"audit": audit, "sbom": sbom, "licences": licences, "secrets": secrets}
    step = arguments[0] if arguments else "audit"
    try:
        problems = steps[step](arguments[1:])
    except Stop as stop:
        problems = [str(stop)]
    for problem in problems:
        say(problem)
    return 1 if problems else 0


def audit(options: list[str]) -> list[str]:
    """Findings that are not known and explained. `--online`: not reaching OSV is a failure, too."""
    problems = known_problems(ROOT)
    for name in ENVIRONMENTS:
        command = ["pip-audit", "-r", str(requirements(name)), "--disable-pip", "--no-deps", "-s", "osv"]
        known = [known_id for entry in known_findings().bot for known_id in entry.ids] if name == "bot" else []
        for known_id in known:
            command += ["--ignore-vuln", known_id]
        answer = tool([*command, "--progress-spinner", "off"])
        if answer.returncode and any(word in answer.stderr for word in UNREACHABLE):
            say(f"OSV could not be asked about the {name} environment from here: only the kept findings were checked.")
            problems += [f"{name}: OSV could not be asked"] if "--online" in options else []
        elif answer.returncode:
            problems.append(f"{name}: {answer.stdout or answer.stderr}")
    return problems


def sbom(_options: list[str]) -> list[str]:
    """Writes the bill of materials (CycloneDX) of both environments under var/sbom/."""
    folder = VAR / "sbom"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ENVIRONMENTS:
        out = folder / f"luotsi-{name}.cdx.json"
        answer = tool(["cyclonedx-py", "requirements", str(requirements(name)), "--of", "JSON", "-o", str(out)])
        if answer.returncode:
            return [f"{name}: {answer.stderr}"]
        say(f"wrote {out.relative_to(ROOT)}")
    return []


def licences(_options: list[str]) -> list[str]:
    """Prints the licence of each package of the root environment; one that nobody may pass on is a problem."""
    answer = tool(["pip-licenses", "--python", str(WEB_PYTHON), "--format", "markdown", "--from", "mixed"])
    sys.stdout.write(answer.stdout)
    shut = [line for line in answer.stdout.splitlines() if "AGPL" in line.upper() or "PROPRIETARY" in line.upper()]
    return [f"not to be passed on: {line}" for line in shut] or ([answer.stderr] if answer.returncode else [])


def secrets(_options: list[str]) -> list[str]:
    """Keys and passwords of known forms in the files of the repository."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    files = [file for file in listed.stdout.splitlines() if not file.endswith(NO_TEXT) and not file.startswith("data/")]
    command = ["detect-secrets-hook", "--no-verify"]
    for guess in GUESSES:
        command += ["--disable-plugin", guess]
    answer = tool([*command, *files])
    return [answer.stdout or answer.stderr] if answer.returncode else []


def requirements(name: str) -> Path:
    """What an environment runs with, out of its lock file."""
    out = VAR / "supply" / f"{name}.txt"
    out.parent.mkdir(parents=True, exist_ok=True)
    command: list[str | Path] = [
        find_uv(),
        "export",
        "--frozen",
        "--quiet",
        "--no-dev",
        "--no-emit-project",
        "--output-file",
        out,
    ]
    if subprocess.run(command, cwd=ENVIRONMENTS[name], stdout=subprocess.DEVNULL, check=False).returncode:
        raise Stop(f"the lock file of {name} could not be read")
    return out


def tool(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Runs a tool of the group `audit`, which is installed on its own."""
    if not AUDIT.exists():
        install: list[str | Path] = [find_uv(), "sync", "--frozen", "--only-group", "audit", "--no-install-project"]
        install += ["--system-certs"]
        environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(AUDIT)}
        if subprocess.run([*install, "--python", WEB_PYTHON], cwd=ROOT, env=environment, check=False).returncode:
            raise Stop("the audit tools could not be installed")
    return subprocess.run(
        [AUDIT / "bin" / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
