"""The Finnish sentences that the catalogue's answers need, from `content/texts.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parent / "content"


@cache
def _texts() -> dict[str, Any]:
    loaded = yaml.safe_load((CONTENT / "texts.yaml").read_text(encoding="utf-8"))
    return dict(loaded)


def say(key: str, /, **values: object) -> str:
    """The sentence under a dotted `key`, with `{names}` filled from `values`. An unknown key is a KeyError."""
    found: Any = _texts()
    for part in key.split("."):
        found = found[part]
    return str(found).format(**values)


def language_name(code: str) -> str:
    """The Finnish name of a language code; the code itself when it has no name in texts.yaml."""
    return str(_texts()["languages"].get(code, code))


def language_names() -> dict[str, str]:
    """The code of each language by its Finnish name."""
    return {str(name): code for code, name in _texts()["languages"].items()}
