"""What the web can do alone when Rasa or the actions are away: search by words, the place, fixed words, a human."""

from __future__ import annotations

import asyncio
import logging
from functools import cache

from pydantic import BaseModel, ConfigDict
from sqlalchemy.exc import SQLAlchemyError

from finnish.places import PlaceRecogniser
from service_catalog.cards import Card
from service_catalog.catalogue import Catalogue, CatalogueMissing
from service_catalog.importers.yaml_file import read_yaml
from service_catalog.texts import CONTENT
from web.api.contract import (
    Choice,
    ChoicesMessage,
    Message,
    ServicesMessage,
    TextMessage,
)
from web.gateway.memory import Remembered

CARDS = 3
SEARCH_SECONDS = 1.0
# For someone who has already waited for Rasa: the whole answer is to come within two seconds.
HURRIED_SECONDS = 0.35
DANGER_SECONDS = 0.12
LONG_WAIT = 0.8

logger = logging.getLogger(__name__)


class AloneTexts(BaseModel):
    """The file content/alone.yaml: the fixed words for when the bot does not answer."""

    model_config = ConfigDict(extra="forbid")
    bot_away: str
    found: str
    nothing_found: str
    human: str
    empty: str
    forgotten: str
    busy: str
    choices: list[Choice]


@cache
def alone_texts() -> AloneTexts:
    """The fixed words."""
    return read_yaml(CONTENT / "alone.yaml", AloneTexts)


class Alone:
    """Answers from the catalogue in this process; with fixed words when even that is away."""

    def __init__(self, catalogue: Catalogue, places: PlaceRecogniser) -> None:
        self._catalogue = catalogue
        self._places = places

    def empty_message(self) -> list[Message]:
        """The answer to a message without anything readable in it."""
        texts = alone_texts()
        return [TextMessage(text=texts.empty), ChoicesMessage(choices=texts.choices)]

    def forgotten_message(self) -> list[Message]:
        """Says openly that what was told before is not remembered any more."""
        return [TextMessage(text=alone_texts().forgotten)]

    async def answer(
        self, text: str, remembered: Remembered, preset: str | None, *, in_danger: bool, waited: float = 0.0
    ) -> list[Message]:
        """Says openly that the bot is away, then what a search by words finds, then the way to a human.

        `waited`: how many seconds the person has waited already.
        """
        texts = alone_texts()
        named = self._places.home(text)
        code = named.code if named else remembered.slots.get("municipality") or preset
        if code:
            remembered.slots["municipality"] = code
        seconds = HURRIED_SECONDS if waited > LONG_WAIT else SEARCH_SECONDS
        cards = await self._search(text, code, DANGER_SECONDS if in_danger else seconds)
        messages: list[Message] = [TextMessage(text=texts.bot_away)]
        if cards:
            messages += [TextMessage(text=texts.found), ServicesMessage(services=cards)]
        elif not in_danger:
            messages.append(TextMessage(text=texts.nothing_found))
        messages.append(TextMessage(text=texts.human))
        return messages

    async def _search(self, text: str, municipality: str | None, seconds: float) -> list[Card]:
        try:
            found = await asyncio.wait_for(
                asyncio.to_thread(self._catalogue.search, text=text, municipality=municipality, limit=CARDS),
                seconds,
            )
        except (SQLAlchemyError, CatalogueMissing, OSError, TimeoutError) as error:
            logger.error("search alone failed: %s", type(error).__name__)
            return []
        return found.items
