"""Words that tell what a place has to do with the person: the lists of words.txt."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

CACHE = 2048
WORDS = Path(__file__).parent / "words.txt"


class WordSet:
    """Whole words and beginnings of words; remembers the latest answers."""

    def __init__(self, text: str) -> None:
        words = text.split()
        self._whole = frozenset(word for word in words if not word.endswith("*"))
        self._starts = tuple(word[:-1] for word in words if word.endswith("*"))
        self._has = lru_cache(CACHE)(self._look)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._has(word)

    def _look(self, word: str) -> bool:
        return word in self._whole or (bool(self._starts) and word.startswith(self._starts))


def _read_lists() -> dict[str, WordSet]:
    parts = WORDS.read_text(encoding="utf-8").split("\n[")[1:]
    lists = (part.partition("]") for part in parts)
    return {name: WordSet(text.partition("\n")[2]) for name, _, text in lists}


_LISTS = _read_lists()
LIVE_NOW = _LISTS["live_now"]
FIRST_PERSON = _LISTS["first_person"]
I_AM = _LISTS["i_am"]
SURELY_LIVING = _LISTS["surely_living"]
LIVED_BEFORE = _LISTS["lived_before"]
BEFORE = _LISTS["before"]
NOW = _LISTS["now"]
ORIGIN = _LISTS["origin"]
MOVED = _LISTS["moved"]
MOVING = _LISTS["moving"]
VISIT = _LISTS["visit"]
OTHERS = _LISTS["others"]
SETTLED = _LISTS["settled"]
HEADED = _LISTS["headed"]
CLIENT = _LISTS["client"]
WITH = _LISTS["with"]
HOME_NOUNS = _LISTS["home_nouns"]
FOREIGN = _LISTS["foreign"]
NOT = _LISTS["not"]
CORRECTION = _LISTS["correction"]
HERE = _LISTS["here"]
GREETING = _LISTS["greeting"]
PLACE_NOUNS = _LISTS["place_nouns"]
ADMINISTRATION = _LISTS["administration"]
COMMUNITY = _LISTS["community"]
PREPOSITIONS = _LISTS["prepositions"]
MODIFIERS = _LISTS["modifiers"]
FILLERS = _LISTS["fillers"]
FIRST_NAMES = _LISTS["first_names"]
PRODUCTS = _LISTS["products"]
SIGHTS = _LISTS["sights"]
TITLES = _LISTS["titles"]
FOOD = _LISTS["food"]
NATURE = _LISTS["nature"]
EXHAUSTED = _LISTS["exhausted"]
SHORE = _LISTS["shore"]
