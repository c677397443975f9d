"""Every intent, rule, action and response is reached by a conversation, or stands in `ELSEWHERE` with its reason.

The files alone tell which intents are expected. What was really said is known only after all conversations have run,
so those tests are skipped when some were left out (pytest runs this module after test_conversations.py).
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conversations.conftest import Reached

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RULES = yaml.safe_load((ROOT / "data/rules/rules.yml").read_text(encoding="utf-8"))["rules"]
KINDS = {
    *("happy_paths", "several_needs", "municipality", "corrections", "follow_ups", "client_questions", "crisis"),
    *("pages", "start", "small_talk", "off_topic", "languages", "odd_input", "puhekieli"),
}
ELSEWHERE = {
    "utter_search_unavailable": "only when the catalogue fails or is late: tests/actions/test_base.py",
    "utter_all_closed": "depends on the hour: tests/actions/test_show_open_now.py",
}
FORM_ENDS = "action_finish_start"
SAID_BY_FORM_END = "utter_start_assessment"


def conversations() -> list[dict[str, Any]]:
    return [
        conversation
        for path in sorted(HERE.glob("*/*.yml"))
        for conversation in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def expected_intents() -> set[str]:
    return {turn["intent"] for one in conversations() for turn in one["turns"] if "intent" in turn}


def actions_of(rule: dict[str, Any]) -> set[str]:
    return {step["action"] for step in rule["steps"] if "action" in step} - set(DOMAIN["forms"])


def intents_of(rule: dict[str, Any]) -> set[str]:
    return {step["intent"] for step in rule["steps"] if "intent" in step}


def pattern_of(text: str) -> re.Pattern[str]:
    """What a response looks like when its placeholders are filled."""
    literals = [re.escape(part) for part in re.split(r"\{\w+\}", text.strip())]
    return re.compile(".*".join(literals), re.DOTALL)


def weight(text: str) -> int:
    """How much of a response is fixed: of two that fit, the one that says more is meant."""
    return len(re.sub(r"\{\w+\}", "", text))


def responses_in(texts: set[str]) -> set[str]:
    """The responses whose words were said."""
    patterns = {
        name: [(weight(variant["text"]), pattern_of(variant["text"])) for variant in variants]
        for name, variants in DOMAIN["responses"].items()
    }
    found = set()
    for text in texts:
        fits = [
            (heavy, name)
            for name, variants in patterns.items()
            for heavy, pattern in variants
            if pattern.fullmatch(text) or pattern.fullmatch(f"{text} ")
        ]
        if fits:
            found.add(max(fits)[1])
    return found


@pytest.fixture
def complete(reached: Reached) -> Reached:
    """The record of a run in which every conversation took part."""
    if reached.conversations != {one["name"] for one in conversations()}:
        pytest.skip("not all conversations were run")
    return reached


def test_there_are_conversations_of_every_kind() -> None:
    assert {path.parent.name for path in HERE.glob("*/*.yml")} == KINDS
    assert len(conversations()) >= 130


def test_each_name_is_given_once() -> None:
    assert [name for name, count in Counter(one["name"] for one in conversations()).items() if count > 1] == []


def test_every_conversation_expects_something_in_each_turn() -> None:
    for one in conversations():
        assert 1 <= len(one["turns"]) <= 5, one["name"]
        for turn in one["turns"]:
            assert ("user" in turn) is not ("tap" in turn), one["name"]
            assert set(turn) - {"user", "tap", "context"}, one["name"]


def test_every_need_has_a_happy_path() -> None:
    needs = {need["id"] for need in yaml.safe_load((ROOT / "service_catalog/content/needs.yaml").read_text())["needs"]}
    paths = [one for path in (HERE / "happy_paths").glob("*.yml") for one in yaml.safe_load(path.read_text())]
    walked = {
        need for one in paths for turn in one["turns"] for need in [*turn.get("needs", ()), *turn.get("has_needs", ())]
    }
    assert needs - walked == set()


def test_every_intent_is_expected_by_a_conversation() -> None:
    assert expected_intents() == set(DOMAIN["intents"])


def test_every_rule_starts_from_an_intent_that_is_expected_or_ends_the_questions() -> None:
    for rule in RULES:
        assert intents_of(rule) <= expected_intents(), rule["rule"]
        assert intents_of(rule) or actions_of(rule) == {FORM_ENDS}, rule["rule"]


def test_every_intent_has_a_rule_and_every_action_is_called_by_one() -> None:
    answered = {intent for rule in RULES for intent in intents_of(rule)}
    called = {action for rule in RULES for action in actions_of(rule)}
    assert answered | {"vastaa_kartoitukseen"} == set(DOMAIN["intents"])
    assert {action for action in called if action.startswith("action_")} == set(DOMAIN["actions"])


def test_what_stands_elsewhere_is_known_and_has_a_reason() -> None:
    assert set(ELSEWHERE) <= set(DOMAIN["responses"])
    for reason in ELSEWHERE.values():
        assert (ROOT / reason.split(": ")[1]).exists()


def test_every_intent_was_heard(complete: Reached) -> None:
    assert set(DOMAIN["intents"]) - complete.intents == set()


def test_every_rule_and_action_was_used(complete: Reached) -> None:
    """A rule answers its intent and nothing else does, so what was heard tells which rules and actions were used."""
    said = responses_in(complete.texts)
    unused = [
        rule["rule"]
        for rule in RULES
        if not (intents_of(rule) & complete.intents if intents_of(rule) else SAID_BY_FORM_END in said)
    ]
    assert unused == []


def test_every_response_was_said(complete: Reached) -> None:
    assert set(DOMAIN["responses"]) - responses_in(complete.texts) - set(ELSEWHERE) == set()


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("Kunta on Nokia. Missä tarvitset apua?", "utter_municipality_known"),
        ("Tarpeet: ruoka-apu.", "utter_understood_desk"),
        ("Kela: Hae verkossa.", "utter_plain_next_step"),
        ("Näin palvelut maksavat:\nKela – Kela: Maksuton.", "utter_cost"),
        ("Tätä tietoa minulla ei ole näistä palveluista. Kysy se suoraan palvelusta.", "utter_not_known"),
    ],
)
def test_a_filled_response_is_known_again(text: str, response: str) -> None:
    assert responses_in({text}) == {response}
