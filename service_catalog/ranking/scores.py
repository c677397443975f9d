"""The soft scores of search: they only sort. Every weight stands here, with what it is for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np

from service_catalog.areas import AREA_KINDS, WHOLE_COUNTRY, Home
from service_catalog.ranking.columns import NO_ROWS, Columns, Rows, Scores

# A service at whose heart the need is has 1 for it (`reading.fit`); the words and meaning of the text weigh more.
LEXICAL_WEIGHT = 3.0
MEANING_WEIGHT = 5.0
NAMED_WEIGHT = 1.0
# What the needs weigh that the words are near to, when none was stated: together at most this many stated ones.
GUESSED_NEED_WEIGHT = 1.5
# The cosine from which a service is so near in meaning that it is found without shared words, or beside the needs.
NEAR_MEANING = 0.35
# A service whose place is in the person's municipality, and one in a municipality of the same employment area.
OWN_PLACE_WEIGHT, NEIGHBOUR_PLACE_WEIGHT = 0.06, 0.03
AREA_WEIGHT = {"municipality": 0.25, "employment_area": 0.2, "county": 0.2, "remote": 0.0, "national": 0.0}
THRESHOLD_WEIGHT = {"open": 0.1, "appointment": 0.05, "decision": 0.0}
OPEN_NOW_WEIGHT = 0.03
# What is checked or changed today has all of it, what was so a year ago half.
FRESH_WEIGHT = 0.05
FRESH_HALF_DAYS = 365
# Votes order only what is otherwise nearly equal.
MOST_VOTES = 0.05
# A person's pin stands before everything that only scores.
PIN_WEIGHT = 100.0
# How many of the best are asked whether they are open.
OPEN_ASKED = 50


def by_needs(columns: Columns, needs: Sequence[str], excluded: Mapping[str, Rows]) -> tuple[Scores, dict[str, Rows]]:
    """How well each service meets `needs`, the first of them most; and the rows that meet each need."""
    scores = np.zeros(len(columns))
    met: dict[str, Rows] = {}
    for order, need in enumerate(needs):
        meeting = columns.needs.get(need)
        if meeting is None:
            continue
        kept = ~np.isin(meeting.rows, excluded.get(need, NO_ROWS))
        met[need] = meeting.rows[kept]
        scores[met[need]] += meeting.fits[kept] / (1 + order)
    return scores, met


def by_guess(columns: Columns, shares: Mapping[str, float]) -> Scores:
    """How well each service meets needs that were only guessed, by their shares."""
    scores = np.zeros(len(columns))
    for need, share in shares.items():
        meeting = columns.needs.get(need)
        if meeting is not None:
            scores[meeting.rows] += GUESSED_NEED_WEIGHT * share * meeting.fits
    return scores


def by_area(columns: Columns, home: Home | None) -> Scores:
    """Nearness: the person's own municipality, places of its neighbours, the county, then the whole country."""
    scores = np.zeros(len(columns))
    if home is None:
        return scores
    for kind in reversed(AREA_KINDS):
        code = "" if kind in WHOLE_COUNTRY else home.codes.get(kind, "")
        scores[columns.areas.get((kind, code), NO_ROWS)] = AREA_WEIGHT[kind]
    name = home.names["municipality"]
    places = np.zeros(len(columns))
    for neighbour in columns.neighbours.get(name, ()):
        places[columns.places.by_municipality.get(neighbour, NO_ROWS)] = NEIGHBOUR_PLACE_WEIGHT
    places[columns.places.by_municipality.get(name, NO_ROWS)] = OWN_PLACE_WEIGHT
    return scores + places


def by_freshness(columns: Columns, day: dt.date) -> Scores:
    """How lately the record was checked or changed."""
    age = np.maximum(day.toordinal() - columns.fresh_on, 0)
    return np.asarray(FRESH_WEIGHT * 0.5 ** (age / FRESH_HALF_DAYS))


def by_votes(columns: Columns, boosts: Mapping[str, float]) -> Scores:
    """What votes add to some services; never more than MOST_VOTES either way."""
    scores = np.zeros(len(columns))
    for service_id, boost in boosts.items():
        row = columns.row_of.get(service_id)
        if row is not None:
            scores[row] = max(-MOST_VOTES, min(MOST_VOTES, boost))
    return scores


def best_first(rows: Rows, scores: Scores) -> Rows:
    """`rows` by score, ties by id (rows are in the order of ids)."""
    return rows[np.argsort(-scores[rows], kind="stable")]


def open_ones_up(columns: Columns, ranked: Rows, scores: Scores, now: dt.datetime) -> Rows:
    """Among the best, what is open at `now` a little higher."""
    top = ranked[:OPEN_ASKED]
    lifted = scores[top] + OPEN_NOW_WEIGHT * columns.openings.open_at(top, now)
    order = np.lexsort((top, -lifted))
    return np.concatenate([top[order], ranked[OPEN_ASKED:]])


def nearest_first(columns: Columns, ranked: Rows, near: int) -> Rows:
    """`ranked` by how far the nearest place is by postal code.

    Codes are numbered by area: a rough order, not kilometres. Ties keep their order.
    """
    far = np.full(len(columns), np.iinfo(np.int32).max, dtype=np.int64)
    np.minimum.at(far, columns.places.postal_rows, np.abs(columns.places.postal_codes.astype(np.int64) - near))
    return ranked[np.argsort(far[ranked], kind="stable")]


def lift_low_threshold(ranked: Rows, low: Rows, shown: int = 3) -> Rows:
    """Makes the last of the `shown` first choices one of `low` (open without an appointment), when none of them is."""
    places = np.flatnonzero(np.isin(ranked, low))
    if not len(places) or places[0] < shown:
        return ranked
    first = places[0]
    return np.concatenate([ranked[: shown - 1], ranked[[first]], ranked[shown - 1 : first], ranked[first + 1 :]])
