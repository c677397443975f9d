"""The clock of the machine jumps while Luotsi runs (Debian's libfaketime): nothing is forgotten, nobody waits.

Only the wall clock jumps: the kernel's monotonic one goes on through a change of the time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.faults.conftest import (
    ANSWER_SECONDS,
    DANGER,
    RECOVERY_SECONDS,
    TRIES,
    Machine,
    has_person,
    is_whole,
    running_machine,
)

# The library reads its file once a second, and the server writes the date of its answers as often.
A_TICK = 2.5
LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))


@pytest.fixture(scope="module")
def told_time(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that tells the processes how far their clock is from the true one."""
    file = tmp_path_factory.mktemp("clock") / "offset"
    file.write_text("+0", encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def machine(engine: Engine, tmp_path_factory: pytest.TempPathFactory, told_time: Path) -> Iterator[Machine]:
    assert LIBRARIES, "install Debian's libfaketime"
    clock = {
        "LD_PRELOAD": str(LIBRARIES[0]),
        "FAKETIME_TIMESTAMP_FILE": str(told_time),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with running_machine(str(engine.url), tmp_path_factory.mktemp("faults"), extra=clock) as made:
        yield made


def jump_to(told_time: Path, offset: str) -> None:
    """Moves the clock of the processes, and waits until they see it."""
    told_time.write_text(offset, encoding="utf-8")
    time.sleep(A_TICK)


@pytest.mark.parametrize("jump", ["+3600", "+90000", "-90000", "+31536000"])
def test_a_jump_of_the_clock_loses_nothing_and_delays_nobody(machine: Machine, told_time: Path, jump: str) -> None:
    before, _ = machine.say("vuokra on maksamatta ja pelkään häätöä, asun nokialla")
    machine.kill("rasa")
    jump_to(told_time, jump)
    tries = [machine.say("vuokra on yhä maksamatta", before["conversation_id"]) for _ in range(TRIES)]
    in_danger = [machine.say(DANGER) for _ in range(TRIES)]
    machine.start("rasa")
    machine.wait_until_well(RECOVERY_SECONDS)
    after, _ = machine.say("vuokra on yhä maksamatta", before["conversation_id"])
    jump_to(told_time, "+0")
    again, _ = machine.say("vuokra on yhä maksamatta", before["conversation_id"])
    for answer in (*(answer for answer, _ in tries), after, again):
        assert is_whole(answer) or has_person(answer)
        assert answer["conversation_id"] == before["conversation_id"]
        assert answer["understanding"]["municipality"]["code"] == "536", "what was told is forgotten"
    assert {answer["messages"][0]["type"] for answer, _ in in_danger} == {"crisis"}
    # The library makes every look at the clock slower, so the 0.3 s of other faults are not asked here.
    assert max(min(took for _, took in said) for said in (tries, in_danger)) < ANSWER_SECONDS


def test_the_clock_really_jumps(machine: Machine, told_time: Path) -> None:
    jump_to(told_time, "+90000")
    jumped = machine.http.get("/health/live").headers["date"]
    jump_to(told_time, "+0")
    assert jumped[:16] != machine.http.get("/health/live").headers["date"][:16]
