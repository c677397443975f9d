"""Rasa's silence, slowness and rubbish are failures, and a dead Rasa makes nobody wait."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from web.gateway.rasa_client import RasaClient, RasaFull, RasaUnavailable
from web.gateway.replica import RETRY_AFTER_SECONDS, URGENT_SECONDS

GOOD: dict[str, Any] = {"messages": [{"text": "Hei."}], "understanding": None, "slots": {}}


class Clock:
    """A clock that a test moves."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def client(handler: Callable[[httpx.Request], httpx.Response], clock: Clock | None = None) -> RasaClient:
    return RasaClient("http://rasa", 0.2, 0.5, transport=httpx.MockTransport(handler), clock=clock or Clock())


def ask(rasa: RasaClient) -> dict[str, Any]:
    return asyncio.run(rasa.message("a", "hei", {}))


def test_a_good_answer_comes_through() -> None:
    assert ask(client(lambda _: httpx.Response(200, json=GOOD))) == GOOD


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, json={"messages": []}),
        httpx.Response(200, json=[]),
        httpx.Response(200, text="rubbish"),
        httpx.Response(500, json={"error": "x"}),
    ],
)
def test_silence_rubbish_and_errors_are_failures(answer: httpx.Response) -> None:
    with pytest.raises(RasaUnavailable):
        ask(client(lambda _: answer))


def test_a_refused_connection_is_a_failure() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(RasaUnavailable):
        ask(client(refuse))


def test_an_empty_answer_of_one_turn_does_not_make_others_wait() -> None:
    answers = iter([httpx.Response(200, json={"messages": []}), httpx.Response(200, json=GOOD)])
    rasa = client(lambda _: next(answers))
    with pytest.raises(RasaUnavailable):
        ask(rasa)
    assert ask(rasa) == GOOD


def test_after_a_failure_rasa_is_left_alone_for_a_while_and_then_tried_again() -> None:
    clock, calls = Clock(), []

    def handler(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        return httpx.Response(500) if len(calls) == 1 else httpx.Response(200, json=GOOD)

    rasa = client(handler, clock)
    for _ in range(3):
        with pytest.raises(RasaUnavailable):
            ask(rasa)
    assert len(calls) == 1
    clock.now += RETRY_AFTER_SECONDS
    assert ask(rasa) == GOOD
    assert ask(rasa) == GOOD


SLOW, QUICK_SECONDS, SLOW_SECONDS = 5.0, 0.4, 1.2


class Machine:
    """Several Rasas and the actions, each of which a test kills, stops or slows."""

    def __init__(self) -> None:
        self.dead: set[str] = set()
        self.stopped: set[str] = set()
        self.slow: set[str] = set()
        self.heard: list[tuple[str, str]] = []

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        if host in self.dead:
            raise httpx.ConnectError("refused", request=request)
        if host in self.stopped:
            await asyncio.sleep(SLOW)
        if request.method == "GET":
            return httpx.Response(200, json={"status": "ok", "model": f"hash of {host}"})
        sender = json.loads(request.content)["sender"]
        self.heard.append((host, sender))
        if host in self.slow:
            await asyncio.sleep(0.6)
        return httpx.Response(200, json=GOOD)

    def client(self, *hosts: str, at_once: int = 16) -> RasaClient:
        return RasaClient(
            [f"http://{host}" for host in hosts],
            QUICK_SECONDS,
            SLOW_SECONDS,
            action_url="http://actions/webhook",
            at_once=at_once,
            transport=httpx.MockTransport(self),
        )


async def failing(rasa: RasaClient, sender: str = "a", *, urgent: bool = False) -> float:
    """How many seconds it took to learn that no answer comes."""
    started = time.monotonic()
    with pytest.raises(RasaUnavailable):
        await rasa.message(sender, "hei", {}, urgent=urgent)
    return time.monotonic() - started


@pytest.mark.parametrize("stopped", ["rasa", "actions"])
def test_a_stopped_process_is_known_by_its_silence_within_the_quick_deadline(stopped: str) -> None:
    machine = Machine()
    machine.stopped.add(stopped)
    machine.slow.add("rasa")
    assert asyncio.run(failing(machine.client("rasa"))) < QUICK_SECONDS


@pytest.mark.parametrize("stopped", ["rasa", "actions"])
def test_someone_in_danger_does_not_wait_for_a_stopped_process_and_others_still_try_it(stopped: str) -> None:
    async def scenario() -> None:
        machine = Machine()
        machine.stopped.add(stopped)
        machine.slow.add("rasa")
        rasa = machine.client("rasa")
        assert await failing(rasa, urgent=True) < URGENT_SECONDS + 0.1
        machine.stopped.clear()
        assert await rasa.message("b", "hei", {}) == GOOD
        machine.slow.clear()
        assert await rasa.message("b", "hei", {}, urgent=True) == GOOD

    asyncio.run(scenario())


def test_a_slow_answer_is_waited_for_while_everything_shows_signs_of_life() -> None:
    machine = Machine()
    machine.slow.add("rasa")
    assert asyncio.run(machine.client("rasa").message("a", "hei", {})) == GOOD


def test_a_conversation_stays_with_its_rasa_and_only_those_of_a_dead_one_move() -> None:
    async def owners(rasa: RasaClient, machine: Machine) -> dict[str, str]:
        machine.heard.clear()
        for number in range(60):
            await rasa.message(f"c{number}", "hei", {})
        return {sender: host for host, sender in machine.heard}

    async def scenario() -> None:
        machine = Machine()
        rasa = machine.client("one", "two", "three")
        before = await owners(rasa, machine)
        assert await owners(rasa, machine) == before
        assert min(list(before.values()).count(host) for host in ("one", "two", "three")) > 10
        machine.dead.add("two")
        after = await owners(rasa, machine)
        assert {sender for sender in before if before[sender] != after[sender]} == {
            sender for sender, host in before.items() if host == "two"
        }

    asyncio.run(scenario())


def test_a_message_that_may_have_been_heard_is_not_asked_elsewhere() -> None:
    machine = Machine()
    machine.stopped |= {"one", "two"}
    asyncio.run(failing(machine.client("one", "two")))
    machine.stopped.clear()
    assert machine.heard == []


def test_more_messages_than_may_be_under_way_are_refused_at_once_and_room_comes_back() -> None:
    async def scenario() -> None:
        machine = Machine()
        machine.slow.add("rasa")
        rasa = machine.client("rasa", at_once=2)
        under_way = [asyncio.create_task(rasa.message(sender, "hei", {})) for sender in "ab"]
        await asyncio.sleep(0.05)
        with pytest.raises(RasaFull):
            await rasa.message("c", "hei", {})
        await asyncio.gather(*under_way)
        assert await rasa.message("c", "hei", {}) == GOOD

    asyncio.run(scenario())


def test_after_a_failure_only_one_tries_and_the_others_do_not_wait() -> None:
    clock, seen = Clock(), []

    async def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if len(seen) == 1:
            return httpx.Response(500)
        await asyncio.sleep(0.05)
        return httpx.Response(200, json=GOOD)

    async def scenario() -> None:
        rasa = RasaClient("http://rasa", 0.2, 0.5, transport=httpx.MockTransport(handler), clock=clock)
        await failing(rasa)
        clock.now += RETRY_AFTER_SECONDS
        answers = await asyncio.gather(*(rasa.message("a", "hei", {}) for _ in range(5)), return_exceptions=True)
        assert [isinstance(answer, RasaUnavailable) for answer in answers].count(True) == 4
        assert len(seen) == 2

    asyncio.run(scenario())


def test_every_rasa_tells_its_model() -> None:
    machine = Machine()
    machine.dead.add("two")
    assert asyncio.run(machine.client("one", "two").models()) == {"hash of one"}
