"""The domain is linted as code: what is said is used, what is used is said, and buttons lead somewhere.

What is said is also plain and honest: short, without exclamation marks, promises and verdicts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from service_catalog.verdicts import verdicts_in
from tests.data.sets import ROOT

DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RULES: list[dict[str, Any]] = yaml.safe_load((ROOT / "data/rules/rules.yml").read_text(encoding="utf-8"))["rules"]
RESPONSES: dict[str, list[dict[str, Any]]] = DOMAIN["responses"]
NEEDS = {need["id"] for need in yaml.safe_load((ROOT / "service_catalog/content/needs.yaml").read_text())["needs"]}
SOURCES = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "actions").glob("*.py"))}
CODE = "\n".join(SOURCES.values())
MOST_SENTENCES = 4
MOST_WORDS = 20
LONGEST_LABEL = 30
NO_ACTION_READS: dict[str, str] = {}


def texts() -> list[Any]:
    return [pytest.param(variant["text"], id=name) for name, variants in RESPONSES.items() for variant in variants]


def buttons() -> list[tuple[str, str, str]]:
    """The response, label and payload of each button, as Rasa sends it (doubled braces are one)."""
    return [
        (name, button["title"], button["payload"].replace("{{", "{").replace("}}", "}"))
        for name, variants in RESPONSES.items()
        for variant in variants
        for button in variant.get("buttons") or ()
    ]


def used_responses() -> set[str]:
    said = set(re.findall(r"\"(utter_\w+)\"", CODE))
    said |= {step["action"] for rule in RULES for step in rule["steps"] if step.get("action", "").startswith("utter_")}
    return said | {f"utter_ask_{slot}" for form in DOMAIN["forms"].values() for slot in form["required_slots"]}


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; a colon before a quotation or a list ends none, "36 §" and "suomi.fi" neither."""
    shown = text.replace("{lines}", "").strip()
    return (part for part in re.split(r"(?<=[.?])”?\s+|\n", shown) if part.strip())


def test_what_is_used_is_said_and_what_is_said_is_used() -> None:
    assert used_responses() == set(RESPONSES)


@pytest.mark.parametrize(("label", "payload"), sorted({button[1:] for button in buttons()}))
def test_a_button_leads_to_a_known_act(label: str, payload: str) -> None:
    found = re.fullmatch(r"/(\w+)(\{.*\})?", payload)
    assert found, payload
    assert found[1] in DOMAIN["intents"]
    entities = json.loads(found[2]) if found[2] else {}
    assert set(entities) <= set(DOMAIN["entities"])
    needs = {value for name, value in entities.items() if name in {"wanted_need", "rejected_need", "start_weighs"}}
    assert needs <= NEEDS
    assert 2 <= len(label) <= LONGEST_LABEL


def test_one_label_always_leads_to_the_same_act() -> None:
    """The web keeps acts by the label of the button, so a label may not mean two things in one answer."""
    for response in RESPONSES:
        labels = [label for name, label, _ in buttons() if name == response]
        assert len(labels) == len(set(labels)), response
    acts = {(label, payload) for _, label, payload in buttons()}
    assert len(acts) == len({label for label, _ in acts})


def test_payloads_in_the_actions_are_known() -> None:
    for intent, entity in re.findall(r"/(\w+)\{\{\"(\w+)\"", CODE):
        assert intent in DOMAIN["intents"]
        assert entity in DOMAIN["entities"]


def test_acts_named_in_the_actions_are_known() -> None:
    compared = re.findall(r"turn\.intent (?:==|in) (\"\w+\"|\{[^}]*\})", CODE)
    acts = {act for part in compared for act in re.findall(r"\"(\w+)\"", part)}
    assert acts
    assert acts - set(DOMAIN["intents"]) == set()


def test_rules_use_known_acts_and_actions() -> None:
    for rule in RULES:
        for step in rule["steps"]:
            assert step.get("intent", "hae_apua") in DOMAIN["intents"], rule["rule"]
            if "action" in step:
                assert step["action"] in {*DOMAIN["actions"], *RESPONSES, *DOMAIN["forms"]}, rule["rule"]


def test_every_action_has_a_class_of_its_own() -> None:
    named = set(re.findall(r"\"(action_\w+)\"", CODE))
    assert named == set(DOMAIN["actions"])


@pytest.mark.parametrize("name", DOMAIN["slots"])
def test_every_slot_is_read_by_an_action(name: str) -> None:
    assert name in NO_ACTION_READS or f'"{name}"' in CODE, f"slot {name} is in the domain and nothing reads it"


@pytest.mark.parametrize("name", DOMAIN["entities"])
def test_every_entity_is_read(name: str) -> None:
    filled = [mapping.get("entity") for slot in DOMAIN["slots"].values() for mapping in slot["mappings"]]
    assert name in filled or f'"{name}"' in CODE, f"entity {name} is in the domain and nothing reads it"


@pytest.mark.parametrize("text", texts())
def test_what_is_said_is_short_and_calm(text: str) -> None:
    told = list(sentences(text))
    assert "!" not in text
    assert len(told) <= MOST_SENTENCES, told
    for sentence in told:
        assert len(re.findall(r"[^\W_]+(?:-[^\W_]+)*", sentence)) <= MOST_WORDS, sentence


@pytest.mark.parametrize("text", texts())
def test_nothing_is_promised_or_decided(text: str) -> None:
    assert verdicts_in(text) == []


@pytest.mark.parametrize("text", texts())
def test_placeholders_are_filled_by_the_actions(text: str) -> None:
    for placeholder in re.findall(r"\{(\w+)\}", text):
        assert re.search(rf"\b{placeholder}=", CODE), placeholder


@pytest.mark.parametrize("verdict", ["Sinulla on oikeus tukeen.", "Et saa tukea.", "Hakemuksesi hyväksytään."])
def test_a_verdict_is_noticed(verdict: str) -> None:
    assert verdicts_in(verdict)
