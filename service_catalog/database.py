"""Opens the catalogue's database: SQLite in WAL mode by default, PostgreSQL by setting.

A database that hangs must not keep a person waiting, nor its readers' threads for good: each has its own patience.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event

# Seconds that a reader waits for a lock of SQLite, for a word of PostgreSQL, and for a connection of the pool.
LOCK_SECONDS = 1.0
SILENCE_SECONDS = 5.0
POOL_SECONDS = 1.0


def open_engine(url: str, *, read_only: bool = False) -> Engine:
    """An engine for the catalogue at `url` (an SQLAlchemy address).

    SQLite gets WAL and a short wait for locks (the person waits at most 2 s); `read_only` keeps readers from creating
    an empty file where the catalogue is missing. A reader of PostgreSQL gives up a server that has gone silent; an
    import waits for as long as its statements take.
    """
    if not url.startswith("sqlite"):
        patience: dict[str, Any] = {}
        if read_only:
            patience = {"connect_args": {"timeout": SILENCE_SECONDS}, "pool_timeout": POOL_SECONDS}
        return create_engine(url, pool_pre_ping=True, **patience)
    engine = create_engine(url, connect_args={"timeout": LOCK_SECONDS})

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
