"""`luotsi catalog check`: the content folder, and what in the database a person should look at."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Annotated

import typer
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.cli.apps import catalog
from service_catalog.cli.catalog import stop
from service_catalog.cli.engines import reading
from service_catalog.hours.timeline import HELSINKI
from service_catalog.importers.content import read_content
from service_catalog.importers.yaml_file import ContentError
from service_catalog.quality.checks import Finding, Kind, check_services, published, urls_of
from service_catalog.quality.links import dead_links
from service_catalog.settings import CatalogueSettings
from service_catalog.texts import CONTENT


@catalog.command()
def check(
    days: Annotated[int, typer.Option(min=1, help="A record that was checked longer ago is old.")] = 365,
    links: Annotated[bool, typer.Option(help="Also ask over the network whether web addresses answer.")] = False,
    content_only: Annotated[bool, typer.Option(help="Look at the content folder only, not at the database.")] = False,
    only: Annotated[list[Kind] | None, typer.Option(help="Tell findings of this kind only, many times.")] = None,
) -> None:
    """Check the content folder and the database. Ends with 1 when there is something to look at, for a timer's mail."""
    try:
        content = read_content(CONTENT, CatalogueSettings().area)
    except ContentError as error:
        raise stop(error) from error
    typer.echo(f"The content is valid: {len(content.services)} services, {len(content.organisations)} organisations.")
    if content_only:
        return
    today = dt.datetime.now(HELSINKI).date()
    with reading() as engine:
        if not _is_built(engine):
            typer.echo("The database holds no catalogue: run `luotsi catalog build` first.", err=True)
            raise typer.Exit(1)
        with Session(engine) as session:
            found = check_services(session, today, days)
            found += _dead(session, today) if links else []
    found = [finding for finding in found if not only or finding.kind in only]
    for finding in found:
        typer.echo(str(finding))
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(Counter(one.kind for one in found).items()))
    typer.echo(f"{len(found)} things to look at" + (f": {counts}." if counts else "."))
    if found:
        raise typer.Exit(1)


def _is_built(engine: Engine) -> bool:
    try:
        return inspect(engine).has_table(models.Service.__tablename__)
    except OperationalError:
        return False


def _dead(session: Session, today: dt.date) -> list[Finding]:
    owners: dict[str, list[str]] = {}
    for service in published(session, today):
        for url in urls_of(service):
            owners.setdefault(url, []).append(service.id)
    return [Finding(Kind.LINK, owners[url][0], f"{url} {reason}") for url, reason in dead_links(owners)]
