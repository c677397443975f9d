"""Writes events to the database from a thread of its own: a chat message never waits for it, nor fails with it.

The queue is bounded; what does not fit, or cannot be written for `LATE` after its week, is dropped and counted
(`luotsi_insight_dropped_total`). While the database is away the sums stay in memory, so that a short outage loses
nothing. A week is final a day after its end (`LATE`): published figures never change afterwards.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from web.insight.events import Cell, Event, today
from web.insight.tables import Count

QUEUE_LENGTH = 10_000
MOST_CELLS = 50_000
FLUSH_SECONDS = 5.0
MOST_TRIES = 60  # five minutes
LATE = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)

logger = logging.getLogger(__name__)
Task = Callable[[Session], None]


@dataclass(frozen=True)
class Chore:
    """Work that is done at the start and then every `seconds`."""

    seconds: float
    task: Task


class InsightWriter:
    """One for the process. `connect` gives the database, and is asked at each flush. `off`: takes in and forgets.

    `chores` are done again and again, whether or not anything is to be written.

    `dropped` counts events and tasks that were lost, `waiting` those that are not yet written.
    """

    def __init__(
        self,
        connect: Callable[[], Engine],
        *,
        chores: Sequence[Chore] = (),
        off: bool = False,
        flush_seconds: float = FLUSH_SECONDS,
    ) -> None:
        self._connect = connect
        self._chores = chores
        self._done_at: dict[Chore, float] = {}
        self._off = off
        self._tries = 0
        self._queue: queue.Queue[Event | Task] = queue.Queue(QUEUE_LENGTH)
        self._sums: Counter[Cell] = Counter()
        self._tasks: list[Task] = []
        self._flush_seconds = flush_seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="insight", daemon=True)
        self.dropped = 0

    @property
    def waiting(self) -> int:
        """How much is not yet written."""
        return self._queue.qsize() + len(self._sums) + len(self._tasks)

    def start(self) -> None:
        """Starts the thread."""
        if not self._off:
            self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """Writes what waits, within `seconds`, and stops."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def put(self, item: Event | Task) -> None:
        """Takes an event, or another small piece of work on the database. Never waits and never raises."""
        if self._off:
            return
        try:
            self._queue.put_nowait(item)
        except queue.Full:
            self.dropped += 1

    def flush(self) -> None:
        """Writes all that waits, in the caller's thread; what cannot be written stays for the next time."""
        self._take()
        self._drop_late()
        chores = [chore for chore in self._chores if self._is_due(chore)]
        if not self._sums and not self._tasks and not chores:
            return
        try:
            with Session(self._connect()) as session, session.begin():
                for cell, times in self._sums.items():
                    add_to(session, cell, times)
                for task in [*self._tasks, *(chore.task for chore in chores)]:
                    task(session)
        except (SQLAlchemyError, OSError) as error:
            self._failed(error)
            return
        self._tries = 0
        self._done_at |= dict.fromkeys(chores, time.monotonic())
        self._sums.clear()
        self._tasks.clear()

    def _is_due(self, chore: Chore) -> bool:
        done = self._done_at.get(chore)
        return done is None or time.monotonic() - done >= chore.seconds

    def _failed(self, error: Exception) -> None:
        """Work that the database refuses again and again is dropped, since the sums could never be written with it."""
        logger.warning("insight is not written now: %s", type(error).__name__)
        self._tries += 1
        if self._tries >= MOST_TRIES:
            self.dropped += len(self._tasks)
            self._tasks.clear()

    def _run(self) -> None:
        while not self._stopping.wait(self._flush_seconds):
            self._safely_flush()
        self._safely_flush()

    def _safely_flush(self) -> None:
        try:
            self.flush()
        except Exception as error:  # the thread must outlive a faulty task; it is dropped
            logger.error("insight lost what waited: %s", type(error).__name__)
            self.dropped += len(self._sums) + len(self._tasks)
            self._sums.clear()
            self._tasks.clear()

    def _take(self) -> None:
        for _ in range(self._queue.qsize()):
            item = self._queue.get_nowait()
            if not isinstance(item, Event):
                self._keep_task(item)
            elif item.cell in self._sums or len(self._sums) < MOST_CELLS:
                self._sums[item.cell] += item.times
            else:
                self.dropped += 1

    def _keep_task(self, task: Task) -> None:
        if len(self._tasks) < QUEUE_LENGTH:
            self._tasks.append(task)
        else:
            self.dropped += 1

    def _drop_late(self) -> None:
        last = today() - LATE
        late = [cell for cell in self._sums if cell.week + WEEK <= last]
        for cell in late:
            self.dropped += abs(self._sums.pop(cell))


def add_to(session: Session, cell: Cell, times: int) -> None:
    """Adds to a cell of the database; a cell never goes below zero."""
    key = (cell.week, cell.municipality, cell.need, cell.outcome, cell.face)
    found = session.get(Count, key, with_for_update=True)
    if found is None:
        session.add(Count(**dataclasses.asdict(cell), times=max(times, 0)))
        session.flush()
    else:
        found.times = max(found.times + times, 0)
