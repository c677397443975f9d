"""The tables of insight. None has a column for words, a conversation, or an address, but reports and samples.

The words of a report or a sample are redacted before they come here (web/gateway/redact.py).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import Engine, MetaData, String, Text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from service_catalog.database import open_engine
from service_catalog.models import NAMING


class InsightBase(DeclarativeBase):
    """Base of the tables of insight: a database of their own, so that losing it loses no catalogue and no chat."""

    metadata = MetaData(naming_convention=NAMING)


class Count(InsightBase):
    """How many times in a week. `week`: its Monday; `municipality` and `need`: "" where not known or not meant."""

    __tablename__ = "count"
    week: Mapped[dt.date] = mapped_column(primary_key=True)
    municipality: Mapped[str] = mapped_column(String(3), primary_key=True)
    need: Mapped[str] = mapped_column(String(40), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(24), primary_key=True)
    face: Mapped[str] = mapped_column(String(16), primary_key=True)
    times: Mapped[int]


class Vote(InsightBase):
    """How many conversations in a day said that a service helped, and how many that it did not."""

    __tablename__ = "vote"
    service_id: Mapped[str] = mapped_column(String(160), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    helped: Mapped[int] = mapped_column(default=0)
    not_helped: Mapped[int] = mapped_column(default=0)


class Report(InsightBase):
    """A report. `kind` wrong: the facts of `service_id`; missing: a service; answer: why an answer did not help."""

    __tablename__ = "report"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    service_id: Mapped[str | None] = mapped_column(String(160), index=True)
    municipality: Mapped[str | None] = mapped_column(String(3))
    text: Mapped[str] = mapped_column(Text)
    times: Mapped[int] = mapped_column(default=1)
    reported_on: Mapped[dt.date]
    closed_on: Mapped[dt.date | None]
    closed_by: Mapped[str | None] = mapped_column(String(120))


class Sample(InsightBase):
    """A redacted message that gave no need. `id` is random, so that rows tell nothing of the order of messages."""

    __tablename__ = "sample"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    day: Mapped[dt.date] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(Text)


class Mark(InsightBase):
    """What holds for the whole database: `made_up` stands in one that was filled for showing the page."""

    __tablename__ = "mark"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)


MADE_UP = "made_up"


def is_made_up(engine: Engine) -> bool:
    """Whether the numbers of a database are made up; the mark goes where they go, so they are never shown without."""
    with Session(engine) as session:
        return session.get(Mark, MADE_UP) is not None


def open_insight(url: str) -> Engine:
    """The database at an SQLAlchemy address, with its tables; raises SQLAlchemyError or OSError when it is away."""
    given = make_url(url)
    if given.database and given.get_backend_name() == "sqlite":
        Path(given.database).parent.mkdir(parents=True, exist_ok=True)
    engine = open_engine(url)
    InsightBase.metadata.create_all(engine)
    return engine
