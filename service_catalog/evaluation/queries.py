"""The graded queries of `tests/evaluation/retrieval.yml`; the file says what its fields mean."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from service_catalog.importers.yaml_file import read_yaml
from service_catalog.settings import ROOT

QUERIES = ROOT / "tests" / "evaluation" / "retrieval.yml"
Style = Literal["plain", "puhekieli", "typo", "compound", "inflected", "indirect", "shorthand"]
COLLECTIONS = ("curated", "records", "general")


class Query(BaseModel):
    """One query: `at` is a municipality's name, `needs` what a person hears in it, `grades` by id or name."""

    model_config = ConfigDict(extra="forbid")
    q: str
    style: Style
    at: str | None = None
    needs: list[str] = []
    grades: dict[str, Annotated[int, Field(ge=1, le=3)]] = Field(min_length=1)


class QueryFile(BaseModel):
    """The file, by collection."""

    model_config = ConfigDict(extra="forbid")
    curated: list[Query]
    general: list[Query]
    records: list[Query]

    def of(self, collection: str) -> list[Query]:
        """The queries of a collection."""
        return list(getattr(self, collection))


def read_queries(path: Path = QUERIES) -> QueryFile:
    """All graded queries."""
    return read_yaml(path, QueryFile)
