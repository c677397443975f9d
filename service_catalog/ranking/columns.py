"""The catalogue as columns in memory: what search filters and scores by, one row a published service.

Rows are ordered by service id, whatever the database's own order is, so that SQLite and PostgreSQL rank alike. A
`Columns` is never changed: a new version of the catalogue makes a new one, and readers swap the whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from service_catalog.ranking.opening import Openings

Rows = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.int32]
Scores = npt.NDArray[np.float64]

NO_ROWS: Rows = np.empty(0, dtype=np.int32)


@dataclass(frozen=True)
class Category:
    """A column of few different words."""

    words: tuple[str, ...]
    codes: npt.NDArray[np.int8]

    @classmethod
    def of(cls, values: list[str]) -> Category:
        """The column of `values`."""
        words = tuple(sorted(set(values)))
        number = {word: code for code, word in enumerate(words)}
        return cls(words, np.array([number[value] for value in values], dtype=np.int8))

    def among(self, wanted: Collection[str]) -> Flags:
        """The rows whose word is one of `wanted`."""
        table = np.array([word in wanted for word in self.words] or [False])
        return np.asarray(table[self.codes], dtype=np.bool_)

    def weighed(self, weights: Mapping[str, float]) -> Scores:
        """Each row's weight; a word without one weighs nothing."""
        table = np.array([weights.get(word, 0.0) for word in self.words] or [0.0])
        return np.asarray(table[self.codes], dtype=np.float64)


@dataclass(frozen=True)
class Fits:
    """The services that meet a need and how well (1 is the heart of the service; a first door of the need has more)."""

    rows: Rows
    fits: Scores


@dataclass(frozen=True)
class Places:
    """Where services are: pairs of a row and its place's postal code, and the rows by the municipality's name."""

    by_municipality: Mapping[str, Rows]
    postal_rows: Rows
    postal_codes: Days


@dataclass(frozen=True)
class Columns:
    """Everything that search knows of the published services without asking the database.

    `valid_from`, `valid_until` and `fresh_on` are ordinals of dates (`dt.date.toordinal`). `areas` are the rows by
    kind and code of the area that they serve, `neighbours` the municipalities' names by those of the same employment
    area. `direct` are the services that one gets without a referral or an application.
    """

    ids: tuple[str, ...]
    row_of: Mapping[str, int]
    provider_kind: Category
    threshold: Category
    free: Flags
    direct: Flags
    languages: Mapping[str, Flags]
    valid_from: Days
    valid_until: Days
    fresh_on: Days
    areas: Mapping[tuple[str, str], Rows]
    needs: Mapping[str, Fits]
    places: Places
    neighbours: Mapping[str, frozenset[str]]
    openings: Openings

    def __len__(self) -> int:
        return len(self.ids)

    def flags(self, rows: Rows | list[int]) -> Flags:
        """The column that is true on `rows`."""
        found = np.zeros(len(self), dtype=np.bool_)
        found[rows] = True
        return found

    def valid_on(self, day: dt.date) -> Flags:
        """The services that are given on `day`."""
        today = day.toordinal()
        return np.asarray((self.valid_from <= today) & (today <= self.valid_until), dtype=np.bool_)
