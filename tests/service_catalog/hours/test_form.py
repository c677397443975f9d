"""The form of hours: what a source may say, and what it may not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from service_catalog.hours.form import HoursException, OpeningSpan

DAY = dt.date(2026, 12, 24)


@pytest.mark.parametrize(
    "given",
    [
        {"closed": True},
        {"valid_from": DAY, "holidays": ["public"]},
        {"valid_to": DAY, "holidays": ["public"]},
        {"valid_from": DAY, "closed": True, "usual": True},
        {"valid_from": DAY, "closed": True, "spans": [{"opens": "09:00", "closes": "10:00"}]},
        {"valid_from": DAY, "valid_to": DAY - dt.timedelta(days=1)},
        {"holidays": ["Vappu"]},
        {"valid_from": DAY, "spans": [{"opens": "24:00", "closes": "10:00"}]},
        {"valid_from": DAY, "sulki": True},
    ],
)
def test_an_exception_that_says_too_much_or_too_little_is_an_error(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        HoursException.model_validate(given)


@pytest.mark.parametrize(
    "given",
    [
        {"days": [], "opens": "09:00", "closes": "10:00"},
        {"days": ["mo"], "opens": "9:00", "closes": "10:00"},
        {"days": ["mo"], "opens": "24:00", "closes": "10:00"},
        {"days": ["mo"], "opens": "09:00", "closes": "10:00", "weeks": "every"},
        {"days": ["mo"], "opens": "09:00", "closes": "10:00", "valid_from": "2026-02-01", "valid_to": "2026-01-01"},
    ],
)
def test_a_span_without_days_or_with_a_wrong_time_is_an_error(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        OpeningSpan.model_validate(given)


def test_the_column_holds_only_what_was_given() -> None:
    given = {"valid_from": "2026-12-31", "spans": [{"opens": "09:00", "closes": "13:00"}]}
    assert HoursException.model_validate(given).as_json() == given
