"""`luotsi catalog build`: the content folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from service_catalog.cli.apps import catalog
from service_catalog.database import open_engine, used_once
from service_catalog.importers.build import build_catalogue
from service_catalog.importers.yaml_file import ContentError
from service_catalog.settings import CatalogueSettings


def stop(error: ContentError) -> typer.Exit:
    """Tells what is wrong with the content; the exit is the caller's to raise."""
    for problem in error.problems:
        typer.echo(problem, err=True)
    typer.echo(f"{len(error.problems)} problems in the content; nothing was changed.", err=True)
    return typer.Exit(1)


def writable_engine(settings: CatalogueSettings) -> Engine:
    """An engine for the catalogue of the settings; makes the folder of a SQLite file."""
    url = make_url(settings.database_url)
    if url.database and url.get_backend_name() == "sqlite":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    return open_engine(settings.database_url)


@catalog.command()
def build(force: Annotated[bool, typer.Option(help="Load even when nothing has changed.")] = False) -> None:
    """Build the catalogue from the content folder; content with a fault changes nothing."""
    settings = CatalogueSettings()
    try:
        with used_once(writable_engine(settings)) as engine:
            built = build_catalogue(engine, settings.area, force=force)
    except ContentError as error:
        raise stop(error) from error
    done = "is up to date" if built.services is None else f"was built: {built.services} services"
    typer.echo(f"The catalogue {done} (version {built.version}).")
