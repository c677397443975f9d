"""Databases and disks that fail: the chat goes on, danger is met first, and all is well again without a hand."""

from __future__ import annotations

import contextlib
import os
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from service_catalog.database import open_engine
from service_catalog.importers.build import build_catalogue
from tests.faults.conftest import (
    ANSWER_SECONDS,
    DANGER,
    DANGER_SECONDS,
    ORDINARY,
    RECOVERY_SECONDS,
    TRIES,
    WITH_RASA,
    Machine,
    has_person,
    is_whole,
    running_machine,
)
from tests.service_catalog.postgresql import Cluster, running_cluster

pytestmark = pytest.mark.skipif(WITH_RASA, reason="no part of these faults is Rasa's")


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """A PostgreSQL with the catalogue in it."""
    with running_cluster() as made:
        engine = open_engine(made.address)
        build_catalogue(engine, "pikassos")
        engine.dispose()
        yield made


@pytest.fixture(scope="module")
def on_postgresql(server: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """The processes over that PostgreSQL."""
    with running_machine(server.address, tmp_path_factory.mktemp("on-postgresql")) as made:
        yield made


@contextlib.contextmanager
def gone(server: Cluster) -> Iterator[None]:
    server.stop()
    try:
        yield
    finally:
        server.start()


@contextlib.contextmanager
def hung(server: Cluster) -> Iterator[None]:
    server.freeze()
    try:
        yield
    finally:
        server.thaw()


@pytest.mark.parametrize("fault", [gone, hung])
def test_without_its_database_luotsi_still_answers_and_says_where_a_person_is(
    on_postgresql: Machine, server: Cluster, fault: Callable[[Cluster], contextlib.AbstractContextManager[None]]
) -> None:
    before, _ = on_postgresql.say("asun nokialla, vuokra rästissä")
    conversation = before["conversation_id"]
    assert is_whole(before)
    with fault(server):
        answers = [
            on_postgresql.say(ORDINARY, conversation, message_id=f"{fault.__name__} {number}") for number in range(8)
        ]
        danger = [on_postgresql.say(DANGER, message_id=f"{fault.__name__} danger {number}") for number in range(TRIES)]
    assert all(has_person(answer) for answer, _ in answers)
    assert max(took for _, took in answers) < ANSWER_SECONDS
    assert {answer["messages"][0]["type"] for answer, _ in danger} == {"crisis"}
    assert min(took for _, took in danger) < DANGER_SECONDS
    on_postgresql.wait_until_well(RECOVERY_SECONDS)
    after, _ = on_postgresql.say("entä ruoka", conversation)
    assert after["understanding"]["municipality"]["code"] == "536", "what was told before is not lost"


@contextlib.contextmanager
def full_disk(machine: Machine) -> Iterator[None]:
    """No process of the machine may write another byte into a file: every write fails, as on a full disk."""
    groups = {process.pid for process in machine.running.values()}
    processes = [int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit() and group_of(one) in groups]
    before = {process: resource.prlimit(process, resource.RLIMIT_FSIZE) for process in processes}
    for process, (_, hard) in before.items():
        resource.prlimit(process, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        for process, limits in before.items():
            resource.prlimit(process, resource.RLIMIT_FSIZE, limits)


def group_of(process: Path) -> int | None:
    """The process group of a folder of /proc, if the process still lives."""
    with contextlib.suppress(OSError):
        return os.getpgid(int(process.name))
    return None


def test_on_a_full_disk_everything_is_still_answered(machine: Machine) -> None:
    before, _ = machine.say("asun nokialla, vuokra rästissä")
    with full_disk(machine):
        danger, danger_took = machine.say(DANGER)
        answer, took = machine.say(ORDINARY, before["conversation_id"])
        time.sleep(2)  # the counters are written in the background: their failing must not take the web with it
        later, _ = machine.say("ruoka loppu", before["conversation_id"])
    assert danger["messages"][0]["type"] == "crisis"
    assert danger_took < DANGER_SECONDS
    assert took < ANSWER_SECONDS
    assert is_whole(answer)
    assert is_whole(later)
    machine.wait_until_well(RECOVERY_SECONDS)


def test_a_catalogue_that_nobody_may_write_serves_as_well(engine: Engine, tmp_path: Path) -> None:
    address = f"sqlite:///file:{engine.url.database}?mode=ro&uri=true"
    with running_machine(address, tmp_path) as read_only:
        answer, took = read_only.say(ORDINARY)
    assert took < ANSWER_SECONDS
    assert is_whole(answer)
