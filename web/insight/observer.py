"""Turns an answer into events: what the person met for each need. Each thing is counted once a conversation.

So a cell's number is a number of conversations, not of one person's messages. Nothing here ever raises or waits.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import get_args

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from service_catalog.cards import Card
from service_catalog.catalogue import Catalogue, CatalogueMissing
from web.api.contract import ChatAnswer, ChatRequest, ServicesMessage
from web.gateway.memory import Remembered
from web.insight.events import FACE_OF_PAGE, MET, Cell, Event, Face, Outcome, monday_of, today
from web.insight.samples import keep_sample
from web.insight.writer import InsightWriter, add_to

SEEKING = {"hae_apua", "nlu_fallback"}
HUMAN = "haluan_ihmiselle"
MOST_NEEDS = 3
SAME_CLIENT = 120.0
CATALOGUE_AWAY = (SQLAlchemyError, CatalogueMissing, OSError)

logger = logging.getLogger(__name__)


class Observer:
    """Watches answers and searches. `samples`: whether redacted messages that gave no need are kept."""

    def __init__(
        self,
        writer: InsightWriter,
        catalogue: Catalogue,
        *,
        samples: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._writer = writer
        self._catalogue = catalogue
        self._samples = samples
        self._clock = clock
        self._searched: dict[Cell, float] = {}

    def saw(self, request: ChatRequest, answer: ChatAnswer, remembered: Remembered, text: str) -> None:
        """Counts what an answer tells; `text` is the redacted message."""
        try:
            self._count(request, answer, remembered, text)
        except Exception as error:  # counting must never cost anyone an answer
            logger.error("an answer was not counted: %s", type(error).__name__)

    def _count(self, request: ChatRequest, answer: ChatAnswer, remembered: Remembered, text: str) -> None:
        heard = answer.understanding
        face = FACE_OF_PAGE[request.context.page]
        place = heard.municipality.code if heard.municipality else ""
        remembered.page = request.context.page
        counting = Counting(self._writer, remembered, place, face)
        counting.once("conversation")
        if heard.crisis:
            counting.once(crisis_outcome(heard.crisis))
        if heard.intent == HUMAN:
            counting.once("human", heard.needs[0].id if heard.needs else "")
        if text and not heard.needs and not heard.crisis and heard.intent in SEEKING:
            counting.once("not_understood")
            if self._samples:
                self._writer.put(keep_sample(text, today()))
        blocks = [block for block in answer.messages if isinstance(block, ServicesMessage)]
        remembered.shown |= {card.id: block.need or "" for block in blocks for card in block.services}
        for block in blocks:
            if block.need:
                counting.met(block.need, outcome_of(block.services))
        answered = {block.need for block in blocks}
        for need in heard.needs[:MOST_NEEDS]:
            if need.id not in answered and place:
                self._look_behind(counting, need.id)

    def _look_behind(self, counting: Counting, need: str) -> None:
        """A need without cards: whether the catalogue has nothing for it, asked away from the person's answer."""
        key = f"looked:{need}:{counting.place}"
        if key in counting.remembered.counted or counting.has_met(need):
            return
        counting.remembered.counted.add(key)
        cell = counting.cell("nothing_found", need)

        def look(session: Session) -> None:
            if self._finds_nothing(need, counting.place):
                add_to(session, cell, 1)

        self._writer.put(look)

    def _finds_nothing(self, need: str, municipality: str) -> bool:
        try:
            return self._catalogue.search(needs=[need], municipality=municipality, limit=1).total == 0
        except CATALOGUE_AWAY:
            return False

    def searched(self, needs: list[str], municipality: str | None, cards: list[Card]) -> None:
        """Counts a search at the front desk, which has no conversation.

        The desk searches again at every pause in typing, so the same finding counts once in SAME_CLIENT seconds.
        """
        now = self._clock()
        self._searched = {cell: at for cell, at in self._searched.items() if now - at < SAME_CLIENT}
        for need in needs[:MOST_NEEDS]:
            found = [card for card in cards if need in card.needs]
            cell = Cell(monday_of(today()), municipality or "", need, outcome_of(found), "desk")
            if cell not in self._searched:
                self._searched[cell] = now
                self._writer.put(Event(cell))


class Counting:
    """The counts of one conversation, with its place and face as they now are."""

    def __init__(self, writer: InsightWriter, remembered: Remembered, place: str, face: Face) -> None:
        self._writer = writer
        self._face = face
        self.remembered = remembered
        self.place = place

    def cell(self, outcome: Outcome, need: str = "") -> Cell:
        """The cell of this week."""
        return Cell(monday_of(today()), self.place, need, outcome, self._face)

    def once(self, outcome: Outcome, need: str = "") -> None:
        """Counts an outcome unless this conversation has it already."""
        self._once(f"{outcome}:{need}", outcome, need)

    def met(self, need: str, outcome: Outcome) -> None:
        """Counts how a need was met: at most one met and one unmet outcome of each need in a conversation."""
        self._once(f"{'met' if outcome in MET else 'unmet'}:{need}", outcome, need)

    def has_met(self, need: str) -> bool:
        """Whether it is already counted how the need was met."""
        return f"met:{need}" in self.remembered.counted or f"unmet:{need}" in self.remembered.counted

    def _once(self, key: str, outcome: Outcome, need: str) -> None:
        if key not in self.remembered.counted:
            self.remembered.counted.add(key)
            self._writer.put(Event(self.cell(outcome, need)))


def outcome_of(cards: list[Card]) -> Outcome:
    """What a person meets in the cards for a need, the hardest wall first.

    outside_area: cards say their area, and none is sure to serve the person's; not_eligible: a plain fact (age,
    municipality) shuts out every card; only_closed: all are closed at the moment.
    """
    if not cards:
        return "nothing_found"
    areas = [why for card in cards for why in card.why if why.kind == "area"]
    if areas and not any(why.met for why in areas):
        return "outside_area"
    if all(any(why.kind == "eligibility" and why.met is False for why in card.why) for card in cards):
        return "not_eligible"
    if all(card.open.state == "closed" for card in cards):
        return "only_closed"
    return "shown"


def crisis_outcome(kind: str) -> Outcome:
    """The outcome of a crisis class; raises ValueError for an unknown one."""
    return next(one for one in get_args(Outcome) if one == f"crisis_{kind}")
