"""`luotsi catalog approvals`: whether every text is approved, and what keeps from a release."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.approvals import faults, files_of, hash_of, read_approvals, shortcomings
from service_catalog.cli.apps import catalog
from service_catalog.cli.catalog import stop
from service_catalog.database import open_engine, used_once
from service_catalog.importers.yaml_file import ContentError
from service_catalog.opening_hours import HELSINKI
from service_catalog.settings import CatalogueSettings


@catalog.command()
def approvals(
    release: Annotated[bool, typer.Option(help="What keeps from a release is a failure, too.")] = False,
    hashes: Annotated[bool, typer.Option(help="Print the hash of each group as it is now.")] = False,
) -> None:
    """Check the approvals of the texts; drafts and old facts are told, and stop a release."""
    today = dt.datetime.now(HELSINKI).date()
    try:
        known = read_approvals()
    except ContentError as error:
        raise stop(error) from error
    if hashes:
        for group, files in zip(known.groups, files_of(known)[0], strict=True):
            typer.echo(f"{hash_of(files)}  {group.covers[0]}")
        return
    wrong = faults(known, today)
    open_points = shortcomings(known, last_checked(), today)
    for fault in wrong:
        typer.echo(f"fault: {fault}", err=True)
    for point in open_points:
        typer.echo(f"not ready for release: {point}", err=True)
    if wrong or (release and open_points):
        raise typer.Exit(1)


def last_checked() -> dict[str, dt.date]:
    """When each service of the built catalogue was last compared with its source."""
    opened = open_engine(CatalogueSettings().database_url, read_only=True)
    with used_once(opened) as engine, Session(engine) as session:
        rows = session.execute(select(models.Service.id, models.Service.checked_on))
        return {service: day for service, day in rows}  # noqa: C416  # rows are not pairs to mypy
