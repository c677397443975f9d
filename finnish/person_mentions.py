"""People whom a message names, each with the age beside it and how surely the message is about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, cast

from finnish.number_words import number_of
from finnish.person_ages import YOUNGEST_WRITER, Age
from finnish.person_words import Kin, PersonWords, Word

Whom = Literal["self", "child", "parent", "partner", "client", "other"]
GROWN = 18
WEAK, SURE, TOLD, ASKED = 1, 2, 3, 4
REACH = 3
SUBJECTS = {"nom", "ade"}
OWNED_CASES = {"nom", "ade", "gen", "par", "all"}


@dataclass(frozen=True)
class Mention:
    """A person in the message. `role` None: an age of nobody named; `strength` 0: in the background."""

    role: Whom | None
    strength: int
    age: Age | None = None
    word: str = ""
    has_child: bool = False
    grown: bool = False
    third: bool = False


class MentionFinder:
    """Finds the mentions of a message in one pass over its words."""

    def __init__(self, words: PersonWords) -> None:
        self._words = words

    def find(self, said: list[Word], ages: list[Age]) -> list[Mention]:
        """Relatives, clients, the writer, and ages bound to one of them or to nobody."""
        starts = {age.start: age for age in ages}
        ends = {age.end: age for age in ages}
        kin = {at: kind for at, word in enumerate(said) if (kind := self._words.kin(word.text))}
        found: list[Mention] = []
        taken: set[int] = set()
        for at, one in kin.items():
            mention = self._relative(said, at, one, kin, starts, ends)
            if mention is None:
                continue
            age = mention.age
            if age is not None and age.start in taken:
                mention = replace(mention, age=None)
            elif age is not None:
                taken.add(age.start)
            found.append(mention)
        found += [self._loose(said, age) for age in ages if age.start not in taken]
        found += self._self(said)
        return found + self._staff(said)

    def _relative(
        self,
        said: list[Word],
        at: int,
        one: Kin,
        kin: dict[int, Kin],
        starts: dict[int, Age],
        ends: dict[int, Age],
    ) -> Mention | None:
        word = said[at].text
        owner = self._owner(said, at, kin, ends)
        role = one.role if owner is None else "client" if owner == "client" else "other"
        if self._owns_next(said, at, one, kin, starts):
            return None
        age = self._age_beside(said, at, one, starts, ends)
        if self._is_writer(said, at, one):
            child = self._words.has("parent_noun", word)
            if age is not None and age.genitive:
                return Mention("child", 0, age, word, has_child=True)
            return Mention("self", TOLD if age else SURE, age, word, has_child=child)
        if owner == "counted":
            return Mention(None, 0, age, word)
        if word in {"vanhempi", "vanhemmat"} and at + 1 in kin:
            return None
        strength = self._strength(said, at, one, role, age, kin)
        own = one.own or self._owned(said, at, kin)
        if age is not None and strength == 0 and not own and one.case in SUBJECTS and role in {"partner", "child"}:
            return Mention(None, 0, age, word)
        grown = any(self._words.has("grown", w.text) for w in said[max(0, at - 2) : at + 4])
        expecting = any(self._words.has("expecting", w.text) for w in said[max(0, at - 3) : at + 4])
        died = any(self._words.has("died", w.text) for w in said[max(0, at - 2) : at + 3])
        mine = (
            role == "child"
            and not died
            and not (word.startswith("vauva") and expecting)
            and (own or strength >= SURE or (strength > 0 and one.case == "gen"))
        )
        return Mention(cast("Whom", role), strength, age, word, has_child=mine, grown=grown)

    def _owner(self, said: list[Word], at: int, kin: dict[int, Kin], ends: dict[int, Age]) -> str | None:
        """The role of the person whose relative this is: "naapurin mummo", "asiakkaan poika"."""
        before = at - 1
        if at in ends and not said[at].first:
            before = ends[at].start - 1
        if before >= 0 and not said[at].first and self._words.has("children_genitive", said[before].text):
            counted = before > 0 and number_of(said[before - 1].text) is not None
            return "counted" if counted else "child"
        owner = kin.get(before) if before >= 0 and not said[before + 1].first else None
        if owner is None or (before == at - 1 and said[at].first):
            return None
        possessive = owner.case == "gen" or (owner.case == "nom" and owner.own and said[before].text.endswith("ni"))
        return owner.role if possessive else None

    def _owns_next(self, said: list[Word], at: int, one: Kin, kin: dict[int, Kin], starts: dict[int, Age]) -> bool:
        after = at + 1
        if after in starts:
            after = starts[after].end
        if one.role == "client" or after not in kin or said[at + 1].first or said[after].first:
            return False
        return one.case == "gen" or (one.case == "nom" and one.own and said[at].text.endswith("ni") and after == at + 1)

    def _age_beside(
        self, said: list[Word], at: int, one: Kin, starts: dict[int, Age], ends: dict[int, Age]
    ) -> Age | None:
        """The age just before, just after, or after "on": 90-vuotias äiti, poikani 17v, äiti on jo 82."""
        if at in ends and not said[at].first:
            return ends[at]
        after = at + 1
        steps = 0
        while after < len(said) and steps < REACH and not said[after].first:
            if after in starts:
                return starts[after] if one.case in SUBJECTS or steps == 0 else None
            if not (self._words.has("be", said[after].text) or self._words.has("about_self", said[after].text)):
                return None
            after += 1
            steps += 1
        return starts.get(at + 1) if one.case == "nom" and said[at].last and self._short(said, at + 1) else None

    def _short(self, said: list[Word], at: int) -> bool:
        """A clause of one or two words, as "poika, 17 v, ei käy koulua"."""
        return at < len(said) and any(word.last for word in said[at : at + 2])

    def _is_writer(self, said: list[Word], at: int, one: Kin) -> bool:
        """The word tells who writes: "olen kahden lapsen äiti", "oon 45v mies"."""
        if one.case != "nom" or one.own:
            return False
        for step in range(1, 7):
            if step > at or said[at - step + 1].first:
                return False
            before = said[at - step].text
            if self._words.has("self_be", before):
                return True
            if self._words.has("about_here", before) or before == "on":
                return False
        return False

    def _owned(self, said: list[Word], at: int, kin: dict[int, Kin]) -> bool:
        for step in range(1, REACH + 1):
            if step > at or said[at - step + 1].first or at - step in kin:
                return False
            if self._words.has("own", said[at - step].text):
                return True
        return False

    def _strength(self, said: list[Word], at: int, one: Kin, role: str, age: Age | None, kin: dict[int, Kin]) -> int:
        before = said[at - 1].text if at and not said[at].first else ""
        after = said[at + 1].text if at + 1 < len(said) and not said[at].last else ""
        around = [word.text for word in said[at + 1 : at + 6]]
        if role == "other" and one.role != "other" and one.case in OWNED_CASES:
            return 0 if self._words.has("background", after) else SURE
        if self._words.has("background", after) or any(self._words.has("died", w) for w in around[:2]):
            return 0
        if any(self._words.has("ask_for", w.text) for w in said[max(0, at - 3) : at]) and one.case in {"all", "gen"}:
            return ASKED
        if self._words.has("on_behalf", after) and one.case in {"gen", "nom"}:
            return ASKED
        if role == "client":
            return self._client(said, at, one)
        if one.case not in OWNED_CASES or self._hurts_me(role, one, around, said[max(0, at - 4) : at]):
            return 0
        if self._words.has("some", before) and not one.own:
            return 0 if role in {"partner", "child"} else WEAK
        own = one.own or before == "" or self._words.has("own", before) or self._words.has("about_here", before)
        return self._by_case(said, at, one, role, age, before, kin, own=own)

    def _by_case(
        self,
        said: list[Word],
        at: int,
        one: Kin,
        role: str,
        age: Age | None,
        before: str,
        kin: dict[int, Kin],
        *,
        own: bool,
    ) -> int:
        possessed = one.own or self._owned(said, at, kin)
        if role == "child" and not one.own and self._there_is(said, at):
            return 0
        if age is not None and age.end == at and not possessed and role in {"child", "partner"}:
            minor = age.value is not None and age.value < GROWN
            return SURE if role == "child" and minor else 0
        if role == "partner" and age is not None and not possessed:
            return 0
        if self._words.has("plural", said[at].text) and not possessed:
            return 0
        if one.case in SUBJECTS:
            return SURE if possessed or (own and (role != "other" or before == "")) else WEAK
        if one.case == "all":
            return SURE if possessed or own else WEAK
        if one.case == "par":
            return SURE if possessed or age is not None or before.startswith(("hoida", "hoita", "autta", "auta")) else 0
        if age is not None:
            return SURE if possessed else 0
        return WEAK if possessed or (own and role != "other") else 0

    def _there_is(self, said: list[Word], at: int) -> bool:
        """ "Mulla on lapsi": tells of children, not yet whom it is about, unless "joka" follows."""
        window = [word.text for word in said[max(0, at - 4) : at]]
        have = any(w in {"mulla", "minulla", "meilla", "meil", "mul", "miulla"} for w in window)
        more = said[at + 1].text if at + 1 < len(said) else ""
        return have and ("on" in window or "oli" in window) and not more.startswith(("jo", "jol"))

    def _client(self, said: list[Word], at: int, one: Kin) -> int:
        if one.own:
            return ASKED
        mine = any(
            self._words.has("about_self", w.text) or w.text in {"kelan", "ollu", "ollut", "minkaan"}
            for w in said[max(0, at - 3) : at]
        )
        return TOLD if one.case in {"nom", "ade", "all"} and not mine else 0

    def _hurts_me(self, role: str, one: Kin, around: list[str], before: list[Word]) -> bool:
        """Somebody's violence against the writer: the message is about the writer."""
        if role == "child" or one.case != "nom":
            return False
        violent = any(self._words.has("violence", word) for word in around[:4])
        me = any(self._words.has("hits_me", word) for word in (*around, *(w.text for w in before)))
        return violent and (me or role == "partner")

    def _loose(self, said: list[Word], age: Age) -> Mention:
        """An age beside no relative: the writer's after "olen"; a small child's where it stands for the child."""
        before = [word.text for word in said[max(0, age.start - 4) : age.start]]
        if said[age.start].first:
            before = []
        writer = [self._words.has("self_be", w) or self._words.has("self_turned", w) for w in before]
        small = age.value is not None and age.value < YOUNGEST_WRITER
        if any(writer) and (not small or writer[-1]):
            return Mention("self", TOLD, age)
        if before[-1:] == ["as"]:
            return Mention("client", ASKED, age)
        own = [w for w in before if w in {"mulla", "minulla", "meilla", "mul", "meil", "miulla"}]
        minor = age.value is not None and age.value < GROWN and not age.decade
        if own and "on" in before and age.noun and minor:
            after = said[age.end].text if age.end < len(said) else ""
            return Mention("child", SURE if after in {"joka", "jolla", "jonka"} else 0, age, has_child=True)
        if age.value is not None and age.value < YOUNGEST_WRITER:
            return Mention("child", SURE if age.noun and not any(writer) else WEAK, age, has_child=True)
        they = [w for w in before if w not in {"jo", "nyt", "vasta", "noin"}][-2:]
        return Mention(None, 0, age, third=they in (["se", "on"], ["han", "on"]))

    def _self(self, said: list[Word]) -> list[Mention]:
        """The writer's own words: a weak sign beside a relative, enough alone."""
        told = any(self._words.has("about_self", word.text) for word in said)
        alone = any(
            self._words.has("single_parent", word.text) and not self._denied(said, at) for at, word in enumerate(said)
        )
        hurt = any(self._words.has("violence", word.text) for word in said) and any(
            self._words.has("hits_me", word.text) for word in said
        )
        return [Mention("self", SURE if hurt else WEAK)] if told or alone or hurt else []

    def _denied(self, said: list[Word], at: int) -> bool:
        return any(self._words.has("negation", word.text) for word in said[max(0, at - 3) : at])

    def _staff(self, said: list[Word]) -> list[Mention]:
        """The short hand of professionals: "as. 45v mies"."""
        for at, word in enumerate(said):
            nearby = said[at + 1 : at + 3]
            if word.text == "as" and nearby and (at == 0 or any(w.text.isdigit() for w in nearby)):
                return [Mention("client", ASKED)]
        return []
