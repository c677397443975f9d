"""Makes a message safe to pass on: clean text, no personal data, and no way to call an intent by typing it."""

from __future__ import annotations

import asyncio
from collections.abc import Set as AbstractSet

from sqlalchemy.exc import SQLAlchemyError

from finnish.normalise import clean
from service_catalog.catalogue import Catalogue
from service_catalog.public_numbers import public_numbers
from web.gateway.redact import redact, redaction_words

PATIENCE = 0.25  # seconds: a catalogue that hangs must not keep an answer waiting


def taken_in(text: str, public: AbstractSet[str] = frozenset()) -> str:
    """The message as the rest of Luotsi may see it. Empty when nothing readable was written.

    A leading `/` would trigger an intent in Rasa (shared/design/reliability.md 1.2), so it is dropped.
    `public`: the services' own phone numbers, which stay.
    """
    return redact(clean(text), public).lstrip("/\\ ").strip()


async def with_public_numbers(text: str, safe: str, catalogue: Catalogue) -> str:
    """`safe` (`text` taken in) with the services' own numbers back; the catalogue is asked only when a number went.

    Without the catalogue, or when it does not answer within PATIENCE, every number goes.
    """
    if redaction_words().placeholders["phone"] not in safe:
        return safe
    try:
        async with asyncio.timeout(PATIENCE):
            return taken_in(text, await asyncio.to_thread(catalogue.read, public_numbers))
    except (SQLAlchemyError, TimeoutError):
        return safe
