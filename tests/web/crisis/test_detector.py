"""What the crisis detector hears, what it does not, and what hostile input cannot do to it."""

from __future__ import annotations

import json
import logging
import shutil
import time
import unicodedata
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finnish.normalise import clean
from web.crisis.classifier import Classifier, NoModel
from web.crisis.detector import MODEL, PATTERNS, CrisisDetector
from web.crisis.meaning import encoder_hash, open_if_same
from web.crisis.patterns import PatternEntry, Patterns

READER = Patterns.load(PATTERNS)
BY_PATTERNS = CrisisDetector(READER, None)


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> CrisisDetector:
    """The detector with the trained model; where nobody ran `make train` it is trained now."""
    if (MODEL / "model.json").exists():
        return CrisisDetector.load()
    from web.crisis.train import train

    folder = tmp_path_factory.mktemp("crisis_model")
    train(folder)
    return CrisisDetector.load(folder)


def cases(which: str) -> list[tuple[PatternEntry, str]]:
    return [(entry, text) for entry in READER.file.patterns for text in getattr(entry, which)]


@pytest.mark.parametrize(("entry", "text"), cases("examples"), ids=lambda value: getattr(value, "id", value))
def test_pattern_hears_its_own_example(entry: PatternEntry, text: str) -> None:
    assert entry.id in {hit.pattern.id for hit in READER.read(text).loud}


@pytest.mark.parametrize(("entry", "text"), cases("counterexamples"), ids=lambda value: getattr(value, "id", value))
def test_pattern_does_not_hear_its_own_counterexample(entry: PatternEntry, text: str) -> None:
    assert entry.id not in {hit.pattern.id for hit in READER.read(text).loud}


@pytest.mark.parametrize("entry", READER.file.patterns, ids=lambda entry: entry.id)
def test_every_pattern_has_examples_and_counterexamples(entry: PatternEntry) -> None:
    assert entry.examples
    assert entry.counterexamples


@pytest.mark.parametrize(
    ("group", "entry"),
    [("idiom", e) for e in READER.file.idioms] + [("context", e) for e in READER.file.contexts],
    ids=lambda value: getattr(value, "id", value),
)
def test_idiom_and_context_is_heard_in_its_examples(group: str, entry: PatternEntry) -> None:
    for text in entry.examples:
        assert f"{group}:{entry.id}" in READER.read(text).marks


def test_pattern_ids_are_unique() -> None:
    ids = [entry.id for entry in READER.file.patterns]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("kaikilla olisi parempi ilman minua", "self_harm"),
        ("haluan kuolla", "self_harm"),
        ("en uskalla mennä kotiin", "violence"),
        ("mieheni löi minua eilen", "violence"),
        ("naapurin vauva on itkenyt koko yön yksin", "child"),
        ("isä lyö mua, oon 10", "child"),
        ("rintaan sattuu ja vasen käsi puutuu", "medical"),
        ("mies kaatui eikä herää", "medical"),
        ("ulkona on pakkasta eikä meillä ole paikkaa yöksi", "shelter"),
        ("mua vainotaan", "violence"),
        ("jag vill dö", "self_harm"),
        ("my husband beats me", "violence"),
    ],
)
def test_danger_is_heard_by_patterns_alone(text: str, kind: str) -> None:
    finding = BY_PATTERNS.detect(text)
    assert finding is not None
    assert finding.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "kuolen nauruun noiden lomakkeiden kanssa",
        "tapan aikaa kirjastossa",
        "olen kuollut väsymyksestä",
        "olin nuorena itsetuhoinen, nykyään voin hyvin ja haluan kokemusasiantuntijaksi",
        "katsoin leffan jossa mies tappaa vaimonsa",
        "teen gradua lähisuhdeväkivallasta, mistä tilastoja",
        "isä kuoli viime viikolla, mitä pitää tehdä",
        "mies ei lyö eikä uhkaile, mutta emme puhu toisillemme",
        "vuokra jäi kahdelta kuulta maksamatta",
        "satoi räntää vai pakkasta",
        "moi",
        "",
    ],
)
def test_idiom_negation_past_fiction_study_grief_and_ordinary_raise_no_alarm(
    text: str, trained: CrisisDetector
) -> None:
    assert BY_PATTERNS.detect(text) is None
    assert trained.detect(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("lapsi jätettiin yksin kotiin yöksi", "child"),
        ("naapurissa on pieni lapsi yksin eikä kukaan avaa", "child"),
        ("mulla ei oo paikkaa missä nukkua ens yönä", "shelter"),
        ("oon 9 ja äiti ei herää", "child"),
        ("kaikilla olisi parempi ilman minua", "self_harm"),
    ],
)
def test_the_trained_detector_knows_the_kind(text: str, kind: str, trained: CrisisDetector) -> None:
    finding = trained.detect(text)
    assert finding is not None
    assert finding.kind == kind


@pytest.mark.parametrize(
    ("text", "afar"),
    [
        ("teen gradua lähisuhdeväkivallasta", True),
        ("mies ei lyö eikä hakkaa, riidellään vaan rahasta", True),
        ("mies lyö minua", False),
        ("mies löi minua kymmenen vuotta sitten ja pelkään vieläkin", False),
    ],
)
def test_who_speaks_from_afar_is_told_from_who_is_in_danger(text: str, afar: bool) -> None:
    assert BY_PATTERNS.speaks_from_afar(text) is afar


def test_plain_denial_raises_no_alarm_but_is_noticed(trained: CrisisDetector) -> None:
    text = "en ole itsetuhoinen mutta väsynyt"
    assert trained.detect(text) is None
    assert trained.denies_self_harm(text)
    assert not trained.denies_self_harm("haluan lääkäriajan")


@pytest.mark.parametrize(
    "text",
    [
        "HALUAN KUOLLA",
        "haluan kuolla!!!",
        "haluan 😭 kuolla",
        "ha\u200bluan kuol\u200bla",
        "haluuun kuollaaa",
        "halluun kuolla",
    ],
)
def test_writing_does_not_hide_danger(text: str) -> None:
    assert BY_PATTERNS.detect(text) is not None


@pytest.mark.parametrize("text", ["enjaksaenääelää", "h a l u a n k u o l l a", "h.a.l.u.a.n k.u.o.l.l.a nyt"])
def test_words_written_together_or_letter_by_letter_are_heard(text: str) -> None:
    assert BY_PATTERNS.detect(text) is not None


def test_glued_words_belong_to_patterns() -> None:
    assert set(READER.file.glued) <= {entry.id for entry in READER.file.patterns}


def test_decomposed_letters_are_heard() -> None:
    assert BY_PATTERNS.detect(unicodedata.normalize("NFD", "en uskalla mennä kotiin")) is not None


def test_danger_between_angle_brackets_is_heard(trained: CrisisDetector) -> None:
    assert trained.detect(clean("<haluan kuolla>")) is not None


def test_danger_in_a_long_message_is_heard(trained: CrisisDetector) -> None:
    around = "kävin eilen kelassa ja täytin lomakkeen, vuokra on maksettu ja kissa voi hyvin. "
    assert trained.detect(around * 3 + "haluan tappaa itseni. " + around * 3) is not None


def test_without_a_model_patterns_work_and_the_log_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="web.crisis.detector"):
        detector = CrisisDetector.load(model=tmp_path)
    assert "patterns alone" in caplog.text
    finding = detector.detect("haluan kuolla")
    assert finding is not None
    assert finding.evidence in {entry.id for entry in READER.file.patterns}


def test_where_the_classifier_fails_the_patterns_still_alarm(caplog: pytest.LogCaptureFixture) -> None:
    detector = CrisisDetector(READER, cast("Classifier", object()))
    assert detector.detect("haluan kuolla") is not None
    assert detector.detect("vuokra on maksamatta") is None
    assert "classifier of crisis detection failed" in caplog.text


def test_a_model_of_an_earlier_version_is_not_used(tmp_path: Path) -> None:
    assert (MODEL / "model.json").exists(), "make train"
    for name in ("model.json", "weights.npz"):
        shutil.copy(MODEL / name, tmp_path / name)
    model = json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))
    del model["thresholds"]["sentence"]
    (tmp_path / "model.json").write_text(json.dumps(model), encoding="utf-8")
    with pytest.raises(NoModel, match="earlier version"):
        Classifier.load(tmp_path)
    assert CrisisDetector.load(model=tmp_path).detect("haluan kuolla") is not None


def test_broken_model_is_like_no_model(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text("{", encoding="utf-8")
    assert CrisisDetector.load(model=tmp_path).detect("haluan kuolla") is not None


def test_another_encoder_than_the_trained_one_is_not_used_and_the_log_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "model.onnx").write_bytes(b"another")
    with caplog.at_level(logging.WARNING, logger="web.crisis.meaning"):
        assert open_if_same("0" * 64, tmp_path) is None
    assert "without meaning" in caplog.text


def test_a_broken_encoder_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"broken")
    assert open_if_same(encoder_hash(tmp_path), tmp_path) is None


def test_without_meaning_danger_is_heard_by_letters_and_words(
    trained: CrisisDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert trained.detect("moi") is None
    monkeypatch.setattr("web.crisis.classifier.open_if_same", lambda _: None)
    without = Classifier.load(MODEL)
    finding = CrisisDetector(READER, without).detect("mieheni hakkasi minut ja pelkään palata kotiin")
    assert finding is not None
    assert finding.kind == "violence"


def test_failure_inside_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(READER, "read", broken)
    assert BY_PATTERNS.detect("haluan kuolla") is None
    assert not BY_PATTERNS.denies_self_harm("en ole itsetuhoinen")


HOSTILE = {
    "one word again and again": "haluan " * 2900,
    "openings of many phrases": "en jaksa enää mies lyö en saa lapsi yksin " * 480,
    "one long word": "a" * 20_000,
    "single letters": "a b c d " * 2500,
    "punctuation": ".,!?;:" * 3400,
    "lone surrogates": "\ud800\udfff" * 5000,
    "combining marks": "a" + "\u0301" * 20_000,
    "emoji": "😭" * 10_000,
}


@pytest.mark.parametrize("text", list(HOSTILE.values()), ids=list(HOSTILE))
def test_hostile_text_costs_little(text: str, trained: CrisisDetector) -> None:
    trained.detect(text)
    spent = min(_seconds(trained, text) for _ in range(3))
    assert spent < 0.25  # 50 ms by itself; the machines that run tests are shared


def test_a_message_costs_milliseconds(trained: CrisisDetector) -> None:
    text = "vuokra on rästissä ja ahdistaa, asun nokialla ja mietin mistä voisin hakea apua"
    trained.detect(text)
    spent = min(_seconds(trained, text) for _ in range(20))
    assert spent < 0.025  # under 5 ms by itself


def _seconds(detector: CrisisDetector, text: str) -> float:
    started = time.perf_counter()
    detector.detect(text)
    return time.perf_counter() - started


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(codec=None), max_size=300))
def test_any_text_is_survived(text: str) -> None:
    BY_PATTERNS.detect(text)
