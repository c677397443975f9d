"""The catalogue as the actions and the web use it: one object that opens, searches and makes cards."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.cards import Card, Person, card_of
from service_catalog.database import open_engine
from service_catalog.opening_hours import HELSINKI
from service_catalog.ranking.index import with_meaning
from service_catalog.ranking.meaning import VectorStore
from service_catalog.search import SearchIndex, build_index, load_services, search

# From how many services on a new index is built in the background.
LARGE = 3000
logger = logging.getLogger(__name__)


class CatalogueMissing(Exception):
    """The database holds no catalogue: `make catalogue` builds one."""


@dataclass(frozen=True)
class Cards:
    """A page of cards. `total` counts all that matched; `widened`: nothing was sure to serve the person's area."""

    total: int
    items: list[Card]
    widened: bool


class Catalogue:
    """A reader of the catalogue. Safe to share between threads; follows a new import without a restart.

    The index of a new version is built by the first who asks; of a large catalogue in the background, while the old one
    still answers. Search by meaning (`vectors`: the folder where its vectors are kept) joins when it is ready.
    """

    def __init__(self, engine: Engine, vectors: Path | None = None) -> None:
        self._engine = engine
        self._vectors = vectors
        self._store: VectorStore | None = None
        self._building = ""
        self._lock = threading.Lock()
        self._version = ""
        self._index: SearchIndex | None = None

    @classmethod
    def open(cls, url: str, vectors: str = "") -> Catalogue:
        """The catalogue at the SQLAlchemy address `url`, read only; `vectors` is a folder, empty: words only."""
        return cls(open_engine(url, read_only=True), Path(vectors) if vectors else None)

    def close(self) -> None:
        """Gives its connections back; for whoever opened it, when nobody asks any more."""
        self._engine.dispose()

    def version(self, session: Session) -> str:
        """The hash of the loaded content; raises CatalogueMissing when there is none."""
        state = session.get(models.CatalogueState, "version")
        if state is None:
            raise CatalogueMissing(str(self._engine.url))
        return state.value

    def search(self, *, person: Person | None = None, now: dt.datetime | None = None, **query: Any) -> Cards:
        """Cards for the arguments of service_catalog.search.search; conditions are laid beside `person`."""
        now = now or dt.datetime.now(HELSINKI)
        with Session(self._engine) as session:
            result = search(session, index=self._current(session), now=now, **query)
            told = (person or Person()).told(session)
            cards = [card_of(found.service, found.reasons, now, told) for found in result.items]
        return Cards(result.total, cards, result.widened)

    def cards(self, ids: Sequence[str], person: Person | None = None, now: dt.datetime | None = None) -> list[Card]:
        """The cards of known services in the given order, without search reasons; unknown ids are left out."""
        now = now or dt.datetime.now(HELSINKI)
        with Session(self._engine) as session:
            told = (person or Person()).told(session)
            return [card_of(service, [], now, told) for service in load_services(session, list(ids))]

    def person_contacts(self, municipality: str | None) -> list[Card]:
        """The way to a human: the advice and the emergency service of the municipality's county, when it is known."""
        with Session(self._engine) as session:
            place = session.get(models.Municipality, municipality) if municipality else None
            county = place.county if place else None
            ids = [county.advice_service, county.emergency_service] if county else []
        return self.cards([service_id for service_id in ids if service_id])

    def needs(self) -> list[models.Need]:
        """All needs in their order."""
        with Session(self._engine) as session:
            return list(session.scalars(select(models.Need).order_by(models.Need.position)))

    def municipalities(self) -> list[models.Municipality]:
        """All municipalities by name; `in_scope` marks those of this installation."""
        with Session(self._engine) as session:
            return list(session.scalars(select(models.Municipality).order_by(models.Municipality.name)))

    def municipality(self, code: str) -> models.Municipality | None:
        """The municipality of a three-digit code."""
        with Session(self._engine) as session:
            return session.get(models.Municipality, code)

    def read[T](self, query: Callable[[Session], T]) -> T:
        """The result of a function that only reads the catalogue."""
        with Session(self._engine) as session:
            return query(session)

    def _current(self, session: Session) -> SearchIndex:
        version = self.version(session)
        with self._lock:
            index = self._index
            if index is not None and self._version == version:
                return index
            if index is not None and len(index.columns) > LARGE:
                if self._building != version:
                    self._building = version
                    threading.Thread(target=self._build_aside, args=(version,), daemon=True).start()
                return index
            self._index, self._version = build_index(session), version
            if self._vectors is not None:
                threading.Thread(target=self._add_meaning, args=(self._index,), daemon=True).start()
            return self._index

    def _build_aside(self, version: str) -> None:
        """Builds the index of `version`, with meaning, and swaps it in whole."""
        try:
            with Session(self._engine) as session:
                index = build_index(session)
            with self._lock:
                self._index, self._version = index, version
            self._add_meaning(index)
        except SQLAlchemyError:
            logger.exception("the search index was not built; the old one answers")
        finally:
            self._building = ""

    def _add_meaning(self, index: SearchIndex) -> None:
        """Gives `index` its vectors and swaps it in, unless a newer one came meanwhile."""
        if self._vectors is None:
            return
        try:
            self._store = self._store or VectorStore.open(self._vectors)
            with Session(self._engine) as session:
                richer = with_meaning(index, session, self._store)
        except Exception:
            logger.exception("search by meaning is away; search by words goes on")
            return
        with self._lock:
            if self._index is index:
                self._index = richer
