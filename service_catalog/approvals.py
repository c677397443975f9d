"""Who has approved the texts, and when: what is shown is verified beforehand (digipalvelulaki 306/2019, 6 a §).

`content/approvals.yaml` covers every text by groups of files. A group that is approved keeps the hash of what was
approved: a text that changed afterwards is not the approved one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from service_catalog.importers.yaml_file import read_yaml
from service_catalog.settings import ROOT

FILE = ROOT / "service_catalog" / "content" / "approvals.yaml"
TEXTS = ("domain.yml", "service_catalog/content/**/*.yaml", "web/templates/**/*.html")
DRAFT_WORD = "luonnos"
OLDEST_DAYS = 180


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Responsible(_Model):
    """The named person who watches the quality of the adviser; null until the organisation names one."""

    name: str | None
    role: str | None


class Group(_Model):
    """Texts that are approved together. `covers`: patterns of files; the first group that matches a file has it."""

    covers: list[str] = Field(min_length=1)
    approved_by: str = Field(min_length=3)
    approved_on: dt.date | None = None
    source: str = Field(min_length=3)
    sha256: str | None = None

    @property
    def is_draft(self) -> bool:
        """Whether a person has still to approve."""
        return self.approved_by.startswith(DRAFT_WORD)

    @model_validator(mode="after")
    def whole(self) -> Group:
        """An approval has its day and its hash, and a draft has neither."""
        if self.is_draft and (self.approved_on or self.sha256):
            raise ValueError("a draft has no `approved_on` and no `sha256`")
        if not self.is_draft and not (self.approved_on and self.sha256):
            raise ValueError("an approval needs `approved_on` and `sha256`")
        return self


class Approvals(_Model):
    """The file approvals.yaml."""

    responsible: Responsible
    groups: list[Group]

    @property
    def approved(self) -> bool:
        """Whether a person has approved everything."""
        return not any(group.is_draft for group in self.groups)

    @property
    def approved_on(self) -> dt.date | None:
        """The day of the latest approval."""
        return max((group.approved_on for group in self.groups if group.approved_on), default=None)


def read_approvals(path: Path = FILE) -> Approvals:
    """The approvals; raises ContentError where a field is missing."""
    return read_yaml(path, Approvals)


def files_of(approvals: Approvals, root: Path = ROOT) -> tuple[list[list[Path]], list[Path]]:
    """The files of each group, and those that no group covers."""
    left = sorted({path for pattern in TEXTS for path in root.glob(pattern)})
    groups = []
    for group in approvals.groups:
        matched = {path for pattern in group.covers for path in root.glob(pattern)}
        groups.append([path for path in left if path in matched])
        left = [path for path in left if path not in matched]
    return groups, left


def hash_of(files: list[Path], root: Path = ROOT) -> str:
    """The SHA-256 of files by name and content."""
    total = hashlib.sha256()
    for file in files:
        total.update(f"{file.relative_to(root)}\0".encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def faults(approvals: Approvals, today: dt.date, root: Path = ROOT) -> list[str]:
    """What is wrong whatever the state of the work: a text that nobody answers for, or one changed after approval."""
    groups, left = files_of(approvals, root)
    found = [f"{path.relative_to(root)}: no group of approvals.yaml covers it" for path in left]
    for group, files in zip(approvals.groups, groups, strict=True):
        if not files:
            found.append(f"{group.covers}: matches no file")
        elif group.sha256 and group.sha256 != hash_of(files, root):
            found.append(f"{group.covers}: changed after {group.approved_by} approved it")
        if group.approved_on and group.approved_on > today:
            found.append(f"{group.covers}: approved in the future")
    return found


def shortcomings(approvals: Approvals, checked: dict[str, dt.date], today: dt.date) -> list[str]:
    """What keeps from a release. `checked`: when the facts of each service were last compared with their source."""
    found = [
        f"{group.covers[0]} and {len(group.covers) - 1} more: draft" for group in approvals.groups if group.is_draft
    ]
    if not (approvals.responsible.name and approvals.responsible.role):
        found.append("no person is named who watches the quality (`responsible`)")
    old = {service: (today - day).days for service, day in checked.items() if (today - day).days > OLDEST_DAYS}
    found += [f"{service}: checked {days} days ago, at most {OLDEST_DAYS}" for service, days in sorted(old.items())]
    return found
