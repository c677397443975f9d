"""The evaluation's figures: intervals, F1, calibration, what counts as right, and the floor and the targets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.baselines.data import acts_with_needs, needs_as_intents, sampled, write
from bot.evaluation.baselines.measure import intents_as_needs
from bot.evaluation.floor import below_floor
from bot.evaluation.hearing import Heard, Scores
from bot.evaluation.measures import (
    Counts,
    calibration,
    confused_pairs,
    f1,
    f1_with_interval,
    percentile,
    precision_and_recall,
    share,
    wilson,
)
from bot.evaluation.report.aims import places_of, target_rows
from bot.evaluation.results import act_figures, need_figures, shortened
from bot.evaluation.sets import ActMessage, NeedMessage, Utterance, act_messages, need_messages, training_utterances
from bot.evaluation.targets import TARGETS


def heard(*needs: tuple[str, float], candidates: Scores | None = None, act: str = "hae_apua") -> Heard:
    return Heard(list(needs), act, 0.9, [(act, 0.9)], candidates)


def stated(*needs: str, also: tuple[str, ...] = (), style: str = "puhekieli") -> NeedMessage:
    return NeedMessage("viesti", needs, also, style)


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_wilson_is_as_in_the_literature(right: int, count: int, low: float, high: float) -> None:
    assert wilson(right, count) == pytest.approx((low, high), abs=1e-4)


def test_a_share_tells_its_counts() -> None:
    found = share([True, True, False, True])
    assert (found["right"], found["of"], found["value"]) == (3, 4, 0.75)
    assert found["low"] < 0.75 < found["high"]


def test_f1_counts_all_decisions_together() -> None:
    counts = [Counts.of(["velka", "ero"], ["velka"]), Counts.of([], ["ero"]), Counts.of(["ero"], ["ero"])]
    assert counts == [(1, 0, 1), (0, 1, 0), (1, 0, 0)]
    assert f1(counts) == pytest.approx(2 * 2 / (2 * 2 + 1 + 1))
    assert precision_and_recall(counts) == pytest.approx((2 / 3, 2 / 3))
    assert f1([]) == 0.0


def test_the_interval_of_f1_is_around_it_and_the_same_each_time() -> None:
    counts = [Counts(1, 0, 0)] * 40 + [Counts(0, 1, 1)] * 10
    found = f1_with_interval(counts)
    assert found["value"] == pytest.approx(0.8)
    assert found["low"] < found["value"] < found["high"]
    assert found == f1_with_interval(counts)
    assert f1_with_interval([])["of"] == 0


def test_calibration_compares_confidence_and_share_right() -> None:
    found = calibration([0.1, 0.9, 0.9, 1.0], [False, True, False, True])
    assert [row["of"] for row in found["bins"]] == [1, 0, 0, 0, 3]
    assert found["bins"][4]["confidence"] == pytest.approx(2.8 / 3)
    assert found["bins"][4]["value"] == pytest.approx(2 / 3)
    assert found["error"] == pytest.approx((0.1 + 0.8) / 4)
    assert calibration([], [])["error"] == 0.0


def test_percentiles_and_pairs() -> None:
    assert percentile([1.0, 2.0, 3.0], 50) == 2.0
    assert percentile([], 95) == 0.0
    pairs = confused_pairs([("a", "b"), ("a", "a"), ("c", "b"), ("a", "b")], 5)
    assert pairs == [{"right": "a", "heard": "b", "count": 2}, {"right": "c", "heard": "b", "count": 1}]


def some_needs() -> dict[str, Any]:
    return need_figures(
        [
            (stated("velka"), heard(("velka", 0.9), candidates=[("velka", 0.9), ("ero", 0.1)])),
            (stated("velka", also=("oikeusapu",)), heard(("oikeusapu", 0.8), candidates=[("oikeusapu", 0.8)])),
            (
                stated("ero", "velka", style="multi_need"),
                heard(("velka", 0.7), ("ero", 0.6), candidates=[("velka", 0.7)]),
            ),
            (stated("ero"), heard(candidates=[("velka", 0.3), ("ero", 0.2)])),
            (stated(style="none"), heard(("ero", 0.5), candidates=[("ero", 0.5)])),
            (stated(style="none"), heard(candidates=[("ero", 0.1)])),
        ]
    )


def test_what_counts_as_right() -> None:
    found = some_needs()
    assert (found["first_right"]["right"], found["first_right"]["of"]) == (3, 4)
    assert found["main_first"]["right"] == 2
    assert found["among_three"]["right"] == 3
    assert found["both_of_two"]["right"] == found["both_of_two"]["of"] == 1
    assert (found["false_on_none"]["right"], found["false_on_none"]["of"]) == (1, 2)
    assert found["silent_on_need"]["right"] == 1
    assert found["micro_f1"]["value"] == pytest.approx(2 * 3 / (2 * 3 + 2 + 2))
    assert found["micro_f1_also"]["value"] == pytest.approx(2 * 4 / (2 * 4 + 1 + 1))
    assert found["why"] == {"silent_second_or_third": 1}
    assert [one["kind"] for one in found["missed"]] == ["silent", "false"]
    assert found["confused"] == []
    assert found["unheard"] == [{"right": "ero", "heard": "none", "count": 1}]
    assert found["heard_in_none"] == [{"right": "none", "heard": "ero", "count": 1}]
    assert {row["style"] for row in found["by_style"]} == {"puhekieli", "multi_need"}


def test_without_all_candidates_only_those_heard_are_among_three() -> None:
    found = need_figures([(stated("ero"), heard(("velka", 0.6), ("ero", 0.4))), (stated("ero"), heard())])
    assert not found["candidates_known"]
    assert found["among_three"]["right"] == 1


def test_acts() -> None:
    found = act_figures([(ActMessage("moi", "tervehdi"), heard(act="tervehdi")), (ActMessage("ei", "kiella"), heard())])
    assert found["right"]["value"] == 0.5
    assert found["settled"] == {"mended": 0, "spoilt": 0}
    assert [one["right"] for one in found["missed"]] == ["kiella"]


def test_the_floor_and_the_targets_name_what_is_worse() -> None:
    results = {"needs": some_needs(), "acts": act_figures([(ActMessage("moi", "tervehdi"), heard(act="tervehdi"))])}
    lines = below_floor(results)
    assert len(lines) == 3
    assert not any("act" in line for line in lines)
    rows = target_rows(results)
    assert len(rows) == len(TARGETS) + 1
    by_name = {row[0]: row[-1] for row in rows}
    assert by_name["dialogue act right"] == "reached"
    assert by_name["need heard where there is none"] == "**not reached**"


def test_the_places_output_is_read() -> None:
    line = f"{'forms of the 308 municipalities':34} {78668:7} of {78796:7}  {0.9984:7.2%}\n    asun x | - | Y"
    assert places_of(line) == {"forms of the 308 municipalities": (78668, 78796)}


def test_the_sets_are_read_whole() -> None:
    assert len(need_messages()) >= 800
    assert all(message.needs for message in need_messages() if message.style != "none")
    assert all(message.act for message in act_messages())
    assert len(shortened("x" * 500)) < 120


def test_data_for_the_baselines(tmp_path: Path) -> None:
    utterances = [
        *[Utterance(f"velkaa {i}", "hae_apua", ("velka",)) for i in range(30)],
        *[Utterance(f"moi {i}", "tervehdi", ()) for i in range(3)],
        Utterance("velkaa ja ero", "hae_apua", ("velka", "ero")),
    ]
    part = sampled(utterances, 0.1, 7)
    assert [sum(one.intent == intent for one in part) for intent in ("hae_apua", "tervehdi")] == [4, 2]
    assert sampled(utterances, 1, 7) == utterances
    assert [block["intent"] for block in needs_as_intents(utterances)] == ["none", "velka"]
    write(acts_with_needs(utterances), tmp_path / "needs" / "nlu.yml")
    assert sorted(training_utterances(tmp_path), key=str) == sorted(utterances, key=str)


def test_an_intent_is_a_need_for_the_baselines() -> None:
    ranking = [("none", 0.6), ("velka", 0.3)]
    found = intents_as_needs(Heard([], "none", 0.6, ranking))
    assert (found.needs, found.candidates) == ([], [("velka", 0.3)])
    assert intents_as_needs(Heard([], "velka", 0.6, ranking)).needs == [("velka", 0.6)]


def test_results_are_json() -> None:
    assert json.loads(json.dumps(some_needs())) == some_needs()
