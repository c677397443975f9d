"""The components of the pipeline: what each adds, and that a saved classifier answers the same on fresh messages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.clauses import CLAUSES, ClauseSplitter
from bot.components.finnish_tokenizer import FinnishTokenizer
from bot.components.need_classifier import NeedClassifier
from bot.components.place_recogniser import PlaceRecogniser
from bot.components.sentence_encoder import SentenceEncoder

CONTEXT = ExecutionContext(GraphSchema({}), "test")


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage(tmp_path)


def message(vector: list[float], needs: list[str] | None = None) -> Message:
    data: dict[str, Any] = {TEXT: "jotain", "intent": "hae_apua"}
    if needs is not None:
        data["metadata"] = {"intent": {"needs": needs}}
    made = Message(data=data)
    made.add_features(Features(np.array([vector]), FEATURE_TYPE_SENTENCE, TEXT, "test"))
    return made


def trained(storage: LocalModelStorage) -> NeedClassifier:
    config = {**NeedClassifier.get_default_config(), "C": 100.0}
    classifier = NeedClassifier.create(config, storage, Resource("needs"), CONTEXT)
    examples = [message([1.0 + i / 100, 0.0], ["velka"]) for i in range(30)]
    examples += [message([0.0, 1.0 + i / 100], ["ero"]) for i in range(30)]
    examples += [message([1.0, 1.0 + i / 100], ["velka", "ero"]) for i in range(30)]
    examples += [message([0.0, i / 100], []) for i in range(30)]
    classifier.train(TrainingData(examples))
    return classifier


def needs(classifier: NeedClassifier, vector: list[float]) -> set[str]:
    (heard,) = classifier.process([message(vector)])
    return {need["id"] for need in heard.get("needs")}


def test_one_need_two_needs_and_none(storage: LocalModelStorage) -> None:
    classifier = trained(storage)
    assert needs(classifier, [1.2, 0.0]) == {"velka"}
    assert needs(classifier, [1.0, 1.2]) == {"velka", "ero"}
    assert needs(classifier, [0.0, 0.0]) == set()


def test_a_further_need_that_is_clear_in_its_clause_is_heard(storage: LocalModelStorage) -> None:
    classifier = trained(storage)
    said = message([1.0, 0.5])
    whole = {one["id"]: one["confidence"] for one in classifier.process([said])[0].get("need_candidates")}
    classifier._further = whole["ero"] + 0.01  # too faint in the whole
    assert needs(classifier, [1.0, 0.5]) == {"velka"}
    said.set(CLAUSES, [message([1.2, 0.0]), message([0.0, 1.2])])
    first, second = classifier.process([said])[0].get("needs")
    assert (first["id"], second["id"]) == ("velka", "ero")
    assert whole["ero"] < second["confidence"] <= first["confidence"]
    said.set(CLAUSES, [message([1.2, 0.0]), message([0.0, 0.0])])
    assert {need["id"] for need in classifier.process([said])[0].get("needs")} == {"velka"}


def test_a_need_in_one_part_of_a_long_message_is_heard(storage: LocalModelStorage) -> None:
    classifier = trained(storage)
    diluted = message([0.1, 0.0])
    assert classifier.process([diluted])[0].get("needs") == []
    diluted.set(TEXT, "sana " * 120)
    diluted.set(CLAUSES, [message([0.0, 0.0]), message([1.2, 0.0]), message([0.0, 0.0])])
    assert [need["id"] for need in classifier.process([diluted])[0].get("needs")] == ["velka"]


class FakeEncoder:
    """A text's vector is one number: how many words it has."""

    dimension = 1

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.array([[float(len(text.split()))] for text in texts])


def test_clauses_are_featured_beside_the_whole() -> None:
    encoder = SentenceEncoder(SentenceEncoder.get_default_config(), "test", FakeEncoder())
    texts = ("moi", "vuokra rästissä ja mieli maassa", "sana " * 120, "")
    short, two, long, empty = ClauseSplitter().process([Message(data={TEXT: text}) for text in texts])
    encoder.process([short, two, long, empty])
    assert [one.get(TEXT) for one in two.get(CLAUSES)] == ["vuokra rästissä", "mieli maassa"]
    assert [len(one.get(TEXT).split()) for one in long.get(CLAUSES)] == [50, 50, 20]
    for one in (short, two, long, *two.get(CLAUSES), *long.get(CLAUSES)):
        assert one.get_dense_features(TEXT)[1].features.shape == (1, 1)
    assert short.get(CLAUSES) is None
    assert empty.get_dense_features(TEXT)[1] is None


def test_a_loaded_classifier_answers_the_same(storage: LocalModelStorage) -> None:
    classifier = trained(storage)
    loaded = NeedClassifier.load(NeedClassifier.get_default_config(), storage, Resource("needs"), CONTEXT)
    for vector in ([1.2, 0.0], [0.3, 0.9], [0.0, 0.0]):
        assert needs(loaded, vector) == needs(classifier, vector)


def test_a_missing_model_is_an_error_and_not_silence(storage: LocalModelStorage) -> None:
    with pytest.raises(ValueError, match="needs"):
        NeedClassifier.load(NeedClassifier.get_default_config(), storage, Resource("needs"), CONTEXT)


@pytest.mark.parametrize(("text", "lemmas"), [("Älä JÄTÄ!", ["ala", "jata"]), ("", ["-"]), ("🙂", ["-"])])
def test_words_are_folded(text: str, lemmas: list[str]) -> None:
    tokenizer = FinnishTokenizer(FinnishTokenizer.get_default_config())
    assert [token.lemma for token in tokenizer.tokenize(Message.build(text), TEXT)] == lemmas


@pytest.mark.parametrize(
    ("text", "code"),
    [("asun nokialla", "536"), ("muutin Turusta, asun nyt Ylöjärvellä", "980"), ("nokia-puhelin ei lataa", None)],
)
def test_the_place_becomes_an_entity(storage: LocalModelStorage, text: str, code: str | None) -> None:
    component = PlaceRecogniser.create({}, storage, Resource("places"), CONTEXT)
    (heard,) = component.process([Message.build(text)])
    assert [entity["value"] for entity in heard.get("entities", [])] == ([code] if code else [])
