"""The sentence that says that the adviser is automatic (digipalvelulaki 6 a §), in the words of the pages."""

from __future__ import annotations

from functools import cache

import yaml

from service_catalog.texts import CONTENT


@cache
def automatic_notice(language: str) -> str:
    """The notice in `language`: `chat.notice` of content/ui/."""
    tree = yaml.safe_load((CONTENT / "ui" / f"{language}.yaml").read_text(encoding="utf-8"))
    return str(tree["chat"]["notice"])
