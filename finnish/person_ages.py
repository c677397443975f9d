"""Ages that a message tells, and whose they are by the words beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from finnish.number_words import number_of
from finnish.person_words import PersonWords, Word

OLDEST = 110
YOUNGEST_WRITER = 13
UNIT = (
    r"(?P<unit>v|vee|vuotias|vuotia|vuotiaa|vuotis|vuotta|vuotinen|vuotaan|vuotiase|ikanen|ikainen|vuotijas"
    r"|vuotiaisen|vuotija)"
)
END = (
    r"(?P<end>n|ni|nsa|ta|tta|tani|tansa|ttani|lla|lle|lta|sta|llani|lleni|l|ll|ksi|na|nani|t|ita|ille|illa"
    r"|mme|kin|ki)?"
)
UNIT_WORD = re.compile(UNIT + END)
GLUED = re.compile(r"(?P<number>[a-z]+?)(?:vuotia|vuotij|vuotis|vuoti)(?P<rest>[a-z]*)")
PAST = re.compile(r"(?:aa|ise)?(?:na|nani|nansa|nasi)")
DECADE_END = re.compile(r"(?:kymppi|kyba)(?:nen|ne|sen|sta|selle|sella|set|sia|sten|nenkin|ses|sel)(?:ni)?")
DECADE_PAST = re.compile(r"(?:kymppi|kyba)s(?:e|i)na(?:ni)?")
WITH_BORDER_INSIDE = 60
MONTHS = ("kk", "kuukautta", "kuukauden", "viikon", "viikkoa", "vk")


@dataclass(frozen=True)
class Age:
    """An age in words `start` to `end` (exclusive); `noun`: its word can stand for the person (nelivuotias);
    `genitive`: somebody has a relation to the person ("3-vuotiaan äiti").
    """

    value: int | None
    start: int
    end: int
    noun: bool
    decade: bool = False
    genitive: bool = False


class AgeFinder:
    """Finds ages; times past ("18-vuotiaana"), limits ("alle 30-vuotiaat") and durations ("5 v sitten") are none."""

    def __init__(self, words: PersonWords) -> None:
        self._words = words

    def find(self, said: list[Word]) -> list[Age]:
        """The ages of a message in order."""
        found: list[Age] = []
        at = 0
        while at < len(said):
            age = self._at(said, at)
            if age is not None and not self._limited(said, at):
                found.append(age)
            at = max(at + 1, age.end if age else 0)
        return found

    def _limited(self, said: list[Word], at: int) -> bool:
        return at > 0 and not said[at].first and self._words.has("limits", said[at - 1].text)

    def _at(self, said: list[Word], at: int) -> Age | None:
        word = said[at].text
        glued = self._glued(said, at, word)
        if glued is not None:
            return glued
        number, end = _number(said, at)
        if number is None or number > OLDEST:
            return None
        if end < len(said) and not said[end].first:
            united = self._united(said, at, end, number)
            if united is not None:
                return united
        return self._bare(said, at, end, number) if not _takes_unit(said, end) else None

    def _glued(self, said: list[Word], at: int, word: str) -> Age | None:
        """One word: seitsemäntoistavuotias, kolmekymppinen."""
        if word == "puolivuotias":
            return Age(0, at, at + 1, noun=True)
        years = GLUED.fullmatch(word)
        if years:
            number = number_of(years["number"])
            past = PAST.search(years["rest"]) is not None
            if number is None or past:
                return None
            return Age(number, at, at + 1, noun=True, genitive=word.endswith("aan"))
        for tail, past in ((DECADE_END, False), (DECADE_PAST, True)):
            found = tail.search(word)
            if found and found.end() == len(word) and (not past or self._now(said, at)):
                return self._decade(word[: found.start()], at)
        return None

    def _now(self, said: list[Word], at: int) -> bool:
        return at > 0 and said[at - 1].text in {"nyt", "nain"}

    def _decade(self, head: str, at: int) -> Age | None:
        if head == "pari":
            return Age(20, at, at + 1, noun=True, decade=True)
        number = number_of(head.removesuffix("n") if head.endswith("denn") else head)
        if number is None or not 2 <= number <= 9:
            return None
        value = number * 10
        return Age(None if value == WITH_BORDER_INSIDE else value, at, at + 1, noun=True, decade=True)

    def _united(self, said: list[Word], at: int, end: int, number: int) -> Age | None:
        """A number and its unit: 17 v, 82 vuotias, 3 kk ikäinen."""
        unit = said[end].text
        if unit in MONTHS:
            old = end + 1 < len(said) and said[end + 1].text.startswith(("ikai", "ika", "vanha", "vauva"))
            return Age(0, at, end + 1, noun=False) if old else None
        found = UNIT_WORD.fullmatch(unit)
        if not found:
            return None
        if found["unit"] == "vuotta":
            return self._years(said, at, end, number)
        if found["unit"] in {"v", "vee"}:
            return Age(number, at, end + 1, noun=False) if self._is_age_in_v(said, at, end, number) else None
        past = (found["end"] or "").startswith("na")
        return None if past else Age(number, at, end + 1, noun=True, genitive=found["end"] == "n")

    def _years(self, said: list[Word], at: int, end: int, number: int) -> Age | None:
        """Years are an age after "olen" or "on" and before "vanha", the end or "ja": mostly they are a duration."""
        before = said[at - 1].text if at and not said[at].first else ""
        after = _after(said, end)
        old = after.startswith(("vanha", "ikai"))
        earlier = said[at - 2].text if at > 1 and not said[at - 1].first else ""
        them = before == "on" and (earlier in {"se", "han"} or self._words.kin(earlier) is not None)
        be = self._words.has("self_be", before) or them
        closed = after == "" or after in {"ja", "mutta", "mut"}
        return Age(number, at, end + 1, noun=False) if old or (be and closed and number >= YOUNGEST_WRITER) else None

    def _is_age_in_v(self, said: list[Word], at: int, end: int, number: int) -> bool:
        before = said[at - 1].text if at and not said[at].first else ""
        after = _after(said, end)
        if self._words.has("duration", before) or self._words.has("duration", after):
            return False
        kin_near = self._words.kin(before) or self._words.kin(after) or self._gender(after) or self._gender(before)
        be = self._words.has("self_be", before) or self._words.has("be", before) or before in {"as", "se", "han"}
        closed = before == "" and after == ""
        return bool(kin_near or be or closed or number >= YOUNGEST_WRITER)

    def _gender(self, word: str) -> bool:
        return word in {"mies", "nainen", "miehella", "naisella", "naisen", "miehen", "nuori", "raskaana"}

    def _bare(self, said: list[Word], at: int, end: int, number: int) -> Age | None:
        """A number without a unit: "äiti on 82", "oon 23", "mies 52"; only where nothing is counted after it."""
        if at == 0:
            return None
        kin_before = self._words.kin(said[at - 1].text)
        beside = kin_before is not None and kin_before.case == "nom" and number >= YOUNGEST_WRITER
        if said[at].first:
            alone = said[end - 1].last or end == len(said)
            return Age(number, at, end, noun=False) if beside and alone else None
        if beside and not self._words.has("counted_words", _after(said, end - 1)):
            return Age(number, at, end, noun=False)
        after = _after(said, end - 1)
        if after and after not in {"ja", "ku", "kun", "mutta", "mut", "enka", "eika", "mies", "nainen", "joten", "nyt"}:
            return None
        before = said[at - 1].text
        earlier = said[at - 2].text if at > 1 and not said[at - 1].first else ""
        if self._words.has("self_turned", before) or before == "taytti" or self._words.has("age_words", before):
            return Age(number, at, end, noun=False)
        if self._words.has("self_be", before) or self._gender(before):
            return Age(number, at, end, noun=False) if number >= YOUNGEST_WRITER else None
        if before in {"nyt", "vasta", "vast", "jo", "noin"}:
            before, earlier = earlier, said[at - 3].text if at > 2 else ""
            if self._words.has("self_be", before) and number >= YOUNGEST_WRITER:
                return Age(number, at, end, noun=False)
        kin = self._words.kin(before if before != "on" else earlier)
        person = (kin is not None and kin.case == "nom") or (
            before == "on" and earlier in {"se", "han", "ikani", "ika"}
        )
        return Age(number, at, end, noun=False) if person else None


def _number(said: list[Word], at: int) -> tuple[int | None, int]:
    """The number at `at`, two words long for "kolmekymmentä kaksi"."""
    number = number_of(said[at].text)
    if number and number % 10 == 0 and number >= 20 and not said[at].text.isdigit() and at + 1 < len(said):
        more = number_of(said[at + 1].text)
        if more and more < 10 and not said[at + 1].first and not said[at + 1].text.isdigit():
            return number + more, at + 2
    return number, at + 1


def _takes_unit(said: list[Word], end: int) -> bool:
    return end < len(said) and not said[end].first and UNIT_WORD.fullmatch(said[end].text) is not None


def _after(said: list[Word], at: int) -> str:
    """The word after `at` in the same clause."""
    return said[at + 1].text if at + 1 < len(said) and not said[at + 1].first else ""
