"""`luotsi catalog stats`: how much there is, from where, how fresh, and which need is met where."""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from service_catalog.cli.apps import catalog
from service_catalog.cli.engines import reading
from service_catalog.hours.timeline import HELSINKI
from service_catalog.quality.stats import Stats, count


@catalog.command()
def stats(as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False) -> None:
    """Count the services by origin, provider and freshness, and by need and municipality."""
    with reading() as engine, Session(engine) as session:
        counted = count(session, dt.datetime.now(HELSINKI).date())
    if as_json:
        typer.echo(json.dumps(counted.as_json(), ensure_ascii=False, indent=1))
        return
    console = Console(width=200)
    for table in _tables(counted):
        console.print(table)
    console.print(f"{len(counted.gaps())} pairs of need and municipality have no service of their own area.")


def _tables(counted: Stats) -> list[Table]:
    origins = Table("origin", "published", "retired", title=f"{counted.services} services are shown")
    for origin, states in counted.by_origin.items():
        origins.add_row(origin, str(states.get("published", 0)), str(states.get("retired", 0)))
    providers = Table("provider", "services")
    for kind, number in counted.by_provider.items():
        providers.add_row(kind, str(number))
    fresh = Table("checked within (days)", "services")
    for days, number in counted.fresh.items():
        fresh.add_row(days, str(number))
    places = list(next(iter(counted.coverage.values()), {}))
    coverage = Table("need", "whole country", *(place[:5] for place in places), title="services of the area by need")
    for need, numbers in counted.coverage.items():
        coverage.add_row(need, str(counted.whole_country[need]), *(str(numbers[place]) for place in places))
    return [origins, providers, fresh, coverage]
