"""What Luotsi has just done tells which act a short answer is."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.components.act_in_context import ActInContext, stage_of

CONTEXT = ActInContext({"beginning": {"kiella": 0.2}, "municipality": {"ohita": 4.0, "kotiin": 0.3}})
RANKING = [("kotiin", 0.5), ("ohita", 0.3), ("kiella", 0.2)]
ASKED = {"remembered": {"needs": [{"id": "velka"}], "municipality": None, "shown_services": []}}


def act_of(metadata: dict[str, Any], ranking: list[tuple[str, float]] = RANKING) -> tuple[str, float]:
    heard = [{"name": name, "confidence": confidence} for name, confidence in ranking]
    (message,) = CONTEXT.process([Message(data={"metadata": metadata, "intent": heard[0], "intent_ranking": heard})])
    assert message.get("intent") == message.get("intent_ranking")[0]
    assert sum(one["confidence"] for one in message.get("intent_ranking")) == pytest.approx(1.0)
    return message.get("intent")["name"], message.get("intent")["confidence"]


def test_an_unsure_answer_to_where_the_person_lives_is_a_refusal() -> None:
    assert act_of(ASKED)[0] == "ohita"


def test_a_sure_act_stands_whatever_was_asked() -> None:
    assert act_of(ASKED, [("kotiin", 0.98), ("ohita", 0.02)])[0] == "kotiin"


def test_there_is_nothing_to_refuse_at_the_beginning() -> None:
    assert act_of({"remembered": {}}, [("kiella", 0.6), ("kotiin", 0.4)])[0] == "kotiin"


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"remembered": {"needs": [{"id": "velka"}], "shown_services": ["a"]}},
        {"remembered": {"needs": [{"id": "velka"}], "municipality": "536"}},
        {"remembered": {"needs": [{"id": "velka"}], "municipality_declined": True}},
        {"remembered": {"needs": [{"id": "velka"}]}, "municipality": "536"},
    ],
)
def test_elsewhere_the_message_alone_tells(metadata: dict[str, Any]) -> None:
    assert stage_of(metadata) is None
    assert act_of(metadata) == ("kotiin", 0.5)
