"""Opens the catalogue's database: SQLite in WAL mode by default, PostgreSQL by setting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event


def open_engine(url: str, *, read_only: bool = False) -> Engine:
    """An engine for the catalogue at `url` (an SQLAlchemy address).

    SQLite gets WAL and a short wait for locks (1 s: the person waits at most 2 s); `read_only` keeps readers from
    creating an empty file where the catalogue is missing.
    """
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": 1.0})

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        else:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    return engine


@contextmanager
def used_once(engine: Engine) -> Iterator[Engine]:
    """The engine for as long as the block runs; its connections are closed after it, for commands that end."""
    try:
        yield engine
    finally:
        engine.dispose()
