"""No exception and no delay of an action reaches Rasa, and no word of the person reaches the log."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from actions import base, patience
from actions.base import LuotsiAction, Reply
from actions.turn import Turn
from tests.actions.conftest import Run

SECRET = "salainen asia 010190-900X"


class Raising(LuotsiAction):
    """An action with a fault."""

    action_name = "action_raising"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Raises half-way."""
        reply.say("utter_half")
        raise ValueError(turn.text)


class Slow(LuotsiAction):
    """An action that takes too long."""

    action_name = "action_slow"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Sleeps past the deadline."""
        time.sleep(0.3)


class Quick(LuotsiAction):
    """An action that answers at once."""

    action_name = "action_quick"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Says a word."""
        reply.say("utter_quick")


def test_a_raising_action_says_only_that_search_is_out_of_order(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    said = run(Raising(), SECRET)
    assert said.responses == ["utter_search_unavailable"]
    assert said.slots == {}
    assert SECRET not in caplog.text
    assert "ValueError" in caplog.text


def test_a_slow_action_is_cut_off(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "DEADLINE_SECONDS", 0.05)
    assert run(Slow(), "apua").responses == ["utter_search_unavailable"]


def test_nobody_else_waits_in_full_for_a_catalogue_that_has_just_been_silent(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "DEADLINE_SECONDS", 0.05)
    run(Slow(), "apua")
    monkeypatch.setattr(patience, "DEADLINE_SECONDS", 20.0)
    assert base.patience().seconds() == patience.SHORT_SECONDS
    assert run(Quick(), "apua").responses == ["utter_quick"]
    assert base.patience().seconds() == patience.DEADLINE_SECONDS, "an answer that comes in time brings patience back"


def test_a_silence_is_forgiven_after_a_while() -> None:
    now = [100.0]
    one = patience.Patience(lambda: now[0])
    one.lost()
    now[0] += patience.FORGIVEN_AFTER - 0.1
    assert one.seconds() == patience.SHORT_SECONDS
    now[0] += 0.2
    assert one.seconds() == patience.DEADLINE_SECONDS


def test_every_action_of_the_domain_has_a_file_and_the_other_way_round() -> None:
    import yaml

    root = Path(base.__file__).parent.parent
    domain = yaml.safe_load((root / "domain.yml").read_text(encoding="utf-8"))
    helpers = {"__init__", "base", "turn", "catalogue", "follow_up", "patience"}
    files = {f"action_{path.stem}" for path in (root / "actions").glob("*.py") if path.stem not in helpers}
    assert files == set(domain["actions"])
