"""The kept list of known findings (`findings.yaml`), held against the lock files and the calendar."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).parent / "findings.yaml"
REVIEW_DAYS = 90


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Finding(_Model):
    """A finding that cannot be mended: why nobody can reach it, and the file that shows it."""

    package: str
    version: str
    ids: list[str]
    why: str
    shown_by: str


class Floor(_Model):
    """The least version of a package, and what is wrong below it."""

    package: str
    version: str
    ids: list[str]


class Findings(_Model):
    """The file."""

    reviewed_on: dt.date
    bot: list[Finding]
    floors: list[Floor]


@cache
def known_findings() -> Findings:
    """The kept findings."""
    return Findings.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def known_problems(root: Path, today: dt.date | None = None) -> list[str]:
    """What is wrong with the kept findings: an old review, a moved version, a missing test, a fallen floor."""
    known = known_findings()
    problems = []
    age = ((today or dt.datetime.now(tz=dt.UTC).date()) - known.reviewed_on).days
    if age > REVIEW_DAYS:
        problems.append(f"findings.yaml was reviewed {age} days ago; at most {REVIEW_DAYS} are allowed")
    bot, web = locked(root / "bot" / "uv.lock"), locked(root / "uv.lock")
    for finding in known.bot:
        if bot.get(finding.package) != finding.version:
            problems.append(f"bot: {finding.package} is locked at {bot.get(finding.package)}, not {finding.version}")
        if not (root / finding.shown_by).exists():
            problems.append(f"bot: {finding.shown_by}, which is to show that {finding.package} is safe, is not there")
    return problems + [
        f"root: {floor.package} {web[floor.package]} is below {floor.version} ({floor.ids})"
        for floor in known.floors
        if floor.package in web and numbers(web[floor.package]) < numbers(floor.version)
    ]


def locked(lock: Path) -> dict[str, str]:
    """The version of each package of a uv lock file."""
    pairs = re.findall(r'^name = "([^"]+)"\nversion = "([^"]+)"', lock.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(pairs)


def numbers(version: str) -> tuple[int, ...]:
    """A version for comparing."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])
