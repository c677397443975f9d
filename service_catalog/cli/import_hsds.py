"""`luotsi catalog import hsds`: services of an HSDS 3.0 feed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from service_catalog.cli.apps import importing
from service_catalog.cli.engines import writing
from service_catalog.cli.told import told
from service_catalog.hours.timeline import HELSINKI
from service_catalog.importers.content_schema import OrganisationKind
from service_catalog.importers.hsds.feed import FeedError, read_feed
from service_catalog.importers.hsds.load import FeedDefaults, import_feed


@importing.command("hsds")
def import_hsds(
    path: Annotated[Path, typer.Argument(help="A JSON file, or a folder with datapackage.json.")],
    skip_bad: Annotated[bool, typer.Option(help="Leave out services with a fault and import the rest.")] = False,
    keep_missing: Annotated[bool, typer.Option(help="Do not retire services that this feed does not have.")] = False,
    provider_kind: Annotated[
        OrganisationKind | None, typer.Option(help="Kind of the feed's organisations; by their names by default.")
    ] = None,
    checked_on: Annotated[dt.datetime | None, typer.Option(help="The day of the feed; today when not given.")] = None,
) -> None:
    """Import an HSDS 3.0 feed: checked whole first, one transaction, what is gone from the feed is retired."""
    try:
        tables, left_out = read_feed(path, skip_bad=skip_bad)
        with writing() as engine, Session(engine) as session, session.begin():
            day = (checked_on or dt.datetime.now(HELSINKI)).date()
            defaults = FeedDefaults(day, provider_kind)
            done = import_feed(session, tables, defaults, skip_bad=skip_bad, keep_missing=keep_missing)
    except FeedError as error:
        for problem in error.problems:
            typer.echo(problem, err=True)
        typer.echo(f"{len(error.problems)} problems; nothing was changed.", err=True)
        raise typer.Exit(1) from error
    for problem in [*left_out, *done.problems]:
        typer.echo(f"left out: {problem}", err=True)
    typer.echo(told(done.changes))
