"""Whether the person has children, as far as the message says so or denies it."""

from __future__ import annotations

from finnish.number_words import number_of
from finnish.person_mentions import Mention
from finnish.person_words import PersonWords, Word

GROWN = 18
NEAR = 3
FILLERS = 5


class ChildrenReader:
    """True for children who are not grown up, False where the message says that there are none, else None."""

    def __init__(self, words: PersonWords) -> None:
        self._words = words

    def read(self, said: list[Word], mentions: list[Mention]) -> bool | None:
        """A denial wins over words that only sound like children."""
        if any(self._denied(said, at) or self._childless(said, at) for at in range(len(said))):
            return False
        if any(self._mentioned(mention) for mention in mentions):
            return True
        return True if any(self._told(said, at) for at in range(len(said))) else None

    def _mentioned(self, mention: Mention) -> bool:
        if not mention.has_child or mention.grown:
            return False
        value = mention.age.value if mention.age is not None else None
        return value is None or value < GROWN

    def _told(self, said: list[Word], at: int) -> bool:
        word = said[at].text
        if self._words.has("single_parent", word) or self._words.has("as_parent", word):
            return not self._no_before(said, at)
        if self._words.has("counted_child", word):
            return self._counted(said, at)
        return self._words.has("children_plural", word) and self._plural(said, at)

    def _counted(self, said: list[Word], at: int) -> bool:
        """A number before: kolme lasta, kahden pienen lapsen."""
        for step in range(1, NEAR + 1):
            if step > at or said[at - step + 1].first:
                return False
            number = number_of(said[at - step].text)
            if number is not None or said[at - step].text in {"monen", "monta", "pari", "parin", "useamman"}:
                return number != 0 and not self._others(said, at - step) and not self._grown_near(said, at)
        return False

    def _plural(self, said: list[Word], at: int) -> bool:
        word = said[at].text
        if self._others(said, at) or self._grown_near(said, at):
            return False
        owned = any(self._words.has("own", w.text) for w in said[max(0, at - NEAR) : at])
        if self._words.has("children_partitive", word):
            after = said[at + 1].text if at + 1 < len(said) else ""
            return (owned and not self._no_before(said, at)) or after in {"on", "kolme", "kaksi", "nelja"}
        own_ending = word.endswith(("ni", "mme"))
        if word.startswith(("poj", "poik", "tyt", "lik", "tein", "vauv")):
            return owned or own_ending
        question = any(self._words.has("generic_question", w.text) for w in said[max(0, at - 2) : at])
        return owned or own_ending or not question

    def _others(self, said: list[Word], at: int) -> bool:
        """The children of somebody else: "naapurin lapset"."""
        kin = self._words.kin(said[at - 1].text) if at and not said[at].first else None
        return kin is not None and kin.case in {"gen", "ade"} and kin.role in {"other", "child", "parent", "partner"}

    def _grown_near(self, said: list[Word], at: int) -> bool:
        return any(self._words.has("grown", w.text) for w in said[max(0, at - 2) : at + 4])

    def _no_before(self, said: list[Word], at: int) -> bool:
        return any(self._words.has("negation", w.text) for w in said[max(0, at - NEAR) : at])

    def _childless(self, said: list[Word], at: int) -> bool:
        return self._words.has("childless", said[at].text) and not self._no_before(said, at)

    def _denied(self, said: list[Word], at: int) -> bool:
        """No children: "ei oo lapsia", "lapsia ei ole"."""
        if not self._words.has("children_partitive", said[at].text):
            return False
        after = [w.text for w in said[at + 1 : at + 4]] if not said[at].last else []
        if (
            after[:1]
            and self._words.has("negation", after[0])
            and (len(after) == 1 or after[1] in {"ole", "oo", "o", "oe", "ollu"})
        ):
            return not after[2:] or after[2] not in {"varaa", "nahnyt", "nahny"}
        for step in range(1, FILLERS + 1):
            if step > at or said[at - step + 1].first:
                return False
            before = said[at - step].text
            if self._words.has("negation", before):
                return True
            if not self._words.has("child_fillers", before):
                return False
        return False
