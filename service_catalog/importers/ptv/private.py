"""Keeps persons out of the catalogue: names beside phones and in texts, and e-mail addresses of persons.

A catalogue shows offices and titles. What looks like a person's name is taken out, the rest of the text stays.
"""

from __future__ import annotations

import re
from functools import cache

from faker.providers.person.fi_FI import Provider
from pydantic import BaseModel, ConfigDict

from finnish.normalise import fold
from service_catalog.importers.personal import is_personal_email
from service_catalog.importers.yaml_file import read_yaml
from service_catalog.texts import CONTENT

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PAIR = re.compile(r"\b([A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?)\s+([A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?)\b")
LEFT_OVER = re.compile(r"\s*([,/;:(]\s*(?=[,;:)/]|$)|\(\s*\))")
# A genitive before a small letter is a part of a place's name: "Minna Canthin aukio".
GENITIVE_BEFORE_NOUN = re.compile(r"^[^-]*(?<!ne)[ns] [a-zåäö]")


class PersonWords(BaseModel):
    """The file persons.yaml."""

    model_config = ConfigDict(extra="forbid")
    ambiguous_first_names: frozenset[str]
    place_endings: tuple[str, ...]
    place_words: tuple[str, ...]
    template_words: frozenset[str]


@cache
def _person_words() -> PersonWords:
    return read_yaml(CONTENT / "ptv" / "persons.yaml", PersonWords)


@cache
def _first_names() -> frozenset[str]:
    return frozenset(part for name in Provider.first_names for part in fold(name).split("-"))


@cache
def _last_names() -> frozenset[str]:
    return frozenset(fold(name) for name in Provider.last_names)


def shown_email(value: str) -> str | None:
    """The address when it is an office's, None when it is a person's or a template for persons' addresses."""
    local = fold(value.partition("@")[0])
    parts = re.split(r"[._-]", local)
    if is_personal_email(value) or any(part in _person_words().template_words for part in parts):
        return None
    if len(parts) > 1 and parts[-1] in _last_names():
        return None
    return value


def without_persons(text: str) -> tuple[str, int]:
    """The text without persons' names and e-mail addresses, and how many were taken out."""
    spans = [match.span() for match in EMAIL.finditer(text) if not shown_email(match[0])]
    start = 0
    while match := PAIR.search(text, start):
        if _is_person(match[1], match[2], text[match.end() : match.end() + 12]):
            spans.append(match.span())
            start = match.end()
        else:
            start = match.end(1)  # the second word may be a first name
    if not spans:
        return text, 0
    kept = text
    for begin, end in sorted(spans, reverse=True):
        kept = kept[:begin] + kept[end:]
    return _tidy(kept), len(spans)


def _is_person(first: str, last: str, after: str) -> bool:
    given, family, next_word = fold(first), fold(last), fold(after).lstrip(" -")
    known, known_family = _person_words(), any(form in _last_names() for form in _base_forms(family))
    if not any(part in _first_names() for part in given.split("-")):
        return False
    if (family.endswith(known.place_endings) and not known_family) or next_word.startswith(known.place_words):
        return False
    if given in known.ambiguous_first_names:
        return known_family
    return known_family or not GENITIVE_BEFORE_NOUN.match(last + after)


def _base_forms(family: str) -> tuple[str, ...]:
    """A folded last name and what it may be the genitive of: korhosen -> korhonen, makelan -> makela."""
    return family, family.removesuffix("n"), f"{family.removesuffix('sen')}nen"


def _tidy(text: str) -> str:
    lines = [LEFT_OVER.sub("", re.sub(r"[ \t]+", " ", line)).strip(" ,;/") for line in text.split("\n")]
    return re.sub(r" +([.,;:)])", r"\1", "\n".join(lines)).strip()
