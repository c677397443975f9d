"""Commands about insight: `luotsi demo`, `luotsi coverage`, `luotsi insight …`."""

from __future__ import annotations

import asyncio
import os
from contextlib import closing
from pathlib import Path
from typing import Annotated

import httpx
import typer
from sqlalchemy.orm import Session

from service_catalog.catalogue import Catalogue
from service_catalog.coverage import coverage as covered
from service_catalog.database import used_once
from service_catalog.settings import ROOT, CatalogueSettings
from web.insight.ask_all import Gaps, as_lines, as_page, ask_all, questions
from web.insight.ask_all import wordings as read_wordings
from web.insight.demo import RealFigures, fill
from web.insight.events import today
from web.insight.reports import age_in_days, list_reports
from web.insight.samples import samples as kept_samples
from web.insight.settings import InsightSettings
from web.insight.tables import open_insight
from web.insight.votes import reset_votes, vote_weights

insight = typer.Typer(no_args_is_help=True, help="Counters, votes and reports.")
WORDINGS = ROOT / "tests" / "evaluation" / "needs.yml"
DEMO = ROOT / "var" / "insight-demo.db"


def demo(
    port: Annotated[int, typer.Option(help="The port on which the page is served.")] = 8000,
    file: Annotated[Path, typer.Option(help="Where the made-up figures are written.")] = DEMO,
    seed: Annotated[int, typer.Option(help="The same seed makes the same figures.")] = 8,
    serve: Annotated[bool, typer.Option(help="Serve the pages until stopped (the chat needs Rasa).")] = True,
) -> None:
    """Fill a database of its own with a made-up month, and serve /havainnot over it."""
    with closing(Catalogue.open(CatalogueSettings().database_url)) as catalogue:
        needs = [need.id for need in catalogue.needs()]
        places = [one.code for one in catalogue.municipalities() if one.in_scope]
    url = f"sqlite:///{file}"
    try:
        with used_once(open_insight(url)) as engine:
            count = fill(engine, needs, places, today(), seed)
    except RealFigures as error:
        typer.echo(f"{file} holds real figures; nothing was changed.", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"{file} holds {count} made-up conversations (seed {seed}).")
    if serve:
        os.environ |= {"LUOTSI_INSIGHT_URL": url, "LUOTSI_INSIGHT_PUBLIC": "true", "LUOTSI_PORT": str(port)}
        typer.echo(f"http://127.0.0.1:{port}/havainnot (stop with Ctrl-C)")
        from web.__main__ import main

        main()


def coverage(
    url: Annotated[str, typer.Option(help="A running Luotsi.")] = "http://127.0.0.1:8000",
    wordings: Annotated[Path, typer.Option(help="A YAML list of {text, needs}.")] = WORDINGS,
    each: Annotated[int, typer.Option(help="How many wordings of each need.")] = 1,
    write: Annotated[Path | None, typer.Option(help="Also write what was found to this page.")] = None,
) -> None:
    """Ask every need in every municipality, and print whose gaps are left: model, answer, catalogue, or real."""
    with closing(Catalogue.open(CatalogueSettings().database_url)) as catalogue:
        table = catalogue.read(lambda session: covered(session, today()))
        names = {one.code: one.name for one in catalogue.municipalities() if one.in_scope}
    asked = questions(read_wordings(wordings, each), list(names))

    async def run() -> Gaps:
        async with httpx.AsyncClient(base_url=url) as client:
            return await ask_all(client, asked, table)

    lines = as_lines(asyncio.run(run()), names)
    typer.echo("\n".join(lines))
    if write:
        write.write_text(as_page(lines, today(), len(asked)), encoding="utf-8")


@insight.command()
def votes() -> None:
    """Show the weight of each service's votes in ranking."""
    with used_once(open_insight(InsightSettings().url)) as engine, Session(engine) as session:
        for service_id, weight in sorted(vote_weights(session, today()).items()):
            typer.echo(f"{weight:+.3f} {service_id}")


@insight.command("reset-votes")
def reset(service: Annotated[str, typer.Option(help="One service's id; without it all votes.")] = "") -> None:
    """Forget votes, so that they weigh nothing in ranking."""
    with used_once(open_insight(InsightSettings().url)) as engine, Session(engine) as session, session.begin():
        typer.echo(f"{reset_votes(session, service or None)} rows of votes were deleted.")


@insight.command()
def reports() -> None:
    """List open reports of wrong facts and missing services, the oldest first."""
    with used_once(open_insight(InsightSettings().url)) as engine, Session(engine) as session:
        for one in list_reports(session):
            about = one.service_id or one.municipality or "-"
            typer.echo(f"#{one.id} {age_in_days(one, today())} days, {one.times} times, {one.kind} {about}: {one.text}")


@insight.command()
def samples() -> None:
    """Print the redacted messages that gave no need, for those who write training data."""
    with used_once(open_insight(InsightSettings().url)) as engine, Session(engine) as session:
        for sample in kept_samples(session):
            typer.echo(f"{sample.day} {sample.text}")
