"""Makes the figures out of the messages and what was heard in them. Nothing here knows Rasa."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from bot.evaluation.hearing import Heard
from bot.evaluation.measures import (
    Counts,
    calibration,
    confused_pairs,
    f1,
    f1_with_interval,
    precision_and_recall,
    share,
)
from bot.evaluation.sets import NO_NEED, ActMessage, NeedMessage

NeedPair = tuple[NeedMessage, Heard]
ActPair = tuple[ActMessage, Heard]
PAIRS_SHOWN = 25
SHORT = 110
THRESHOLDS = (0.1, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)


def ids(heard: Heard) -> list[str]:
    """The needs heard, the first one first."""
    return [need for need, _ in heard.needs]


def is_right_first(message: NeedMessage, heard: Heard) -> bool:
    """The first need heard is one that the message states, or would be accepted as its first."""
    return bool(heard.needs) and heard.needs[0][0] in message.accepted


def is_main_first(message: NeedMessage, heard: Heard) -> bool:
    """The first need heard is the most important one."""
    return bool(heard.needs) and heard.needs[0][0] in message.main


def is_main_among_three(message: NeedMessage, heard: Heard) -> bool:
    """The most important need is among the three most probable; of those heard when no others are known."""
    known = heard.needs if heard.candidates is None else heard.candidates
    return bool(message.main & {need for need, _ in known[:3]})


def need_figures(pairs: list[NeedPair]) -> dict[str, Any]:
    """All figures of the needs."""
    stating = [(message, heard) for message, heard in pairs if message.needs]
    silent = [(message, heard) for message, heard in pairs if not message.needs]
    two = [(message, heard) for message, heard in stating if len(message.needs) == 2]
    three = [(message, heard) for message, heard in stating if len(message.needs) == 3]
    single = [(message, heard) for message, heard in stating if len(message.needs) == 1]
    confusions = _need_confusions(pairs)
    return {
        "candidates_known": all(heard.candidates is not None for _, heard in pairs),
        "first_right": share(is_right_first(*pair) for pair in stating),
        "first_right_single": share(is_right_first(*pair) for pair in single),
        "main_first": share(is_main_first(*pair) for pair in stating),
        "among_three": share(is_main_among_three(*pair) for pair in stating),
        "micro_f1": f1_with_interval([Counts.of(message.needs, ids(heard)) for message, heard in pairs]),
        "micro_f1_also": f1_with_interval([_with_also(message, heard) for message, heard in pairs]),
        "both_of_two": share(set(message.needs) <= set(ids(heard)) for message, heard in two),
        "all_of_three": share(set(message.needs) <= set(ids(heard)) for message, heard in three),
        "false_on_none": share(bool(heard.needs) for _, heard in silent),
        "silent_on_need": share(not heard.needs for _, heard in stating),
        "extra_on_single": share(len(heard.needs) > 1 for _, heard in single),
        "by_need": _by_need(pairs),
        "by_style": _by_style(stating),
        "by_length": _by_length(stating),
        "confused": confused_pairs((pair for pair in confusions if NO_NEED not in pair), PAIRS_SHOWN),
        "unheard": confused_pairs((pair for pair in confusions if pair[1] == NO_NEED), len(confusions)),
        "heard_in_none": confused_pairs((pair for pair in confusions if pair[0] == NO_NEED), len(confusions)),
        "thresholds": _thresholds(stating, silent),
        "calibration": _need_calibration(pairs),
        "why": _why(stating),
        "missed": [missed for message, heard in pairs if (missed := _missed_need(message, heard))],
    }


def act_figures(pairs: list[ActPair]) -> dict[str, Any]:
    """All figures of the dialogue acts."""
    by_act: dict[str, list[bool]] = defaultdict(list)
    for message, heard in pairs:
        by_act[message.act].append(heard.act == message.act)
    rights = [heard.act == message.act for message, heard in pairs]
    before = [heard.acts[0][0] == message.act if heard.acts else False for message, heard in pairs]
    return {
        "classifier_right": share(before),
        "settled": {
            "mended": sum(now and not then for now, then in zip(rights, before, strict=True)),
            "spoilt": sum(then and not now for now, then in zip(rights, before, strict=True)),
        },
        "right": share(rights),
        "among_three": share(message.act in [act for act, _ in heard.acts[:3]] for message, heard in pairs),
        "by_act": [{"act": act, **share(found)} for act, found in sorted(by_act.items())],
        "confused": confused_pairs(((message.act, heard.act) for message, heard in pairs), PAIRS_SHOWN),
        "calibration": calibration([heard.act_confidence for _, heard in pairs], rights),
        "missed": [
            {
                "text": shortened(message.text),
                "right": message.act,
                "heard": heard.act,
                "confidence": round(heard.act_confidence, 2),
                "needs": ids(heard),
            }
            for message, heard in pairs
            if heard.act != message.act
        ],
    }


def shortened(text: str) -> str:
    """The beginning of a message."""
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"


def _with_also(message: NeedMessage, heard: Heard) -> Counts:
    """As the strict counts, but a need of `also` is never wrong, and stands for the main one if that is missed."""
    found = set(ids(heard))
    extra = found & set(message.also)
    if extra and message.needs and message.needs[0] not in found:
        found.add(message.needs[0])
    return Counts.of(message.needs, found - (extra - set(message.needs)))


def _by_need(pairs: list[NeedPair]) -> list[dict[str, Any]]:
    rows = []
    for need in sorted({need for message, _ in pairs for need in message.needs}):
        counts = [
            Counts.of({need} & set(message.needs), {need} & (set(ids(heard)) - (message.accepted - set(message.needs))))
            for message, heard in pairs
        ]
        precision, recall = precision_and_recall(counts)
        first = share(is_right_first(message, heard) for message, heard in pairs if message.needs[:1] == (need,))
        stated = sum(need in message.needs for message, _ in pairs)
        rows.append(
            {"need": need, "stated": stated, "precision": precision, "recall": recall, "f1": f1(counts), **first}
        )
    return rows


def _by_style(pairs: Iterable[NeedPair]) -> list[dict[str, Any]]:
    by_style: dict[str, list[NeedPair]] = defaultdict(list)
    for message, heard in pairs:
        by_style[message.style].append((message, heard))
    return [
        {
            "style": style,
            **share(is_right_first(*pair) for pair in found),
            "among_three": share(is_main_among_three(*pair) for pair in found)["value"],
            "silent": sum(not heard.needs for _, heard in found),
            "f1": f1(Counts.of(message.needs, ids(heard)) for message, heard in found),
        }
        for style, found in sorted(by_style.items())
    ]


def _by_length(pairs: list[NeedPair]) -> list[dict[str, Any]]:
    """First need right by the number of words."""
    rows = []
    for name, fits in _LENGTHS:
        found = [pair for pair in pairs if fits(len(pair[0].text.split()))]
        if found:
            rows.append({"words": name, **share(is_right_first(*pair) for pair in found)})
    return rows


_LENGTHS: tuple[tuple[str, Callable[[int], bool]], ...] = (
    ("1–3", lambda words: words <= 3),
    ("4–8", lambda words: 4 <= words <= 8),
    ("9–15", lambda words: 9 <= words <= 15),
    ("16–30", lambda words: 16 <= words <= 30),
    ("over 30", lambda words: words > 30),
)


def _need_confusions(pairs: Iterable[NeedPair]) -> list[tuple[str, str]]:
    """(most important need, first heard) where the first is not accepted."""
    found = []
    for message, heard in pairs:
        first = heard.needs[0][0] if heard.needs else NO_NEED
        right = message.needs[0] if message.needs else NO_NEED
        if first not in (message.accepted or {NO_NEED}):
            found.append((right, first))
    return found


def _thresholds(stating: list[NeedPair], silent: list[NeedPair]) -> list[dict[str, float]]:
    """What other thresholds of the first need would give; empty when only the needs heard are known."""
    if any(not heard.candidates for _, heard in (*stating, *silent)):
        return []
    best = [(heard.candidates or [])[0] for _, heard in stating]
    others = [(heard.candidates or [])[0][1] for _, heard in silent]
    rights = [need in message.accepted for (need, _), (message, _) in zip(best, stating, strict=True)]
    return [
        {
            "from": threshold,
            "first_right": share(r and c >= threshold for r, (_, c) in zip(rights, best, strict=True))["value"],
            "false_on_none": share(confidence >= threshold for confidence in others)["value"],
        }
        for threshold in THRESHOLDS
    ]


def _need_calibration(pairs: Iterable[NeedPair]) -> dict[str, Any]:
    """Of the most probable need of every message, those without a need included."""
    confidences, rights = [], []
    for message, heard in pairs:
        known = heard.needs if heard.candidates is None else heard.candidates
        if known:
            confidences.append(known[0][1])
            rights.append(known[0][0] in message.accepted)
    return calibration(confidences, rights)


def _why(pairs: Iterable[NeedPair]) -> dict[str, int]:
    """How the first need came to be wrong."""
    found: Counter[str] = Counter()
    for message, heard in pairs:
        if is_right_first(message, heard):
            continue
        known = [need for need, _ in (heard.needs if heard.candidates is None else heard.candidates)]
        place = min((known.index(need) for need in message.accepted if need in known), default=len(known))
        rank = "most_probable" if place == 0 else "second_or_third" if place < 3 else "further"
        found[f"{'wrong' if heard.needs else 'silent'}_{rank}"] += 1
    return dict(found)


def _missed_need(message: NeedMessage, heard: Heard) -> dict[str, Any] | None:
    """What is missed in the message: its kind, what is right and what was heard; None when nothing is."""
    found = set(ids(heard))
    if not message.needs:
        kind = "false" if found else ""
    elif not found:
        kind = "silent"
    elif not is_right_first(message, heard):
        kind = "first"
    elif not set(message.needs[1:]) <= found:
        kind = "further"
    elif found - message.accepted:
        kind = "extra"
    else:
        kind = ""
    if not kind:
        return None
    best = (heard.candidates or [])[:3]
    return {
        "kind": kind,
        "text": shortened(message.text),
        "style": message.style,
        "right": list(message.needs),
        "also": list(message.also),
        "heard": [[need, round(confidence, 2)] for need, confidence in heard.needs],
        "probable": [[need, round(confidence, 2)] for need, confidence in best],
    }
