"""The search index: the columns, words and meanings of one version of the catalogue, swapped whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import batched

from sqlalchemy import select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.areas import Home, home_of
from service_catalog.lexical import HEART_NEEDS, Document, LexicalIndex
from service_catalog.ranking.columns import Columns
from service_catalog.ranking.meaning import MeaningIndex, VectorStore
from service_catalog.ranking.reading import read_columns
from service_catalog.ranking.shelf import Shelf

PIECE = 500


@dataclass(frozen=True)
class SearchIndex:
    """Everything that search holds in memory. Rows of `lexical` are the rows of `columns`.

    `meaning` may come later than the rest (`with_meaning`). `shelf` and the homes fill as they are asked for.
    """

    columns: Columns
    lexical: LexicalIndex
    need_names: Mapping[str, str]
    meaning: MeaningIndex | None = None
    shelf: Shelf = field(default_factory=Shelf)
    _homes: dict[str, Home | None] = field(default_factory=dict, repr=False)

    def home(self, session: Session, municipality: str | None) -> Home | None:
        """The home of a municipality that is given by code or name, or None when it is not known."""
        if not municipality:
            return None
        if municipality not in self._homes:
            self._homes[municipality] = home_of(session, municipality)
        return self._homes[municipality]


def build_index(session: Session) -> SearchIndex:
    """The index of everything that is published in the catalogue."""
    columns = read_columns(session)
    needs = {need.id: need for need in session.scalars(select(models.Need))}
    said = {one: f"{need.name} {need.covers}" for one, need in needs.items()}
    lexical = LexicalIndex(read_documents(session, columns.ids, said))
    return SearchIndex(columns, lexical, {one: need.name for one, need in needs.items()})


def with_meaning(index: SearchIndex, session: Session, store: VectorStore) -> SearchIndex:
    """The same index with the vectors of its services; those that `store` does not have yet take a while to encode."""
    texts = [document.meaning() for document in read_documents(session, index.columns.ids, {})]
    needs = session.scalars(select(models.Need).order_by(models.Need.position)).all()
    covered = store.vectors_of([*texts, *(f"{need.name}. {need.covers}" for need in needs)])
    of_needs = {need.id: vector for need, vector in zip(needs, covered[len(texts) :], strict=True)}
    return replace(index, meaning=MeaningIndex(covered[: len(texts)], store.encoder, of_needs))


def read_documents(session: Session, ids: tuple[str, ...], said: Mapping[str, str]) -> Iterator[Document]:
    """The documents of `ids` in their order, read in pieces; `said` are the words of the needs, by id."""
    service, met = models.Service, models.ServiceNeed
    fields = (service.id, service.name, service.service_type, service.summary, service.description, service.keywords)
    for piece in batched(ids, PIECE, strict=False):
        rows = {row[0]: row[1:] for row in session.execute(select(*fields).where(service.id.in_(piece)))}
        hearts: dict[str, list[str]] = {}
        for service_id, need_id in session.execute(
            select(met.service_id, met.need_id)
            .where(met.service_id.in_(piece), met.position < HEART_NEEDS)
            .order_by(met.service_id, met.position)
        ):
            hearts.setdefault(service_id, []).append(said.get(need_id, ""))
        for service_id in piece:
            name, kind, summary, description, keywords = rows[service_id]
            yield Document(name, kind, summary, description or "", keywords or (), hearts.get(service_id, ()))
