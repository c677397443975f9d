"""Takes in what a person says of an answer: a vote, a report, or that they opened a contact."""

from __future__ import annotations

import datetime as dt
import logging

from sqlalchemy.orm import Session

from finnish.normalise import clean
from web.api.contract import Feedback
from web.gateway.memory import Remembered
from web.gateway.redact import redact_to_keep
from web.insight.events import FACE_OF_PAGE, Cell, Event, Outcome, monday_of, today
from web.insight.reports import NewReport, add_report
from web.insight.votes import AddressBallots, add_vote
from web.insight.writer import InsightWriter, Task

DESK = "tiski"
MOST_REPORTS_FROM_ADDRESS = 20
MOST_ANSWERS_FROM_ADDRESS = 50
MOST_NEEDS = 3

logger = logging.getLogger(__name__)


class FeedbackBox:
    """One for the process. What belongs to no living conversation counts nowhere, but reports and the desk's votes."""

    def __init__(self, writer: InsightWriter) -> None:
        self._writer = writer
        self._votes = AddressBallots()
        self._answers = AddressBallots(MOST_ANSWERS_FROM_ADDRESS)
        self._reports = AddressBallots(MOST_REPORTS_FROM_ADDRESS)

    def take(self, feedback: Feedback, remembered: Remembered | None, address: str) -> None:
        """Takes in feedback of a conversation (None: not known here) from an address, which is kept nowhere."""
        day = today()
        if feedback.reason:
            self._report(feedback, remembered, address, day)
        if feedback.kind != "vote":
            return
        if remembered is not None:
            self._vote(feedback, remembered, address, day)
        elif feedback.conversation_id == DESK:
            self._desk_vote(feedback, address, day)

    def opened(self, service_id: str, remembered: Remembered | None) -> None:
        """Counts that a contact of a shown service was opened, once for each need in a conversation."""
        if remembered is None or service_id not in remembered.shown:
            return
        need = remembered.shown[service_id]
        if f"contact:{need}" not in remembered.counted:
            remembered.counted.add(f"contact:{need}")
            self._writer.put(Event(self._cell("contact", need, remembered)))

    def _vote(self, feedback: Feedback, remembered: Remembered, address: str, day: dt.date) -> None:
        subject = feedback.service_id or ""
        before = remembered.votes.get(subject)
        if before == feedback.helped or (subject and subject not in remembered.shown):
            return
        ballots = self._votes if subject else self._answers
        if before is None and not ballots.takes(address, subject, day):
            return
        remembered.votes[subject] = feedback.helped
        for helped, times in ((before, -1), (feedback.helped, 1)):
            if helped is not None:
                self._count(subject, helped, times, remembered, day)

    def _count(self, subject: str, helped: bool, times: int, remembered: Remembered, day: dt.date) -> None:
        if subject:
            self._writer.put(vote_task(subject, day, helped=helped, times=times))
            return
        needs = [need["id"] for need in remembered.slots.get("needs") or []][:MOST_NEEDS] or [""]
        for need in needs:
            self._writer.put(Event(self._cell("helped" if helped else "not_helped", need, remembered), times))

    def _desk_vote(self, feedback: Feedback, address: str, day: dt.date) -> None:
        subject = feedback.service_id
        if subject and self._answers.takes(address, "", day) and self._votes.takes(address, subject, day):
            self._writer.put(vote_task(subject, day, helped=feedback.helped))
            outcome: Outcome = "helped" if feedback.helped else "not_helped"
            self._writer.put(Event(Cell(monday_of(day), "", "", outcome, "desk")))

    def _report(self, feedback: Feedback, remembered: Remembered | None, address: str, day: dt.date) -> None:
        text = redact_to_keep(clean(feedback.reason or "")).strip()
        if not text or (feedback.kind == "wrong" and not feedback.service_id):
            return
        if not self._reports.takes(address, "", day):
            return
        place = str(remembered.slots.get("municipality") or "") if remembered else feedback.municipality or ""
        kind = "answer" if feedback.kind == "vote" else feedback.kind
        new = NewReport(kind, text, feedback.service_id, place[:3] or None)

        def keep(session: Session) -> None:
            if not add_report(session, new, day):
                logger.error("the list of reports is full")

        self._writer.put(keep)

    def _cell(self, outcome: Outcome, need: str, remembered: Remembered) -> Cell:
        place = str(remembered.slots.get("municipality") or "")
        return Cell(monday_of(today()), place, need, outcome, FACE_OF_PAGE[remembered.page])


def vote_task(service_id: str, day: dt.date, *, helped: bool, times: int = 1) -> Task:
    """The work of writing a vote."""

    def write(session: Session) -> None:
        add_vote(session, service_id, day, helped=helped, times=times)

    return write
