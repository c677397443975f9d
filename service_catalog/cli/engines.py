"""Opens the catalogue of the settings for the length of a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from service_catalog.cli.catalog import writable_engine
from service_catalog.database import open_engine
from service_catalog.importers.build import migrate
from service_catalog.settings import CatalogueSettings


@contextmanager
def reading() -> Iterator[Engine]:
    """An engine that only reads."""
    engine = open_engine(CatalogueSettings().database_url, read_only=True)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def writing() -> Iterator[Engine]:
    """An engine that may write, on tables of the newest form."""
    engine = writable_engine(CatalogueSettings())
    try:
        migrate(engine)
        yield engine
    finally:
        engine.dispose()
