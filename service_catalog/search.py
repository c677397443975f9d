"""Search: from words, needs and a municipality to services that serve the person, best first, each with its reasons.

How ranking works. Hard filters come first and never leak: the service is published, is given today, and serves the
municipality (its own, its county's or its employment area's, remote or national). Without a municipality only remote
and national services are sure to serve the person; the others are shown when there are none, and say so (`widened`).

Then scores only sort; each weight stands in `ranking/scores.py`:

* need: how near the need is to the service's heart (1, 0.67, 0.5 ... by its place in the service's list) and being a
  first door of the need (chosen by social workers in `content/first_doors.yaml`); a second need counts half, and so on;
* words: BM25 over character 4-grams of the person's own words (`lexical.py`), and being called by name in them;
* meaning: the cosine of the sentence encoder's vectors (`ranking/meaning.py`), when they are there;
* guessed needs: without a stated need, the needs that the words are nearest to in meaning count as a part of one; they
  only sort, and no reason speaks of them;
* nearness: own municipality, a place in a neighbouring one, county, whole country;
* a low threshold, being open now, and how lately the record was checked;
* `boosts`: what people's votes add or take, by service, a little (web/insight/votes.py bounds it).

What staff have pinned to a need in the area comes before everything else, and what they have excluded is kept away
(`ranking/pins.py`). Ties go by id, so that the same question has the same answer on every database. At last one
low-threshold choice is lifted into the first three where one exists.

All of this is done in columns in memory (`ranking/columns.py`) that are swapped whole when the catalogue changes; the
database is asked for the services of the page only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.areas import AREA_KINDS, WHOLE_COUNTRY, Home, area_in_words
from service_catalog.cards import Why
from service_catalog.opening_hours import HELSINKI
from service_catalog.ranking import scores as ranking
from service_catalog.ranking.columns import NO_ROWS, Flags, Rows, Scores
from service_catalog.ranking.filters import Wanted, allowed, serving
from service_catalog.ranking.index import SearchIndex, build_index
from service_catalog.ranking.pins import Pins, read_pins
from service_catalog.ranking.shelf import load
from service_catalog.texts import say

__all__ = ["Found", "SearchIndex", "SearchResult", "build_index", "load_services", "search"]


@dataclass(frozen=True)
class Found:
    """A service with its score (higher is better) and the reasons for it."""

    service: models.Service
    score: float
    reasons: list[Why]


@dataclass(frozen=True)
class SearchResult:
    """A page of what was found. `total` counts all that passed the filters; `widened`: none served the area surely."""

    total: int
    items: list[Found]
    widened: bool = False


@dataclass(frozen=True)
class _Question:
    """What is asked, and by whom. `sought`: the text without the name of the person's municipality."""

    text: str
    sought: str
    needs: Sequence[str]
    home: Home | None
    pins: Pins
    beside_needs: bool
    boosts: Mapping[str, float]


@dataclass(frozen=True)
class _Asked:
    """The rows that have to do with the question, the scores of all, and the rows that meet each need."""

    rows: Rows
    scores: Scores
    met: dict[str, Rows]


def search(
    session: Session,
    text: str = "",
    needs: Sequence[str] = (),
    municipality: str | None = None,
    *,
    index: SearchIndex | None = None,
    provider_kinds: Collection[str] = (),
    thresholds: Collection[str] = (),
    open_now: bool = False,
    free_only: bool = False,
    without_referral: bool = False,
    language: str | None = None,
    near: str | None = None,
    exclude: Collection[str] = (),
    beside_needs: bool = False,
    boosts: Mapping[str, float] | None = None,
    limit: int = 10,
    offset: int = 0,
    now: dt.datetime | None = None,
) -> SearchResult:
    """The services that meet `needs` or `text` for a resident of `municipality` (a code), best first.

    With needs, a service must meet one of them or be called by name in the text; `beside_needs` also lets in what is
    very near to the text in meaning. With text only, it must share words with it or be near in meaning. With neither,
    all that serve the area. `near` is a postal code: services with a place only, the nearest first.
    `index` saves building one (build_index). `now` is aware and defaults to this moment.
    """
    now = now or dt.datetime.now(HELSINKI)
    index = index or build_index(session)
    columns = index.columns
    code = int(near) if near else None
    wanted = Wanted(provider_kinds, thresholds, free_only, without_referral, language, code, exclude)
    pool = allowed(columns, wanted, now.astimezone(HELSINKI).date())
    home = index.home(session, municipality)
    sought = home.left_out_of(text) if home else text
    question = _Question(
        text, sought, needs, home, read_pins(session, columns, needs, home), beside_needs, boosts or {}
    )
    asked = _ask(index, question, pool & serving(columns, home), now)
    widened = False
    if not municipality and not len(asked.rows):
        asked = _ask(index, question, pool, now)
        widened = bool(len(asked.rows))
    rows = asked.rows
    if open_now:
        rows = rows[columns.openings.open_at(rows, now)]
    ranked = ranking.open_ones_up(columns, ranking.best_first(rows, asked.scores), asked.scores, now)
    if code is not None:
        ranked = ranking.nearest_first(columns, ranked, code)
    else:
        ranked = ranking.lift_low_threshold(ranked, np.flatnonzero(columns.threshold.among({"open"})).astype(np.int32))
    page = ranked[offset : offset + limit]
    return SearchResult(len(ranked), _found(session, index, page, question, asked, widened), widened)


def _ask(index: SearchIndex, question: _Question, among: Flags, now: dt.datetime) -> _Asked:
    """Scores the services of `among`, and tells which of them have to do with the question."""
    columns, text, pins = index.columns, question.sought, question.pins
    scores, met = ranking.by_needs(columns, question.needs, pins.excluded)
    _pin(scores, met, pins, question.needs)
    words = index.lexical.scores(text) if text else np.zeros(len(columns))
    meaning, guess = _meaning(index, question, among)
    named = columns.flags(index.lexical.named(question.text) if text else NO_ROWS)
    scores += (
        ranking.LEXICAL_WEIGHT * words
        + ranking.MEANING_WEIGHT * meaning
        + guess
        + ranking.NAMED_WEIGHT * named
        + ranking.by_area(columns, question.home)
        + columns.threshold.weighed(ranking.THRESHOLD_WEIGHT)
        + ranking.by_freshness(columns, now.astimezone(HELSINKI).date())
        + ranking.by_votes(columns, question.boosts)
    )
    near = meaning >= ranking.NEAR_MEANING
    if question.needs:
        relevant = named | near if question.beside_needs else named
        relevant[np.concatenate([NO_ROWS, *pins.excluded.values()])] = False
        relevant[np.concatenate([NO_ROWS, *met.values()])] = True
    else:
        relevant = (words > 0) | near if text else np.ones(len(columns), dtype=np.bool_)
    return _Asked(np.flatnonzero(among & relevant).astype(np.int32), scores, met)


def _meaning(index: SearchIndex, question: _Question, among: Flags) -> tuple[Scores, Scores]:
    """The nearness in meaning of the services of `among`, and how they meet the needs that the text is near to.

    Needs are guessed where none was stated. Nothing is near to a text of unknown words only.
    """
    columns, text = index.columns, question.sought
    found = np.zeros(len(columns))
    if not (text and index.meaning and index.lexical.knows(text)):
        return found, np.zeros(len(columns))
    said = index.meaning.said(text)
    rows = np.flatnonzero(among).astype(np.int32)
    found[rows] = index.meaning.nearness(said, rows)
    guessed = {} if question.needs else index.meaning.guessed_needs(said)
    return found, ranking.by_guess(columns, guessed)


def _pin(scores: Scores, met: dict[str, Rows], pins: Pins, needs: Sequence[str]) -> None:
    """Pinned services meet the need that they are pinned to, and stand first: those of the first need before others."""
    for order, need in enumerate(needs):
        rows = pins.pinned.get(need)
        if rows is not None:
            met[need] = np.union1d(met.get(need, rows), rows).astype(np.int32)
            scores[rows] += ranking.PIN_WEIGHT / (1 + order)


def load_services(session: Session, ids: list[str]) -> list[models.Service]:
    """The services of `ids` with all that a card needs, in the given order; unknown and retired ones are left out."""
    loaded = load(session, ids)
    return [loaded[service_id] for service_id in ids if service_id in loaded]


def _found(
    session: Session, index: SearchIndex, page: Rows, question: _Question, asked: _Asked, widened: bool
) -> list[Found]:
    """The page with its reasons. A service that was removed after the index was built is left out."""
    columns, names = index.columns, index.need_names
    loaded = index.shelf.get(session, [columns.ids[row] for row in page])
    return [
        Found(
            service,
            float(asked.scores[row]),
            [
                *_need_reasons(names, question, asked, row),
                _area_reason(service, question.home, widened),
                Why(kind="threshold", text=say(f"why.{service.threshold}")),
            ],
        )
        for row in page
        if (service := loaded.get(columns.ids[row])) is not None
    ]


def _need_reasons(names: Mapping[str, str], question: _Question, asked: _Asked, row: int) -> list[Why]:
    """The needs that the service meets; without any of them it was found by the person's own words."""
    met = [need for need in question.needs if _has(asked, need, row)]
    if question.needs and not met:
        return [Why(kind="need", text=say("why.words"))]
    return [Why(kind="need", text=say("why.need", need=names[need]), met=True) for need in met]


def _has(asked: _Asked, need: str, row: int) -> bool:
    return need in asked.met and bool(np.isin(row, asked.met[need]))


def _area_reason(service: models.Service, home: Home | None, widened: bool) -> Why:
    covering = [area for area in service.areas if area.kind in WHOLE_COUNTRY or (home and home.within(area))]
    if widened or not covering:
        return Why(kind="area", text=say("why.widened", area=service.organisation.name), met=None)
    nearest = min(covering, key=lambda area: AREA_KINDS.index(area.kind))
    return Why(kind="area", text=area_in_words(nearest, home), met=True)
