"""Messages that gave no need, for the people who write training data: off by default, and kept as little as possible.

A sample is redacted for keeping, known by its day only, under a random id (rows are shuffled), at most `MOST_A_DAY` a
day, and deleted after `KEPT`.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from web.gateway.redact import redact_to_keep
from web.insight.tables import Sample

MOST_A_DAY = 200
LONGEST = 300
KEPT = dt.timedelta(days=30)


def keep_sample(text: str, day: dt.date) -> Callable[[Session], None]:
    """The work of keeping one message; only its redacted words are held until then."""
    redacted = redact_to_keep(text)[:LONGEST]

    def keep(session: Session) -> None:
        delete_old_samples(session, day)
        kept = session.scalar(select(func.count()).where(Sample.day == day)) or 0
        if kept < MOST_A_DAY:
            session.add(Sample(id=secrets.token_hex(16), day=day, text=redacted))
            session.flush()

    return keep


def delete_old_samples(session: Session, day: dt.date) -> None:
    """Deletes what is older than `KEPT`, counted from `day`."""
    session.execute(delete(Sample).where(Sample.day < day - KEPT))


def samples(session: Session) -> list[Sample]:
    """All samples in the order of their random ids."""
    return list(session.scalars(select(Sample).order_by(Sample.id)))
