"""Counters, votes, reports and samples on PostgreSQL as on SQLite, with several writers on the same cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.service_catalog.postgresql import cluster
from web.insight.events import Cell, Event, monday_of, today
from web.insight.publish import Block, rows_of
from web.insight.reports import NewReport, add_report, close_report, list_reports
from web.insight.samples import keep_sample, samples
from web.insight.tables import Count, is_made_up, open_insight
from web.insight.votes import add_vote, reset_votes, vote_weights
from web.insight.writer import InsightWriter

DAY = dt.date(2026, 11, 24)
CELL = Cell(monday_of(today()), "536", "velka", "shown", "resident")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with cluster() as address:
        engine = open_insight(address)
        yield engine
        engine.dispose()


def test_two_writers_add_to_the_same_cell(engine: Engine) -> None:
    writers = [InsightWriter(lambda: engine) for _ in range(2)]
    for writer in writers:
        writer.start()
        for _ in range(3):
            writer.put(Event(CELL))
    for writer in writers:
        writer.stop()
        writer.flush()  # the two may have made the cell at once: the one that came second tries again
    with Session(engine) as session:
        assert session.scalars(select(Count.times)).all() == [6]
    assert [row.times for row in rows_of(engine, Block.of(CELL.week))] == [6]
    assert not is_made_up(engine)


def test_votes_reports_and_samples(engine: Engine) -> None:
    with Session(engine) as session:
        for day in range(25):
            add_vote(session, "a", DAY - dt.timedelta(days=day), helped=True)
        assert vote_weights(session, DAY)["a"] > 0
        assert reset_votes(session) == 25
        add_report(session, NewReport("wrong", "osoite", "a", "536"), DAY)
        assert close_report(session, list_reports(session)[0].id, "editor", DAY)
        keep_sample("soita 040 123 4567", DAY)(session)
        assert [sample.text for sample in samples(session)] == ["soita [puhelinnumero]"]
        session.commit()
