"""Builds the catalogue: brings the tables up to date with Alembic, then loads the content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session

from service_catalog.catalogue_state import read_state
from service_catalog.importers.content import content_version, read_content
from service_catalog.importers.load import load_content
from service_catalog.models import CatalogueState
from service_catalog.texts import CONTENT

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


@dataclass(frozen=True)
class Built:
    """What a build did. `services` is None when the catalogue was already up to date."""

    version: str
    services: int | None


def migrate(engine: Engine, revision: str = "head") -> None:
    """Brings the tables to the form of `revision`, up or down.

    SQLite changes a column by making the table anew, which its foreign keys would forbid: they rest meanwhile.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        config.attributes["connection"] = connection
        context = MigrationContext.configure(connection)
        down = revision != "head" and (context.get_current_revision() or "") > revision
        (command.downgrade if down else command.upgrade)(config, revision)
    if sqlite:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def loaded_version(engine: Engine) -> str | None:
    """The version of the content in the database, or None."""
    if not inspect(engine).has_table(CatalogueState.__tablename__):
        return None
    with Session(engine) as session:
        return read_state(session, "content")


def build_catalogue(engine: Engine, area: str, folder: Path = CONTENT, *, force: bool = False) -> Built:
    """Loads the content of `folder` for `area` unless it is loaded already.

    Raises ContentError, and changes nothing, when the content has a fault.
    """
    version = content_version(folder, area)
    if not force and loaded_version(engine) == version:
        migrate(engine)
        return Built(version, None)
    content = read_content(folder, area)
    migrate(engine)
    with Session(engine) as session, session.begin():
        count = load_content(session, content)
    return Built(version, count)
