"""The patterns of danger as data (`service_catalog/content/crisis/patterns.yaml`), and what they find in a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from finnish.normalise import fold
from web.crisis.phrases import Message, Phrase, PhraseError, Vocabulary, compile_phrase, keys_in, match

Kind = Literal["self_harm", "violence", "child", "medical", "shelter"]
Level = Literal["acute", "worry"]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    phrases: list[str]
    examples: list[str] = []


class PatternEntry(_Entry):
    """A pattern of danger. `unless`: contexts in which it does not count by itself."""

    kind: Kind
    level: Level
    unless: list[str] = ["fiction", "study", "past", "fine"]
    counterexamples: list[str] = []


class PatternFile(BaseModel):
    """The file patterns.yaml: word lists, idioms that are not looked at, contexts that quieten, and the patterns.

    `glued`: what stands for a pattern when it is written without spaces or letter by letter.
    """

    model_config = ConfigDict(extra="forbid")
    version: int
    lists: dict[str, str]
    idioms: list[_Entry]
    contexts: list[_Entry]
    denials: list[str]
    glued: dict[str, list[str]] = {}
    patterns: list[PatternEntry]


@dataclass(frozen=True)
class Hit:
    """A pattern that stands in a message; `quiet` where a context takes its weight away."""

    pattern: PatternEntry
    quiet: bool


@dataclass(frozen=True)
class Reading:
    """What the patterns say of a message. `marks` are the names of everything that was heard, for the classifier."""

    hits: list[Hit]
    contexts: frozenset[str]
    denial: bool
    marks: frozenset[str]

    @property
    def loud(self) -> list[Hit]:
        """The hits that count by themselves."""
        return [hit for hit in self.hits if not hit.quiet]


class Patterns:
    """All patterns, ready to read messages."""

    def __init__(self, file: PatternFile) -> None:
        self.file = file
        lists = {name: tuple(words.split()) for name, words in file.lists.items()}
        every = [word for words in lists.values() for word in words]
        for source in self._sources():
            every.extend(keys_in(source))
        unfolded = sorted({key for key in every if fold(key) != key})
        if unfolded:
            raise PhraseError(f"patterns.yaml: write without dots: {', '.join(unfolded)}")
        self._vocabulary = Vocabulary(every, lists["negation"], lists["conjunction"])
        self._lists = {name: tuple(word.removeprefix("~") for word in words) for name, words in lists.items()}
        self._idioms = [(entry.id, self._compiled(entry.phrases, lists)) for entry in file.idioms]
        self._contexts = [(entry.id, self._compiled(entry.phrases, lists)) for entry in file.contexts]
        self._denials = self._compiled(file.denials, lists)
        self._patterns = [(entry, self._compiled(entry.phrases, lists)) for entry in file.patterns]

    @classmethod
    def load(cls, path: Path) -> Patterns:
        """The patterns of the file at `path`."""
        return cls(PatternFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))))

    def _sources(self) -> list[str]:
        file = self.file
        entries: list[_Entry] = [*file.idioms, *file.contexts, *file.patterns]
        return [*(phrase for entry in entries for phrase in entry.phrases), *file.denials]

    @staticmethod
    def _compiled(sources: list[str], lists: Mapping[str, tuple[str, ...]]) -> list[Phrase]:
        return [phrase for source in sources for phrase in compile_phrase(source, lists)]

    def read(self, text: str) -> Reading:
        """What stands in `text`."""
        message = self._vocabulary.read(text)
        contexts = {name for name, phrases in self._contexts if _any(message, phrases)}
        denial = bool(_any(message, self._denials))
        idioms = self._hide_idioms(message)
        glued = {name for name, parts in self.file.glued.items() if any(part in message.glued for part in parts)}
        hits = [
            Hit(entry, quiet=not contexts.isdisjoint(entry.unless))
            for entry, phrases in self._patterns
            if entry.id in glued or _any(message, phrases)
        ]
        lists = {
            f"list:{name}" for name, words in self._lists.items() if any(message.places.get(word) for word in words)
        }
        marks = {f"pattern:{hit.pattern.id}" for hit in hits}
        marks |= {f"kind:{hit.pattern.kind}" for hit in hits}
        marks |= {f"context:{name}" for name in contexts} | {f"idiom:{name}" for name in idioms} | lists
        return Reading(hits, frozenset(contexts), denial, frozenset(marks))

    def _hide_idioms(self, message: Message) -> set[str]:
        found: set[str] = set()
        for name, phrases in self._idioms:
            for phrase in phrases:
                if covered := match(message, phrase):
                    found.add(name)
                    message.places = {key: bits & ~covered for key, bits in message.places.items() if bits & ~covered}
        return found


def _any(message: Message, phrases: list[Phrase]) -> int:
    for phrase in phrases:
        if found := match(message, phrase):
            return found
    return 0
