"""Rates are kept without an edge of a window, and repeats get the same answer once."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.api.contract import ChatAnswer, ChatRequest, TextMessage, Understanding
from web.gateway.limits import MOST_KEYS, RateLimit
from web.gateway.repeats import KEPT_SECONDS, KeyReused, Repeats

KEY = "0b5e7f0e-55b5-4a3f-9f2a-3a1f4c1d2e3f"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@given(st.lists(st.floats(min_value=0, max_value=40), min_size=1, max_size=200))
def test_no_timing_gets_more_through_than_the_burst_and_the_rate(pauses: list[float]) -> None:
    clock = Clock()
    limit, started, passed = RateLimit(60, 10, clock), Clock.now, 0
    for pause in pauses:
        clock.now += pause
        passed += limit.take("a") == 0
        assert passed <= 10 + (clock.now - started) + 1


def test_the_wait_that_is_told_is_enough() -> None:
    clock = Clock()
    limit = RateLimit(60, 3, clock)
    assert [limit.take("a") for _ in range(3)] == [0, 0, 0]
    wait = limit.take("a")
    assert wait > 0
    assert limit.take("b") == 0
    clock.now += wait
    assert limit.take("a") == 0


def test_a_limit_of_zero_limits_nothing_and_keys_do_not_pile_up() -> None:
    assert all(RateLimit(0, 1).take("a") == 0 for _ in range(1000))
    limit = RateLimit(60, 3)
    for number in range(MOST_KEYS + 50):
        limit.take(str(number))
    assert len(limit._full_at) == MOST_KEYS


class Counting:
    """An answer that tells how many were made."""

    def __init__(self) -> None:
        self.made = 0

    async def __call__(self) -> ChatAnswer:
        await asyncio.sleep(0.01)
        self.made += 1
        said = TextMessage(text=str(self.made))
        return ChatAnswer(conversation_id="c", understanding=Understanding(), messages=[said])


def request(text: str = "hei", conversation: str | None = "c") -> ChatRequest:
    return ChatRequest(text=text, conversation_id=conversation)


def test_the_same_message_under_a_key_is_answered_once_also_at_the_same_time() -> None:
    async def scenario() -> None:
        repeats, make = Repeats(), Counting()
        answers = await asyncio.gather(*(repeats.once(KEY, request(), make) for _ in range(5)))
        answers.append(await repeats.once(KEY, request(), make))
        assert make.made == 1
        assert all(answer == answers[0] for answer in answers)

    asyncio.run(scenario())


def test_a_key_opens_nothing_of_another_conversation_and_not_another_message() -> None:
    async def scenario() -> None:
        repeats, make = Repeats(), Counting()
        await repeats.once(KEY, request(), make)
        await repeats.once(KEY, request(conversation="other"), make)
        assert make.made == 2
        with pytest.raises(KeyReused):
            await repeats.once(KEY, request("toinen viesti"), make)

    asyncio.run(scenario())


def test_a_first_message_is_not_told_apart_by_a_key_that_can_be_guessed() -> None:
    async def scenario() -> None:
        repeats, make = Repeats(), Counting()
        for _ in range(2):
            await repeats.once("1", request(conversation=None), make)
        assert make.made == 2

    asyncio.run(scenario())


def test_the_first_sender_may_hang_up_and_a_failure_is_not_kept() -> None:
    async def scenario() -> None:
        repeats, make = Repeats(), Counting()
        first = asyncio.create_task(repeats.once(KEY, request(), make))
        await asyncio.sleep(0)
        first.cancel()
        assert (await repeats.once(KEY, request(), make)).messages
        assert make.made == 1

        async def fail() -> ChatAnswer:
            raise KeyReused

        with pytest.raises(KeyReused):
            await repeats.once("another key", request(), fail)
        assert (await repeats.once("another key", request(), make)).messages

    asyncio.run(scenario())


def test_answers_are_forgotten() -> None:
    async def scenario() -> None:
        clock = Clock()
        repeats, make = Repeats(clock), Counting()
        await repeats.once(KEY, request(), make)
        clock.now += KEPT_SECONDS + 1
        await repeats.once(KEY, request(), make)
        assert make.made == 2

    asyncio.run(scenario())
