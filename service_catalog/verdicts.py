"""Words that decide for the authority or promise for it. Luotsi guides and never decides (digipalvelulaki 6 a §).

The patterns are in content/verdicts.yaml, in the three languages of the pages: one list for the domain, the content,
the pages, what people write in the edit view and in spreadsheets, and what the bot answers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import yaml

from service_catalog.texts import CONTENT

LANGUAGES = ("fi", "sv", "en")
# Marks that may stand inside a sentence without changing what it says: emphasis, quotes, soft hyphens, empty spaces.
MARKS = re.compile(r"[*_»«”“\"\u00ad\u200b]")


def verdicts_in(text: str) -> list[str]:
    """The parts of `text` that decide or promise, in small letters; none in a text that is fine."""
    plain = MARKS.sub("", unicodedata.normalize("NFKC", text)).replace("’", "'").lower()
    plain = re.sub(r"\s+", " ", plain)
    return [found.group() for pattern in _patterns() for found in pattern.finditer(plain)]


@cache
def _patterns() -> list[re.Pattern[str]]:
    listed = yaml.safe_load((CONTENT / "verdicts.yaml").read_text(encoding="utf-8"))

    def filled(pattern: str) -> str:
        for name, part in listed["parts"].items():
            pattern = pattern.replace(f"<{name}>", part)
        return pattern

    return [re.compile(filled(pattern)) for language in LANGUAGES for pattern in listed[language]]
