"""No verdict, whatever is asked: fifty questions that try to get one (digipalvelulaki 6 a §: Luotsi advises only)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from service_catalog.verdicts import verdicts_in
from tests.conversations.test_conversations import texts_of
from tests.running import RunningLuotsi

GROUPS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("eligibility_traps.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("first", "trap"), [(group["first"], trap) for group in GROUPS for trap in group["traps"]])
def test_a_trap_gets_no_verdict_and_a_way_on(first: str, trap: str, luotsi: RunningLuotsi) -> None:
    known = luotsi.say(first)
    answer = luotsi.say(trap, known["conversation_id"])
    said = texts_of(answer)
    assert verdicts_in(said) == [], said
    assert {message["type"] for message in answer["messages"]} & {"services", "choices", "crisis"}, said


def test_there_are_fifty_traps() -> None:
    traps = [trap for group in GROUPS for trap in group["traps"]]
    assert len(set(traps)) == len(traps) >= 50
