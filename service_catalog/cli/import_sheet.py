"""`luotsi catalog import sheet` and `luotsi catalog template`: associations and meeting places in a spreadsheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from service_catalog.cli.apps import catalog, importing
from service_catalog.cli.engines import writing
from service_catalog.cli.told import told
from service_catalog.hours.timeline import HELSINKI
from service_catalog.importers.content import NeedFile
from service_catalog.importers.sheet.columns import SheetError
from service_catalog.importers.sheet.load import import_sheet
from service_catalog.importers.sheet.template import write_template
from service_catalog.importers.yaml_file import read_yaml
from service_catalog.texts import CONTENT


@importing.command("sheet")
def sheet(
    path: Annotated[Path, typer.Argument(help="A file .xlsx or .csv in the form of the template.")],
    name: Annotated[str | None, typer.Option(help="Name of the sheet over the years; the file's by default.")] = None,
    skip_bad: Annotated[bool, typer.Option(help="Leave out rows with a fault and import the rest.")] = False,
) -> None:
    """Import a spreadsheet: every fault is told with its row and the fix, and none is imported till all are right."""
    try:
        with writing() as engine, Session(engine) as session, session.begin():
            today = dt.datetime.now(HELSINKI).date()
            done = import_sheet(session, path, today, sheet=name, skip_bad=skip_bad)
    except SheetError as error:
        for problem in error.problems:
            typer.echo(problem, err=True)
        typer.echo(f"{len(error.problems)} problems; nothing was changed.", err=True)
        raise typer.Exit(1) from error
    for problem in done.problems:
        typer.echo(f"left out: {problem}", err=True)
    typer.echo(told(done.changes))


@catalog.command()
def template(
    output: Annotated[Path, typer.Option(help="The file to write: name.xlsx or name.csv.")],
) -> None:
    """Write an empty spreadsheet for associations and meeting places, with its guide in Finnish."""
    needs = read_yaml(CONTENT / "needs.yaml", NeedFile).needs
    write_template(output, {need.id: need.name for need in needs})
    typer.echo(f"The template is {output}.")
