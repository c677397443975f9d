"""Conversations are forgotten an hour after their last turn."""

from __future__ import annotations

import asyncio

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker_store import ExpiringTrackerStore


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def store(clock: Clock, **settings: int) -> ExpiringTrackerStore:
    return ExpiringTrackerStore(Domain.empty(), clock=clock, **settings)


def save(kept: ExpiringTrackerStore, sender: str) -> None:
    asyncio.run(kept.save(DialogueStateTracker(sender, [])))


def remembered(kept: ExpiringTrackerStore) -> set[str]:
    return set(asyncio.run(kept.keys()))


def test_a_conversation_is_forgotten_after_an_hour(clock: Clock) -> None:
    kept = store(clock)
    save(kept, "a")
    clock.now = 59 * 60
    assert asyncio.run(kept.retrieve("a")) is not None
    clock.now = 60 * 60
    assert asyncio.run(kept.retrieve("a")) is None
    assert kept.store == {}


def test_a_new_turn_keeps_it(clock: Clock) -> None:
    kept = store(clock)
    save(kept, "a")
    clock.now = 50 * 60
    save(kept, "a")
    clock.now = 100 * 60
    assert remembered(kept) == {"a"}


def test_the_oldest_leave_when_there_are_too_many(clock: Clock) -> None:
    kept = store(clock, max_conversations=2)
    for number, sender in enumerate("abcd"):
        clock.now = float(number)
        save(kept, sender)
    assert remembered(kept) == {"c", "d"}
