"""Who a message is about, their age, whether there are children, and whether it is urgent; only what is said surely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from finnish.person_ages import YOUNGEST_WRITER, AgeFinder
from finnish.person_children import ChildrenReader
from finnish.person_mentions import Mention, MentionFinder, Whom
from finnish.person_urgency import is_urgent
from finnish.person_words import PersonWords, Word, tokens

AgeGroup = Literal["child", "youth", "adult", "elder"]
GROUPS: tuple[tuple[int, AgeGroup], ...] = ((13, "child"), (25, "youth"), (65, "adult"))
SURE = 2
GROWN = 18


@dataclass(frozen=True)
class PersonFacts:
    """What was heard. None: nothing certain. Age groups: child to 12, youth to 24, adult to 64, then elder.

    `age` and `age_group` are of the person whom it is about. "Kolmekymppinen" is taken as 30; "kuusikymppinen" has no
    number, as the border of many services lies inside it. `has_children` is about children who are not grown up.
    """

    about_whom: Whom | None = None
    age: int | None = None
    age_group: AgeGroup | None = None
    has_children: bool | None = None
    urgent: bool = False


class PersonReader:
    """Reads messages; one for the process."""

    def __init__(self, words: PersonWords) -> None:
        self._words = words
        self._ages = AgeFinder(words)
        self._mentions = MentionFinder(words)
        self._children = ChildrenReader(words)

    @classmethod
    def load(cls) -> PersonReader:
        """Reads the word lists."""
        return cls(PersonWords.load())

    def read(self, text: str) -> PersonFacts:
        """What the message tells of the person."""
        said = tokens(text)
        if not said:
            return PersonFacts()
        ages = self._ages.find(said)
        mentions = self._mentions.find(said, ages)
        about = self._about(said, mentions)
        age = self._age(mentions, about)
        grown = about == "child" and age is not None and age >= GROWN
        return PersonFacts(
            about_whom=about,
            age=age,
            age_group=_group(age) or self._named_group(said, mentions, about),
            has_children=None if grown else self._children.read(said, mentions),
            urgent=is_urgent(said, self._words),
        )

    def _about(self, said: list[Word], mentions: list[Mention]) -> Whom | None:
        strength: dict[Whom, int] = {}
        for mention in mentions:
            if mention.role is not None:
                strength[mention.role] = max(strength.get(mention.role, 0), mention.strength)
        best = max(strength.values(), default=0)
        if best == 0:
            return None
        winners = [role for role, value in strength.items() if value == best]
        if len(winners) == 1:
            return winners[0]
        others = [role for role in winners if role != "self"]
        return others[0] if len(others) == 1 and best >= SURE else None

    def _age(self, mentions: list[Mention], about: Whom | None) -> int | None:
        """The one age that is bound to the person; with nobody named, the one age that is bound to nobody."""
        bound = {m.age.value for m in mentions if m.age is not None and m.role == about}
        if not bound and about in {"self", "client"}:
            loose = (m.age.value for m in mentions if m.age is not None and m.role is None)
            bound = {value for value in loose if value is None or value >= YOUNGEST_WRITER}
        if not bound and about is not None:
            bound = {m.age.value for m in mentions if m.age is not None and m.third}
        return bound.pop() if len(bound) == 1 else None

    def _named_group(self, said: list[Word], mentions: list[Mention], about: Whom | None) -> AgeGroup | None:
        names = self._words.age_names
        for mention in mentions:
            if mention.role == about and mention.strength and mention.word in names:
                return _as_group(names[mention.word])
        for at, word in enumerate(said):
            group = names.get(word.text)
            if group is None or self._words.kin(word.text) or (at and said[at - 1].text in {"en", "ei"}):
                continue
            if about in {None, "client"} or (about == "child" and group in {"child", "youth"}) or self._mine(said, at):
                return _as_group(group)
        return None

    def _mine(self, said: list[Word], at: int) -> bool:
        return any(self._words.has("self_be", word.text) for word in said[max(0, at - 2) : at])


def _as_group(name: str) -> AgeGroup | None:
    known: dict[str, AgeGroup] = {"child": "child", "youth": "youth", "adult": "adult", "elder": "elder"}
    return known.get(name)


def _group(age: int | None) -> AgeGroup | None:
    if age is None:
        return None
    return next((group for limit, group in GROUPS if age < limit), "elder")
