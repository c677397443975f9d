"""Of the places that a message names, the one where the person lives."""

from __future__ import annotations

from finnish.places import words
from finnish.places.mentions import AT, FROM, LOCAL, TO, Mention
from finnish.places.message import Message

DENIED = -100.0
NEAR = 3
DENIAL_NEAR = 4
BETWEEN = frozenset({"enaa", "ena", "ma", "mina", "ees", "edes", "itse"})
DENIABLE = frozenset({"asu", "asuta", "ole", "oo", "olla", "asunut"})
NOT_BUT = frozenset({"vaan", "eiku", "eikun"})
THEN = frozenset({"sitten", "sit", "sitte", "lopulta", "lopuksi"})
WEIGHTS = {"dem": 2.0, "ine": 1.0, "ade": 1.0, "ela": 0.8, "abl": 0.8, "ill": 0.4, "all": 0.4, "nom": 0.5}
NEAR_CASES = AT | FROM | {"dem", "nom"}
WHOSE = (words.VISIT, words.CLIENT, words.FIRST_PERSON, words.OTHERS)
SAYABLE = LOCAL | {"nom", "dem"}


def home_of(message: Message, mentions: list[Mention]) -> Mention | None:
    """The mention of the municipality where the person lives; the only one named; None when it is denied."""
    if not mentions:
        return None
    scores = [score(message, mention) for mention in mentions]
    best = max(range(len(mentions)), key=lambda at: (scores[at], -at))
    return mentions[best] if scores[best] > DENIED else None


def score(message: Message, mention: Mention) -> float:
    """How much speaks for the person living there now."""
    if _is_denied(message, mention):
        return DENIED
    value = WEIGHTS.get(mention.case, 0.0) + _living(message, mention) + _moving(message, mention)
    return value + _whose(message, mention) + _around(message, mention)


def _living(message: Message, mention: Mention) -> float:
    if mention.case not in SAYABLE | {"gen"}:
        return 0.0
    at = mention.first
    value = 0.0
    if message.clause_has(at, words.LIVE_NOW):
        value += 5.0 if mention.case in AT | {"nom"} else 1.0
    if message.clause_has(at, words.LIVED_BEFORE):
        value -= 3.0
    if message.clause_has(at, words.NOW):
        value += 2.0
    elif message.clause_has(at, words.BEFORE):
        value -= 4.0
    if message.clause_has(at, words.ORIGIN):
        value -= 3.0
    return value


def _moving(message: Message, mention: Mention) -> float:
    at, to, away = mention.first, mention.case in TO, mention.case in FROM
    if message.clause_has(at, words.SETTLED):
        return 5.0 if to else 1.0
    if to and message.clause_has(at, words.HEADED):
        return -2.0
    if message.clause_has(at, words.MOVED):
        return 4.0 if to else -4.0 if away else 0.0
    if message.clause_has(at, words.MOVING):
        return 0.5 if to else 2.0 if away else 0.0
    return 0.0


def _whose(message: Message, mention: Mention) -> float:
    """The person's own place, a relative's, a place of work or of a visit: by the words on either side."""
    value = 1.5 if mention.case in NEAR_CASES and message.clause_has(mention.first, words.I_AM) else 0.0
    before, after = message.beside(mention.first, mention.last)
    sides = (before, after) if not _tells(message, before) else (before,)
    near = [at for side in sides for at in side]
    if any(message.folded(at) in words.VISIT for at in near):
        value -= 3.0
    if any(message.folded(at) in words.CLIENT for at in near):
        return value + 1.0
    if any(message.folded(at) in words.FIRST_PERSON for at in near):
        return value + (2.0 if mention.case in AT else 0.0)
    others = [at for at in near if message.folded(at) in words.OTHERS]
    if any(message.folded(at + 1) not in words.WITH for at in others):
        return value - 7.0
    return value - 2.0 if others else value


def _tells(message: Message, side: range) -> bool:
    """True when the words tell whose place it is."""
    return any(message.folded(at) in kind for at in side for kind in WHOSE)


def _around(message: Message, mention: Mention) -> float:
    before = message.before(mention.first, NEAR)
    value = 0.0
    if mention.case in LOCAL and any(word in words.HERE for word in before):
        value += 3.0
    if any(word in words.GREETING for word in (*before, message.folded(mention.last + 1))):
        value += 2.0
    if mention.case == "gen" and message.folded(mention.last + 2).startswith("asu"):
        value += 2.0
    if mention.case == "nom" and any(word in words.PLACE_NOUNS for word in before):
        value += 4.0
    if before and before[-1] in NOT_BUT:
        value += 4.0
    if before and before[-1] in THEN:
        value += 5.0 if mention.case in TO else 1.5
    if any(word in words.CORRECTION for word in before):
        value += 3.0
    return value


def _is_denied(message: Message, mention: Mention) -> bool:
    """En asu Tampereella, en ole tamperelainen, ei Tampere vaan Nokia."""
    first = mention.first
    if mention.case not in SAYABLE:
        return False
    if message.folded(first - 1) in words.NOT:
        return message.spaced(first)
    clause = message.tokens[first].clause
    for at in range(max(0, first - DENIAL_NEAR), first):
        verb = at + (2 if message.folded(at + 1) in BETWEEN else 1)
        denies = message.folded(at) in words.NOT and message.folded(verb) in DENIABLE
        if denies and message.tokens[at].clause == clause:
            return True
    return False
