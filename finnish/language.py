"""In which language a message is: one of the seven that Luotsi can answer in some way, or None when unsure.

A Finnish message must not be taken for another language (puhekieli, dialect, no dots), so short or mixed messages are
left undecided. Root environment only: py3langid is not installed for the bot.
"""

from __future__ import annotations

import re
import unicodedata
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from finnish.normalise import clean

DATA = Path(__file__).parent / "data" / "language.yaml"
LANGUAGES = ("fi", "sv", "en", "ru", "uk", "ar", "so")
LATIN = ("fi", "sv", "en", "so")
# Other languages that a resident may write; where one of them fits best, the answer is None.
NEIGHBOURS = ("et", "de", "fr", "es", "it", "pt", "pl", "ro", "tr", "vi", "nl", "sq", "ku", "lt", "lv")
MAX_CHARACTERS = 2000
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
NEVER_WITH = 2
SURE = 0.9
SURE_FINNISH = 0.5
SURE_OF_KNOWN = 0.75
WELL_KNOWN = 2
SHORT = 4


class _Finder:
    """The word lists and the identifiers; one for the process."""

    def __init__(self) -> None:
        data: dict[str, Any] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
        self.finnish = frozenset(data["finnish"].split())
        self.common: dict[str, frozenset[str]] = {
            language: frozenset(words.split()) for language, words in data["common"].items()
        }
        self.letters: dict[str, frozenset[str]] = {
            language: frozenset(letters) for language, letters in data["letters"].items()
        }
        self.not_arabic = frozenset(data["not_arabic"])
        self._latin = _identifier(LATIN)
        self._wide = _identifier(LATIN + NEIGHBOURS)
        self._cyrillic = _identifier(("ru", "uk"))

    def latin(self, text: str) -> tuple[str, float]:
        """The likeliest language of Latin script, with its probability."""
        return _classified(self._latin, text)

    def is_neighbour(self, text: str) -> bool:
        """Whether another language than ours fits better."""
        return _classified(self._wide, text)[0] not in LATIN

    def cyrillic(self, text: str, words: list[str]) -> str:
        """Russian or Ukrainian: by letters, by common words, then by the model."""
        for language, letters in self.letters.items():
            if letters & set(text):
                return language
        russian, ukrainian = (sum(word in self.common[one] for word in words) for one in ("ru", "uk"))
        if russian != ukrainian:
            return "ru" if russian > ukrainian else "uk"
        return _classified(self._cyrillic, text)[0]


def language_of(text: str) -> str | None:
    """ "fi", "sv", "en", "ru", "uk", "ar" or "so"; None for a single word, an unclear mix or another language."""
    said = clean(text[:MAX_CHARACTERS]).lower()
    words = WORD.findall(said)
    script = _script(said)
    if script == "CYRILLIC":
        return _finder().cyrillic(said, words)
    if script == "ARABIC":
        return None if _finder().not_arabic & set(said) else "ar"
    if script != "LATIN" or len(words) < NEVER_WITH:
        return None
    return _of_latin(said, words)


def _of_latin(said: str, words: list[str]) -> str | None:
    finder = _finder()
    language, sureness = finder.latin(said)
    heard_finnish = sum(word in finder.finnish for word in words)
    if language == "fi":
        return "fi" if sureness >= SURE_FINNISH or heard_finnish else None
    known = sum(word in finder.common[language] for word in words)
    if heard_finnish and heard_finnish >= known:
        return "fi" if heard_finnish * 2 >= len(words) else None
    if known >= WELL_KNOWN:
        return language if sureness >= SURE_OF_KNOWN else None
    unclear = sureness < SURE or finder.is_neighbour(said)
    return language if not unclear and (known or len(words) >= SHORT) else None


def warm_up() -> None:
    """Reads the model now, so that no message waits for it."""
    _finder()


@cache
def _finder() -> _Finder:
    return _Finder()


def _identifier(languages: tuple[str, ...]) -> Any:
    identifier = copy(_model())
    identifier.set_languages(list(languages))
    return identifier


@cache
def _model() -> Any:
    maker: Any = LanguageIdentifier
    return maker.from_model_file(MODEL_FILE, norm_probs=True)


def _classified(identifier: Any, text: str) -> tuple[str, float]:
    language, sureness = identifier.classify(text)
    return str(language), float(sureness)


def _script(text: str) -> str | None:
    """The script of most letters."""
    counts: dict[str, int] = {}
    for letter in text:
        if letter.isalpha():
            script = unicodedata.name(letter, "?").split()[0]
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: counts[script]) if counts else None
