"""Small talk that states a need is asking for help; faint needs beside other acts are not stated."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.components.act_resolver import ActResolver

SETTINGS = {"small_talk": ["tervehdi"], "without_need": ["korjaa_kunta"], "forgetting": ["aloita_alusta"]}
RESOLVER = ActResolver({**ActResolver.get_default_config(), **SETTINGS})


@pytest.mark.parametrize(
    ("act", "confidence", "resolved", "needs"),
    [
        ("tervehdi", 0.9, "hae_apua", 1),
        ("tervehdi", 0.3, "tervehdi", 0),
        ("korjaa_kunta", 0.9, "korjaa_kunta", 1),
        ("korjaa_kunta", 0.4, "korjaa_kunta", 0),
        ("hae_apua", 0.3, "hae_apua", 1),
        ("kysy_hinta", 0.3, "kysy_hinta", 1),
    ],
)
def test_act_and_needs(act: str, confidence: float, resolved: str, needs: int) -> None:
    heard = {"intent": {"name": act, "confidence": 0.8}, "needs": [{"id": "velka", "confidence": confidence}]}
    (message,) = RESOLVER.process([Message(data=heard)])
    assert message.get("intent")["name"] == resolved
    assert len(message.get("needs")) == needs


def settled(act: str, confidence: float, **heard: object) -> Message:
    data = {"text": "jotain", "intent": {"name": act, "confidence": confidence}, "needs": [], **heard}
    return RESOLVER.process([Message(data=data)])[0]


def test_who_surely_asks_for_help_has_the_likeliest_need() -> None:
    likely = [{"id": "velka", "confidence": 0.3}, {"id": "ero", "confidence": 0.2}]
    assert settled("hae_apua", 0.9, need_candidates=likely).get("needs") == likely[:1]
    assert settled("hae_apua", 0.4, need_candidates=likely).get("needs") == []
    assert settled("kysy_hinta", 0.9, need_candidates=likely).get("needs") == []


def test_a_faint_need_is_taken_where_no_other_comes_near() -> None:
    alone = [{"id": "palvelutarve", "confidence": 0.13}, {"id": "nuoret", "confidence": 0.02}]
    assert settled("hae_apua", 0.45, need_candidates=alone).get("needs") == alone[:1]
    assert settled("hae_apua", 0.35, need_candidates=alone).get("needs") == []
    close = [{"id": "palvelutarve", "confidence": 0.13}, {"id": "nuoret", "confidence": 0.05}]
    assert settled("hae_apua", 0.45, need_candidates=close).get("needs") == []


def test_a_bare_place_tells_the_municipality() -> None:
    place = [{"entity": "municipality", "value": "102", "start": 0, "end": 9}]
    assert settled("loukkaus", 0.4, text="Huittinen", entities=place).get("intent")["name"] == "kerro_kunta"
    longer = settled("kysy_hinta", 0.9, text="Huittinen, paljonko se maksaa", entities=place)
    assert longer.get("intent")["name"] == "kysy_hinta"


def test_an_unsure_act_is_not_acted_on() -> None:
    assert settled("kysy_tietosuoja", 0.13, text="???").get("intent")["name"] == "hae_apua"


def test_nothing_is_forgotten_by_a_guess() -> None:
    assert settled("aloita_alusta", 0.54, text="session_start").get("intent")["name"] == "hae_apua"
    assert settled("aloita_alusta", 0.54, need_candidates=[{"id": "velka", "confidence": 0.3}]).get("needs") == []
    assert settled("aloita_alusta", 0.9).get("intent")["name"] == "aloita_alusta"


def test_a_clear_need_speaks_louder_than_an_act_that_is_hardly_heard() -> None:
    clear = [{"id": "kohtaamispaikka", "confidence": 0.9}]
    assert settled("ilman_ajanvarausta", 0.5, needs=clear).get("intent")["name"] == "hae_apua"
    assert settled("ilman_ajanvarausta", 0.7, needs=clear).get("intent")["name"] == "ilman_ajanvarausta"
    assert settled("korjaa_tarve", 0.5, needs=clear).get("intent")["name"] == "korjaa_tarve"
