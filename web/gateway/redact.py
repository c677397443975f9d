"""Takes personal data out of a message before anything else sees it: identity codes, phone numbers, e-mails, IBANs.

A second line of defence; not storing is the first. Identity codes are taken by shape (DVV: the century signs of 2023
included), since a mistyped code is still personal. Emergency and service numbers are left: a person may ask about them.
What is kept for longer (`redact_to_keep`) loses street addresses, names and car plates too: there a lost word costs
nothing, while the bot needs places and names of services to answer. Words and placeholders: content/redaction.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import cache

from pydantic import BaseModel, ConfigDict

from service_catalog.importers.yaml_file import read_yaml
from service_catalog.public_numbers import national
from service_catalog.texts import CONTENT
from web.gateway.redact_names import NameRedactor

DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
IDENTITY_CODE = re.compile(
    r"(?<![0-9A-Za-z])(0[1-9]|[12]\d|3[01])\s?\.?(0[1-9]|1[0-2])\s?\.?(\d\d)\s?([-+A-FU-Y])\s?(\d{3})\s?"
    r"([0-9A-FHJ-NPR-Y])(?![0-9A-Za-z])",
    re.IGNORECASE,
)
COMPACT_IDENTITY_CODE = re.compile(
    r"(?<![0-9A-Za-z])((?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d)(\d{3})([0-9A-FHJ-NPR-Y])(?![0-9A-Za-z])",
    re.IGNORECASE,
)
CHECK_LETTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
EMAIL = re.compile(
    r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\]|\(ät\))\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|[\w.+-]{1,64}@[\w-]{1,63}\b",
    re.IGNORECASE,
)
# Any country's IBAN is taken when it is written with its country and check digits; a Finnish one without them too.
IBAN = re.compile(
    r"\b(?:FI\s?\d{2}(?:[ -]?\d{4}){3}[ -]?\d{2}|[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?|"
    r"[1-9]\d{5}-\d{2,8})\b",
    re.IGNORECASE,
)
PHONE = re.compile(
    r"(?<![\w-])(?:"
    r"(?:\+|00)(?:[ -]?\(?\d\)?){8,14}"  # with any country's number
    r"|\(0\d{1,2}\)(?:[ -]?\d){5,9}"  # (040) 123 4567
    r"|0(?:4\d|50)(?:[ ./-]?\d){5,9}"  # mobile, also with dots
    r"|0[ -]?\d(?:[ -]?\d){5,11}"
    r")(?![\w-])"
)
PLATE = re.compile(r"(?<![\w-])(?:[A-ZÅÄÖ]{2,3}-\d{1,3}|[A-ZÅÄÖ]{3} ?\d{3})(?![\w-])")
SMALL_PLATE = re.compile(r"(?<![\w-])[a-zåäö]{3}-\d{3}(?![\w-])")
POSTAL = re.compile(r"\b\d{5}\s+[A-ZÅÄÖ][a-zåäö]+|\bFI-\d{5}\b")


class Streets(BaseModel):
    """Ends of street names; `numbered` ones make an address with a house number only."""

    model_config = ConfigDict(extra="forbid")
    numbered: list[str]
    alone: list[str]
    before_flat: list[str]


class RedactionWords(BaseModel):
    """The file content/redaction.yaml."""

    model_config = ConfigDict(extra="forbid")
    placeholders: dict[str, str]
    street: Streets
    name_cues: list[str]
    ordinary: list[str]
    endings: list[str]


@cache
def redaction_words() -> RedactionWords:
    """The words."""
    return read_yaml(CONTENT / "redaction.yaml", RedactionWords)


@cache
def name_redactor() -> NameRedactor:
    """The finder of names; made at the first need, since reading the lists of names takes about a second."""
    words = redaction_words()
    return NameRedactor(words.placeholders["name"], words.name_cues, words.ordinary, words.endings)


@cache
def address_pattern() -> re.Pattern[str]:
    """A street with its house number and flat, or a street of an unmistakable kind without."""
    street = redaction_words().street
    numbered, alone = "|".join([*street.numbered, *street.alone]), "|".join(street.alone)
    flat = rf"(?:\s?(?:{'|'.join(street.before_flat)})?\.?\s?[a-zåäö]{{0,1}}\s?\d{{1,3}})?\b"
    number = r"\s+\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:\s?[a-zåäö]\b)?"
    return re.compile(
        rf"\b(?:[\w:-]+\s)?[\w-]*(?:{numbered})\w{{0,4}}{number}{flat}|\b[\w-]{{2,}}(?:{alone})\w{{0,4}}\b",
        re.IGNORECASE,
    )


def redact(text: str, public: AbstractSet[str] = frozenset()) -> str:
    """Cleaned `text` (finnish.normalise.clean) with personal data replaced by words in brackets.

    Numbers in `public` (service_catalog.public_numbers) are services' own and stay.
    """
    put = redaction_words().placeholders
    text = text.translate(DASHES)
    text = IDENTITY_CODE.sub(put["identity_code"], text)
    text = COMPACT_IDENTITY_CODE.sub(_if_checked, text)
    text = EMAIL.sub(put["email"], text)
    text = IBAN.sub(put["iban"], text)
    return PHONE.sub(lambda match: match[0] if national(match[0]) in public else put["phone"], text)


def redact_to_keep(text: str) -> str:
    """`text` as it may be kept for weeks: `redact`, and without street addresses, names and car plates."""
    put = redaction_words().placeholders
    text = redact(text)
    text = address_pattern().sub(put["address"], text)
    text = POSTAL.sub(put["address"], text)
    text = PLATE.sub(put["plate"], text)
    text = SMALL_PLATE.sub(put["plate"], text)
    return name_redactor().redact(text)


def _if_checked(match: re.Match[str]) -> str:
    """Without a century sign only a valid check letter tells a code from another number."""
    expected = CHECK_LETTERS[int(match[1] + match[2]) % 31]
    return redaction_words().placeholders["identity_code"] if match[3].upper() == expected else match[0]
