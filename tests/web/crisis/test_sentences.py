"""A long message is judged sentence by sentence, each of them more strictly than a whole message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import pytest

from web.crisis.classifier import Classifier, Scores
from web.crisis.detector import PATTERNS, CrisisDetector
from web.crisis.patterns import Patterns
from web.crisis.sentences import LONG, sentences_of

CALM = "Asuimme pitkään maalla ja hoidimme lehmiä. Sitten muutimme kaupunkiin, ja kaikki oli aluksi uutta ja outoa."
ODD = "Se yksi lause tuntuu merkilliseltä kaikkien muiden keskellä."


class OneOddSentence:
    """In a classifier's place: calm about all but one sentence."""

    def __init__(self, danger: float) -> None:
        self.thresholds = {"alone": 0.5, "afar": 0.5, "with_pattern": 0.2, "sentence": 0.9}
        self._danger = danger

    def scores_of_all(self, parts: Sequence[tuple[str, Iterable[str]]]) -> list[Scores]:
        """The danger of the odd sentence where it stands alone."""
        dangers = [self._danger if text == ODD else 0.01 for text, _ in parts]
        return [Scores({"violence": danger}, danger, 0.9) for danger in dangers]


@pytest.mark.parametrize(("danger", "alarm"), [(0.7, False), (0.95, True)])
def test_a_sentence_of_a_letter_must_be_surer_than_a_message(danger: float, alarm: bool) -> None:
    detector = CrisisDetector(Patterns.load(PATTERNS), cast("Classifier", OneOddSentence(danger)))
    assert (detector.detect(f"{CALM} {ODD} {CALM}") is not None) == alarm
    assert detector.detect(ODD) is not None, "as a message of its own it is judged as one"


def test_a_short_message_and_one_sentence_have_no_sentences_of_their_own() -> None:
    assert sentences_of("Mies lyö mua. En tiedä mitä tehdä.") == []
    assert sentences_of("sana " * LONG) == []


def test_words_that_say_nothing_alone_are_no_sentences() -> None:
    found = sentences_of(f"Hei. {CALM} Kiitos jo. {ODD}")
    assert len(found) == 3
    assert found[-1] == ODD
