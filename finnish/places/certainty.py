"""Decides whether words that may name a place do so in their message: not nokia-puhelin, not "olin kolarissa"."""

from __future__ import annotations

from finnish.places import words
from finnish.places.mentions import LOCAL, Mention
from finnish.places.message import Message

SHORT_MESSAGE = 4
FILLED_MESSAGE = 6
NEAR = 3
STOPS = ".!?:\n•"
DIRECTIONS = frozenset({
    "etela", "pohjois", "lansi", "ita", "keski", "koillis", "kaakkois", "lounais", "luoteis", "vanha",
    "vanhassa", "uusi", "yla", "ala", "kanta", "sisa", "ulko", "meri", "taka", "etu",
})  # fmt: skip
NOKIA, LOPPI, HANKO, II = "536", "433", "078", "139"
WATERS = ("jarven", "veden", "joen", "lahden")
NAME_CASES = frozenset({"nom", "gen"})
THING_CASES = frozenset({"nom", "gen", "par", "plu", "oth"})
SENTENCE = (words.OTHERS, words.FIRST_PERSON, words.I_AM, words.NOT)
LIVING = (words.LIVE_NOW, words.LIVED_BEFORE, words.MOVED, words.MOVING, words.ORIGIN)


def is_place(message: Message, mention: Mention) -> bool:
    """False when the words are part of something else, or an ordinary word that nothing here makes a place."""
    if _part_of_compound(message, mention) or _part_of_name(message, mention) or _other_thing(message, mention):
        return False
    if mention.hit.how == "typo" and message.is_foreign and not message.tokens[mention.first].capital:
        return False
    sure = mention.hit.entry.sure
    if sure in {"", "l"} or has_context(message, mention):
        return True
    alone = _is_alone(message, mention)
    if sure == "x":
        return alone and message.tokens[mention.first].capital
    if sure == "n":
        return alone
    return alone or _capital_inside(message, mention) or (sure == "w" and _among_keywords(message, mention))


def has_context(message: Message, mention: Mention) -> bool:
    """True when the words around make an ordinary word a place."""
    first, last = mention.first, mention.last
    sure, own, how = mention.hit.entry.sure, mention.hit.entry.own, mention.hit.how
    if message.folded(first - 1) in words.PREPOSITIONS:
        return mention.hit.entry.case == "nom" and how != "nickname"
    if how == "swedish":
        return False
    offices = words.COMMUNITY if sure == "x" else words.ADMINISTRATION
    if mention.case in NAME_CASES and message.spaced(last + 1) and message.folded(last + 1) in offices:
        return True
    before = message.before(first, NEAR)
    if any(word in words.PLACE_NOUNS for word in before):
        return True
    if mention.case == "nom" and any(word in words.HOME_NOUNS for word in message.after(last, NEAR)):
        return True
    if mention.case == "dem":
        return any(message.clause_has(first, kind) for kind in (words.I_AM, words.FIRST_PERSON))
    if mention.case not in LOCAL:
        return False
    if not own and sure != "w":
        return sure == "c" and bool(before) and before[-1] in words.SURELY_LIVING
    return any(word in words.HERE for word in before[-2:]) or any(message.clause_has(first, kind) for kind in LIVING)


def _part_of_compound(message: Message, mention: Mention) -> bool:
    if message.joined(mention.last + 1):
        return True
    return message.joined(mention.first) and message.folded(mention.first - 1) not in DIRECTIONS


def _part_of_name(message: Message, mention: Mention) -> bool:
    """A surname, the name of a firm, a sight, a dish, a place in nature."""
    entry = mention.hit.entry
    before = message.folded(mention.first - 1) if message.spaced(mention.first) else ""
    after = message.folded(mention.last + 1) if message.spaced(mention.last + 1) else ""
    if mention.case in NAME_CASES and (
        after in words.SIGHTS or before in words.TITLES or _starts_a_name(message, mention)
    ):
        return True
    if mention.case == "dem":
        return message.clause_has(mention.first, words.FOOD) and not message.clause_has(mention.first, words.I_AM)
    if before in words.FIRST_NAMES and not (mention.case in LOCAL and entry.own):
        return True
    described = before in words.NATURE or (mention.case == "nom" and before in words.MODIFIERS)
    return bool(entry.sure) and described


def _starts_a_name(message: Message, mention: Mention) -> bool:
    """Nokia Arena, Imatran Voima: a capital letter follows, and it is no office, no place and no beginning."""
    following = mention.last + 1
    if not message.spaced(following) or not message.capitals_tell or len(message.tokens) <= NEAR:
        return False
    token = message.tokens[following]
    capitals = message.tokens[mention.first].capital and token.capital
    return capitals and token.folded not in words.ADMINISTRATION and following not in message.named


def _other_thing(message: Message, mention: Mention) -> bool:
    """Nokia the telephone, type II, lopen uupunut, Hangon keksi, Pyhäjärven rannalla."""
    code = mention.code
    if code == II and message.tokens[mention.first].capitals and not has_context(message, mention):
        return True
    before, after = message.folded(mention.first - 1), message.folded(mention.last + 1)
    if code == NOKIA and mention.case in THING_CASES:
        number = message.gap_after(mention.last)
        return after in words.PRODUCTS or before in words.MODIFIERS or any(letter.isdigit() for letter in number)
    if mention.case != "gen":
        return False
    if code == LOPPI:
        return after in words.EXHAUSTED
    if code == HANKO and after.startswith("keks"):
        return True
    by_water = after in words.SHORE and message.folded(mention.last).endswith(WATERS)
    return by_water and not message.clause_has(mention.first, words.LIVE_NOW)


def _is_alone(message: Message, mention: Mention) -> bool:
    """Only greetings and the like are around the place."""
    if len(message.tokens) > FILLED_MESSAGE:
        return False
    others = [token for at, token in enumerate(message.tokens) if not mention.first <= at <= mention.last]
    return all(token.folded in words.FILLERS for token in others)


def _capital_inside(message: Message, mention: Mention) -> bool:
    token = message.tokens[mention.first]
    starts = mention.first == 0 or any(stop in token.gap for stop in STOPS)
    return token.capital and message.capitals_tell and not starts


def _among_keywords(message: Message, mention: Mention) -> bool:
    """Keywords: "kotihoito salo"; not "mies lahti"."""
    if len(message.tokens) > SHORT_MESSAGE or mention.case != "nom" or mention.hit.how == "swedish":
        return False
    return not any(token.folded in kind for token in message.tokens for kind in SENTENCE)
