"""The model is code (shared/design/reliability.md 1.17): one whose SHA-256 is not the told one is never opened.

Whoever starts Rasa says in LUOTSI_MODEL which archive `--model` names, and in LUOTSI_MODEL_SHA256 what its
hash must be.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


class WrongModel(Exception):
    """The archive is not the one that was told, or is not there."""


def checked_hash(model: str | None = None, told: str | None = None) -> str:
    """The hash of the model, checked; "" where nothing was told (a developer's own `rasa run`). Raises WrongModel."""
    model = os.environ.get("LUOTSI_MODEL", "") if model is None else model
    told = os.environ.get("LUOTSI_MODEL_SHA256", "") if told is None else told
    if not told:
        return ""
    path = Path(model)
    if not path.is_file():
        raise WrongModel(f"no model at {model!r}")
    total = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            total.update(block)
    if total.hexdigest() not in told.split(","):
        raise WrongModel(f"{path.name} has the SHA-256 {total.hexdigest()}, which is not the told one")
    return total.hexdigest()
