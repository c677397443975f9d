"""Makes messages comparable: one form of Unicode, no invisible characters, and folded words without dots."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
SPACES = re.compile(r"\s+")
REPEATED = re.compile(r"(\w)\1{2,}")
REPEATED_MARK = re.compile(r"([!?.,])\1+")
# A text with at least so many letters, of which more than this share are capitals, is shouted ("TE", "AA" are names).
SHORTEST_SHOUT, SHOUTED = 5, 0.6
# Known elements only, bare or with an attribute: "<haluan kuolla>" is what a person says, not a tag.
ELEMENTS = (
    "a|audio|b|body|br|button|details|div|em|embed|font|form|h[1-6]|head|hr|html|i|iframe|img|input|li|link|meta|object|ol"
    "|p|script|span|strong|style|svg|table|td|title|tr|u|ul|video"
)
TAG = re.compile(rf"</?(?:{ELEMENTS})(?:\s[^<>=]*=[^<>]*|\s*/?)>", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+")


def clean(text: str) -> str:
    """NFKC, without zero-width, direction and control characters, lone surrogates and tags; runs of space as one.

    A tag ("<b>") is none of the person's words; an arrow or a heart ("<3") stays.
    """
    without = CONTROL.sub(" ", INVISIBLE.sub("", text))
    return SPACES.sub(" ", TAG.sub(" ", unicodedata.normalize("NFKC", without))).strip()


def fold(text: str) -> str:
    """Lower case without marks: ä -> a, ö -> o, å -> a. "Älä" and "ala" fold alike."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def squeezed(text: str) -> str:
    """A letter that is said more than twice is said twice: "rahaaaa" -> "rahaa"."""
    return REPEATED.sub(r"\1\1", text)


def calm(text: str) -> str:
    """`text` as it would be said without shouting: mostly capitals become small letters, and nothing is drawn out."""
    letters = [letter for letter in text if letter.isalpha()]
    shouted = len(letters) >= SHORTEST_SHOUT and sum(letter.isupper() for letter in letters) > len(letters) * SHOUTED
    return REPEATED_MARK.sub(r"\1", squeezed(text.lower() if shouted else text))


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return WORD.findall(fold(text))
