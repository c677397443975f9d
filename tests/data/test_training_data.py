"""Training data is linted as code: in order, varied, and apart from what measures it."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from tests.data.near_duplicates import Index, folded
from tests.data.sets import CRISIS, EVALUATION, NLU, ROOT, rows, utterances

NEEDS = [need["id"] for need in yaml.safe_load((ROOT / "service_catalog/content/needs.yaml").read_text())["needs"]]
ACTS = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"]
# The three questions are offered and answered by ready answers; few would type these.
BY_TAP = {"aloita_kartoitus", "vastaa_kartoitukseen"}
DATA_FILES = sorted([*NLU.rglob("*.yml"), *CRISIS.glob("*.yml"), *EVALUATION.glob("*.yml")])


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda path: path.stem)
def test_every_file_opens_with_what_it_is_for(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_every_act_and_need_is_known() -> None:
    for utterance in utterances():
        assert utterance.intent in ACTS, utterance
        assert set(utterance.needs) <= set(NEEDS), utterance


def test_there_is_enough_of_each() -> None:
    needs = Counter(need for utterance in utterances() for need in utterance.needs if len(utterance.needs) == 1)
    acts = Counter(utterance.intent for utterance in utterances())
    assert {need: needs[need] for need in NEEDS if needs[need] < 150} == {}
    assert {act: acts[act] for act in ACTS if acts[act] < 60 and act not in BY_TAP} == {}
    assert sum(1 for utterance in utterances() if len(utterance.needs) >= 2) >= 800
    assert sum(1 for utterance in utterances() if not utterance.needs) >= 800
    assert len(utterances()) >= 8000


def test_no_sentence_is_taught_twice() -> None:
    places = defaultdict(list)
    for utterance in utterances():
        places[folded(utterance.text) or utterance.text].append(utterance)
    twice = {text: [str(u.path.relative_to(ROOT)) for u in found] for text, found in places.items() if len(found) > 1}
    assert twice == {}


def test_no_sentence_of_the_development_set_is_taught() -> None:
    taught = Index(utterance.text for utterance in utterances())
    leaked = [
        (row["text"], found)
        for name in ("needs.yml", "acts.yml")
        for row in rows(EVALUATION / name)
        for found in taught.alike(row["text"])
    ]
    assert leaked == []


@pytest.mark.parametrize("name", ["crisis.yml", "crisis_blind.yml"])
def test_no_sentence_of_the_crisis_sets_is_taught(name: str) -> None:
    taught = Index(row["text"] for path in sorted(CRISIS.glob("*.yml")) for row in rows(path))
    leaked = [(row["text"], found) for row in rows(EVALUATION / name) for found in taught.alike(row["text"])]
    assert leaked == []


def test_the_crisis_sets_are_large_enough() -> None:
    sizes = {
        name: Counter(row["kind"] is not None for row in rows(EVALUATION / name))
        for name in ("crisis.yml", "crisis_blind.yml")
    }
    assert sizes["crisis.yml"][True] >= 300
    assert sizes["crisis.yml"][False] >= 500
    assert sizes["crisis_blind.yml"][True] >= 150
    assert sizes["crisis_blind.yml"][False] >= 250
