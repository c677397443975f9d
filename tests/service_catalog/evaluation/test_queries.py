"""The graded queries: enough of them, of every style, and none that the bot is taught or tuned on."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from service_catalog.evaluation.material import content_keys
from service_catalog.evaluation.queries import COLLECTIONS, read_queries
from service_catalog.models import Municipality, Need
from tests.data.near_duplicates import Index
from tests.data.sets import EVALUATION, rows, utterances

QUERIES = [query for name in COLLECTIONS for query in read_queries().of(name)]


def test_there_are_enough_queries_of_every_style() -> None:
    assert len(QUERIES) >= 250
    styles = Counter(query.style for query in QUERIES)
    assert len(styles) == 7
    assert min(styles.values()) >= 10


def test_no_query_is_taught_or_in_a_development_set() -> None:
    known = Index(utterance.text for utterance in utterances())
    for name in ("needs.yml", "acts.yml"):
        for row in rows(EVALUATION / name):
            known.add(row["text"])
    assert [(query.q, next(known.alike(query.q))) for query in QUERIES if any(known.alike(query.q))] == []


def test_grades_places_and_needs_are_those_of_the_catalogue(session: Session) -> None:
    services = set(content_keys().values())
    places = set(session.scalars(select(Municipality.name)))
    needs = set(session.scalars(select(Need.id)))
    curated = read_queries().curated
    assert {key for query in curated for key in query.grades} <= services
    assert {query.at for query in QUERIES if query.at} <= places
    assert {need for query in QUERIES for need in query.needs} <= needs
