"""Insight as the web process has it: one writer, and what puts into it and reads what it wrote."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service_catalog.catalogue import Catalogue
from web.insight.events import today
from web.insight.feedback import FeedbackBox
from web.insight.observer import Observer
from web.insight.reports import delete_old_reports
from web.insight.samples import delete_old_samples
from web.insight.settings import InsightSettings
from web.insight.tables import open_insight
from web.insight.votes import vote_weights
from web.insight.writer import Chore, InsightWriter

WEIGHTS_SECONDS = 300.0
CLEANING_SECONDS = 6 * 3600.0


class InsightAway(Exception):
    """The database of insight cannot be read now, or there is none."""


class Insight:
    """Everything about insight. Without a database (`settings.url` empty) it takes in and forgets.

    `weights` are what votes weigh in ranking, by service (web/insight/votes.py); the writer reads them anew.
    """

    def __init__(self, settings: InsightSettings, catalogue: Catalogue) -> None:
        self.settings = settings
        self.weights: Mapping[str, float] = {}
        self._engine: Engine | None = None
        self._lock = threading.Lock()
        chores = [Chore(CLEANING_SECONDS, delete_old), Chore(WEIGHTS_SECONDS, self._read_weights)]
        self.writer = InsightWriter(self.engine, chores=chores, off=not settings.url)
        self.observer = Observer(self.writer, catalogue, samples=settings.samples)
        self.feedback = FeedbackBox(self.writer)

    def engine(self) -> Engine:
        """The database, opened at the first need; raises InsightAway, an OSError or SQLAlchemyError."""
        if not self.settings.url:
            raise InsightAway
        with self._lock:
            if self._engine is None:
                self._engine = open_insight(self.settings.url)
            return self._engine

    def _read_weights(self, session: Session) -> None:
        self.weights = vote_weights(session, today())

    def start(self) -> None:
        """Starts writing."""
        self.writer.start()

    def stop(self) -> None:
        """Writes what waits, and closes the database."""
        self.writer.stop()
        if self._engine is not None:
            self._engine.dispose()


def delete_old(session: Session) -> None:
    """Deletes what has been kept for long enough."""
    delete_old_samples(session, today())
    delete_old_reports(session, today())
