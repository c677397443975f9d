"""The services' own phone numbers, in one form, so that a number in a message can be told from a person's."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from service_catalog import models

FINLAND = re.compile(r"^(?:\+|00)358")


def national(number: str) -> str:
    """A number in one form: "+358 (0)3 629 6565", "03-629 6565" are "36296565"; other countries keep their +."""
    bare = re.sub(r"[^\d+]", "", number)
    home = FINLAND.sub("", bare)
    if home == bare and bare.startswith(("+", "00")):
        return "+" + bare.lstrip("+0")
    return home.lstrip("0")


def public_numbers(session: Session) -> frozenset[str]:
    """The numbers of every service of the catalogue, as `national` gives them."""
    phones = select(models.Channel.value).where(models.Channel.kind == "phone", models.Channel.value.is_not(None))
    return frozenset(national(value) for value in session.scalars(phones) if value) - {""}
