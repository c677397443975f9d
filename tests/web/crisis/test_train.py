"""How the training weighs letters against meaning, and that it chooses on what was not learned."""

from __future__ import annotations

from collections import Counter

import numpy as np
from scipy.sparse import csr_matrix

from finnish.held_out import is_held_out
from web.crisis.classifier import BLOCKS
from web.crisis.data import LABELS, Example
from web.crisis.prepared import Prepared, _matrix
from web.crisis.train import ENOUGH, UNCHOSEN, choose, choose_thresholds, fit, mixed


def prepared(count: int) -> Prepared:
    """As many messages of each label: a letter feature tells which, and so does the vector."""
    labels = [LABELS[number % len(LABELS)] for number in range(count)]
    examples = [
        Example(f"viesti {number}", label, "acute" if number % 4 else "worry", "some")
        for number, label in enumerate(labels)
    ]
    told = np.eye(len(LABELS), dtype=np.float32)[np.arange(count) % len(LABELS)]
    nothing = np.zeros(count, dtype=np.bool_)
    return Prepared(
        examples,
        {block: list(LABELS) for block in BLOCKS},
        dict.fromkeys(BLOCKS, csr_matrix(told)),
        nothing,
        nothing,
        np.array(labels),
        np.ones(count, dtype=np.float32),
        told,
        np.zeros(len(LABELS), dtype=np.float32),
        "hash",
    )


def test_a_mixture_is_the_two_views_weighed_by_their_shares() -> None:
    some = prepared(240)
    rows = np.arange(240)
    fitted = fit(some, rows)
    letters, meaning = mixed(fitted, 0).logits(some, rows), mixed(fitted, 1).logits(some, rows)
    assert np.allclose(mixed(fitted, 0.25).logits(some, rows), 0.75 * letters + 0.25 * meaning, atol=1e-4)


def test_thresholds_are_chosen_on_messages_that_the_encoder_has_not_learned() -> None:
    some = prepared(100 * ENOUGH)
    rows = np.flatnonzero(~some.unlearned)
    assert {is_held_out(some.examples[row].text) for row in rows} == {False}
    _, thresholds, lines = choose(some, fit(some, rows))
    measured = sum(int(line.rsplit(" ", 1)[1]) for line in lines[1:])
    assert thresholds != UNCHOSEN
    assert measured == some.unlearned.sum()


def test_a_sentence_of_a_letter_has_a_threshold_of_its_own_that_is_not_lower() -> None:
    some = prepared(100 * ENOUGH)
    rows = np.flatnonzero(some.unlearned)
    danger = np.linspace(0, 1, len(rows), dtype=np.float32)
    chosen = choose_thresholds(some, rows, danger)
    calm = danger[some.labels[rows] == "none"]
    assert chosen["sentence"] > chosen["alone"], "the worst of six is worse than one"
    assert (calm >= chosen["sentence"]).mean() < (calm >= chosen["alone"]).mean()


def test_with_few_unlearned_messages_nothing_is_chosen_on_them() -> None:
    some = prepared(400)
    assert choose(some, fit(some, np.flatnonzero(~some.unlearned)))[1] == UNCHOSEN


def test_the_order_of_marks_does_not_change_the_model() -> None:
    one, other = (_matrix([Counter(names)], ["a", "b", "c"]) for names in ({"c": 2, "a": 1}, {"a": 1, "c": 2}))
    assert one.indices.tolist() == other.indices.tolist() == [0, 2]
    assert one.data.tolist() == other.data.tolist()
