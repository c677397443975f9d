"""What is compared: search as it is served, and the baselines, all over the same services that serve the municipality.

Each ranker orders the rows of a collection for a query. The hard filters are the same for all; only the order differs.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import bm25s
import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from finnish.normalise import words
from service_catalog import models
from service_catalog.evaluation.queries import Query
from service_catalog.lexical import Document, grams
from service_catalog.opening_hours import HELSINKI
from service_catalog.ranking.columns import Rows
from service_catalog.ranking.filters import serving
from service_catalog.ranking.index import SearchIndex, read_documents
from service_catalog.search import search

SHOWN = 10
TRIGRAM = 3
# A fixed moment, a Tuesday at noon, so that opening hours do not change the figures.
MOMENT = dt.datetime(2026, 11, 24, 12, tzinfo=HELSINKI)
Ranker = Callable[[Query], list[int]]


@dataclass(frozen=True)
class Collection:
    """A loaded collection: its index with meaning, and the key by which each row is graded."""

    name: str
    session: Session
    index: SearchIndex
    keys: Sequence[str]

    def municipality(self, query: Query) -> str | None:
        """The code of the query's municipality."""
        home = self.index.home(self.session, query.at)
        return home.municipality if home else None

    def really_serves(self, row: int, query: Query) -> bool:
        """Whether the database says that the service of `row` serves the query's municipality, apart from the index."""
        area, place = models.ServiceArea, models.Municipality
        kinds = {("national", ""), ("remote", "")}
        home = self.session.scalar(select(place).where(place.name == query.at)) if query.at else None
        if home:
            kinds |= {("municipality", home.code), ("county", home.county_code or "")}
            kinds.add(("employment_area", home.employment_area_code or ""))
        served = select(area.kind, area.code).where(area.service_id == self.index.columns.ids[row])
        return any((kind, code) in kinds for kind, code in self.session.execute(served))

    def serving(self, query: Query) -> Rows:
        """The rows that serve the query's municipality; without one those of the whole country."""
        return np.flatnonzero(serving(self.index.columns, self.index.home(self.session, query.at))).astype(np.int32)


def ours(collection: Collection, needs_of: Callable[[Query], list[str]], *, meaning: bool = True) -> Ranker:
    """Search as it is served, with the needs that `needs_of` gives; without `meaning` by words and needs only."""
    index = (
        collection.index
        if meaning
        else SearchIndex(collection.index.columns, collection.index.lexical, collection.index.need_names)
    )

    def rank(query: Query) -> list[int]:
        found = search(
            collection.session,
            query.q,
            needs_of(query),
            collection.municipality(query),
            index=index,
            beside_needs=True,
            limit=SHOWN,
            now=MOMENT,
        )
        return [index.columns.row_of[item.service.id] for item in found.items]

    return rank


def bm25(collection: Collection, tokens_of: Callable[[str], list[str]], method: str) -> Ranker:
    """BM25 (k1 1.5, b 0.75) over tokens of name, summary, description and keywords, each once."""
    plain = [_plain(document) for document in read_documents(collection.session, collection.index.columns.ids, {})]
    model: Any = bm25s.BM25(k1=1.5, b=0.75, method=method)  # type: ignore[no-untyped-call]
    model.index([tokens_of(text) or ["-"] for text in plain], show_progress=False)

    def rank(query: Query) -> list[int]:
        said = [token for token in tokens_of(query.q) if token in model.vocab_dict]
        if not said:
            return []
        return _best(
            np.asarray(model.get_scores(said), dtype=np.float64), collection.serving(query), floor=_nothing(model, said)
        )

    return rank


def fts5(collection: Collection) -> Ranker:
    """SQLite's own full-text engine over trigrams of folded words, any of the query's trigrams."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE document USING fts5(body, tokenize='trigram')")
    documents = read_documents(collection.session, collection.index.columns.ids, {})
    plain = [" ".join(words(_plain(document))) for document in documents]
    database.executemany("INSERT INTO document (rowid, body) VALUES (?, ?)", enumerate(plain))

    def rank(query: Query) -> list[int]:
        wanted = {word[i : i + TRIGRAM] for word in words(query.q) for i in range(len(word) - TRIGRAM + 1)}
        serving = set(collection.serving(query).tolist())
        match = " OR ".join(f'"{part}"' for part in sorted(wanted))
        found = database.execute("SELECT rowid FROM document WHERE document MATCH ? ORDER BY rank, rowid", (match,))
        return [row for (row,) in found if row in serving][:SHOWN] if wanted else []

    return rank


def embeddings(collection: Collection) -> Ranker:
    """The cosine of the sentence encoder's vectors alone."""
    meaning = collection.index.meaning
    if meaning is None:
        raise ValueError("the collection was loaded without meaning")

    def rank(query: Query) -> list[int]:
        rows = collection.serving(query)
        order = np.argsort(-meaning.nearness(meaning.said(query.q), rows), kind="stable")
        return [int(row) for row in rows[order][:SHOWN]]

    return rank


def baselines(collection: Collection) -> dict[str, Ranker]:
    """The baselines by name."""
    return {
        "BM25 on words": bm25(collection, words, "lucene"),
        "BM25Plus on 4-grams": bm25(collection, grams, "bm25+"),
        "SQLite FTS5 on trigrams": fts5(collection),
        "embeddings alone": embeddings(collection),
    }


def _plain(document: Document) -> str:
    return " ".join([document.name, document.summary, document.description, *document.keywords])


def _nothing(model: Any, said: list[str]) -> float:
    """The score that BM25+ gives a document that has none of the tokens."""
    if model.nonoccurrence_array is None:
        return 0.0
    return float(model.nonoccurrence_array[[model.vocab_dict[token] for token in said]].sum())


def _best(scores: Any, rows: Rows, floor: float) -> list[int]:
    ranked = rows[np.argsort(-scores[rows], kind="stable")]
    return [int(row) for row in ranked[:SHOWN] if scores[row] > floor + 1e-6]
