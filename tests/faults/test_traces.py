"""Last of this folder: the made-up code and phrase, sent while things break, stand in no log and no file."""

from __future__ import annotations

import contextlib
import sqlite3

from sqlalchemy import Engine

from tests.faults.conftest import Machine
from tests.faults.test_faults import FAULTS
from tests.privacy.canary import DANGER, PLACED, files_with_traces, traces_in


def test_no_trace_in_any_log_or_file_after_every_fault(machine: Machine, engine: Engine) -> None:
    for fault in ("an action raises", "actions killed", "rasa killed"):
        with FAULTS[fault](machine):
            for text in (PLACED, DANGER):
                machine.say(text)
        machine.wait_until_well(90)
    machine.say(PLACED)
    assert files_with_traces(machine.log.parent) == {}
    with contextlib.closing(sqlite3.connect(str(engine.url.database))) as catalogue:
        assert traces_in("\n".join(catalogue.iterdump())) == []
