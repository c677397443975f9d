"""Finds what the words of a message may name."""

from __future__ import annotations

from dataclasses import dataclass

from finnish.places import words
from finnish.places.matching import Hit, WordMatcher
from finnish.places.message import Message

AT = frozenset({"ine", "ade"})
FROM = frozenset({"ela", "abl"})
TO = frozenset({"ill", "all"})
LOCAL = AT | FROM | TO
MOST_PARTS = 3
PART_GAPS = frozenset({" ", "-", ":", " - ", "–", ". ", "."})
CASE_ENDINGS = {
    "gen": ("n",),
    "par": ("a", "ta"),
    "ine": ("ssa", "s"),
    "ela": ("sta", "st"),
    "ill": ("an", "in", "iin", "hin", "aan", "een"),
    "ade": ("lla", "l"),
    "abl": ("lta", "lt"),
    "all": ("lle",),
    "oth": ("ksi", "na"),
    "dem": ("lainen", "laisen", "laisia", "laiset"),
}
ENDINGS = {ending: case for case, endings in CASE_ENDINGS.items() for ending in endings}
PREPOSITIONS = {"in": "ine", "i": "ine", "at": "ine", "from": "ela", "fran": "ela", "to": "ill", "till": "ill"}
KINDS = {"form": 0, "clipped": 1, "typo": 1, "former": 2, "swedish": 3, "nickname": 3, "district": 4}


@dataclass(frozen=True)
class Mention:
    """A place that may be named by the words `first` to `last` of the message."""

    first: int
    last: int
    hit: Hit
    case: str

    @property
    def code(self) -> str:
        """The code of the municipality."""
        return self.hit.entry.code


@dataclass(frozen=True)
class _Found:
    first: int
    last: int
    hits: tuple[Hit, ...]
    case: str


def possible_mentions(message: Message, matcher: WordMatcher) -> list[Mention]:
    """The places that the words of the message may name, in order; `message.named` is set."""
    found: list[_Found] = []
    at = 0
    while at < len(message.tokens):
        one = _parts_at(message, at, matcher) or _word_at(message, at, matcher)
        if one.hits:
            one = _with_case(message, one)
            found.append(one)
        at = one.last + 1
    message.named = {one.first for one in found}
    said = [one for one in found if message.folded(one.first - 1) not in words.NOT]
    certain = {one.hits[0].entry.code for one in said if len(one.hits) == 1}
    return [Mention(one.first, one.last, _chosen(one.hits, certain), one.case) for one in found]


def _parts_at(message: Message, at: int, matcher: WordMatcher) -> _Found | None:
    """A name of two or three words: Mänttä-Vilppulassa."""
    tokens = message.tokens
    if not matcher.may_begin(tokens[at].folded):
        return None
    for last in range(min(at + MOST_PARTS, len(tokens)) - 1, at, -1):
        if all(tokens[part].gap in PART_GAPS for part in range(at + 1, last + 1)):
            hits = matcher.hits(" ".join(token.word for token in tokens[at : last + 1]))
            if hits and hits[0].how != "typo":
                return _Found(at, last, hits, hits[0].entry.case)
    return None


def _ending_at(message: Message, at: int) -> str | None:
    """The case of an ending behind a colon: hki:ssa."""
    behind = 0 < at < len(message.tokens) and message.tokens[at].gap == ":"
    return ENDINGS.get(message.tokens[at].folded) if behind else None


def _word_at(message: Message, at: int, matcher: WordMatcher) -> _Found:
    word = message.tokens[at].word
    if _ending_at(message, at + 1):
        whole = matcher.hits(word + message.tokens[at + 1].word)
        if whole:
            return _Found(at, at + 1, _certain(whole), whole[0].entry.case)
    hits = matcher.hits(word)
    return _Found(at, at, hits, hits[0].entry.case if hits else "")


def _certain(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """An abbreviation with an ending behind a colon is no other word: tre:lle."""
    return tuple(hit._replace(entry=hit.entry._replace(sure="")) if hit.how == "nickname" else hit for hit in hits)


def _with_case(message: Message, one: _Found) -> _Found:
    """The case that an ending behind a colon or a Swedish or English preposition tells."""
    ending = _ending_at(message, one.last + 1)
    if ending:
        return _Found(one.first, one.last + 1, one.hits, ending)
    told = PREPOSITIONS.get(message.folded(one.first - 1)) if one.case == "nom" else None
    return _Found(one.first, one.last, one.hits, told) if told else one


def _chosen(hits: tuple[Hit, ...], certain: set[str]) -> Hit:
    """Of several places with the same form the one that is named elsewhere too, or else the greatest."""
    return min(hits, key=lambda hit: (hit.entry.code not in certain, KINDS[hit.how]))
