"""Two Rasas side by side: a conversation stays with its own, one dies in the middle, and no conversations are mixed."""

from __future__ import annotations

import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Engine

from tests.faults.conftest import WITH_RASA, Machine, running_machine
from tests.running import free_ports

WORDS = {"vuokra": "vuokra_hata", "ruoka": "ruoka_apu", "velka": "velka"}
# Two real Rasas share the cores of the test machine with everything else.
CONVERSATIONS = 8 if WITH_RASA else 24
TURNS = 6
KILLED_AFTER = CONVERSATIONS * TURNS // 3


def test_one_of_two_dies_in_mid_load_and_no_conversation_is_mixed(engine: Engine, tmp_path: Path) -> None:
    [second] = free_ports(1)
    with running_machine(str(engine.url), tmp_path, second) as machine:
        told = threading.Semaphore(0)
        with ThreadPoolExecutor(CONVERSATIONS) as people:
            talks = [people.submit(talk, machine, number, told) for number in range(CONVERSATIONS)]
            for _ in range(KILLED_AFTER):
                told.acquire()
            machine.kill("rasa")
            answers = [(number, one.result()) for number, one in enumerate(talks)]
    for number, said in answers:
        need = list(WORDS.values())[number % len(WORDS)]
        heard = {one["id"] for answer in said for one in answer["understanding"]["needs"]}
        assert heard <= {need}, "another conversation's need"
        assert all(answer["messages"] for answer in said)
        assert len({answer["conversation_id"] for answer in said}) == 1
    last = [said[-1] for _, said in answers]
    assert all(answer["understanding"]["intent"] for answer in last), "the other answers those of the dead one"
    assert {answer["understanding"]["municipality"]["code"] for answer in last} == {"536"}


def talk(machine: Machine, number: int, told: threading.Semaphore) -> list[dict[str, Any]]:
    """One conversation about one need, turn by turn."""
    word = list(WORDS)[number % len(WORDS)]
    said: list[dict[str, Any]] = []
    for turn in range(TURNS):
        text = f"{word} on huolena" + (", asun nokialla" if turn == 0 else f", vielä kerran {turn}")
        said.append(answered(machine, text, said[0]["conversation_id"] if said else None))
        told.release()
    return said


def answered(machine: Machine, text: str, conversation: str | None) -> dict[str, Any]:
    """The answer; where one Rasa has its hands full, the message is sent again as the chat does."""
    key = uuid.uuid4().hex
    while True:
        try:
            return machine.say(text, conversation, message_id=key)[0]
        except httpx.HTTPStatusError as full:
            if full.response.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                raise
            time.sleep(0.2)
