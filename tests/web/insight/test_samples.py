"""Samples of what was not understood: few, redacted, by day only, in no order, and gone after thirty days."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from web.insight.samples import KEPT, MOST_A_DAY, delete_old_samples, keep_sample, samples
from web.insight.settings import InsightSettings

DAY = dt.date(2026, 11, 24)


def test_samples_are_off_by_default() -> None:
    assert InsightSettings.model_fields["samples"].default is False


def test_a_sample_is_redacted_before_it_waits_for_the_database(database: Engine) -> None:
    keep = keep_sample("Matti Virtanen, Hämeenkatu 12, soita 040 123 4567", DAY)
    assert not [cell for cell in keep.__closure__ or () if "Virtanen" in str(cell.cell_contents)]
    with Session(database) as session:
        keep(session)
        assert [sample.text for sample in samples(session)] == ["[nimi], [osoite], soita [puhelinnumero]"]


def test_a_day_has_a_limit_and_the_order_is_lost(database: Engine) -> None:
    with Session(database) as session:
        for number in range(MOST_A_DAY + 20):
            keep_sample(f"viesti {number:03d}", DAY)(session)
        kept = [sample.text for sample in samples(session)]
    assert len(kept) == MOST_A_DAY
    assert kept != sorted(kept)


def test_samples_are_deleted_after_thirty_days(database: Engine) -> None:
    with Session(database) as session:
        keep_sample("vanha", DAY)(session)
        delete_old_samples(session, DAY + KEPT)
        assert len(samples(session)) == 1
        delete_old_samples(session, DAY + KEPT + dt.timedelta(days=1))
        assert samples(session) == []
