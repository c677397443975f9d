"""`luotsi catalog export`: the whole catalogue as HSDS 3.0."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from service_catalog.cli.apps import catalog
from service_catalog.cli.engines import reading
from service_catalog.exporters.hsds.files import export_tables, page_of, write_json, write_package
from service_catalog.exporters.hsds.package_check import package_problems
from service_catalog.exporters.hsds.schema import problems_of


@catalog.command()
def export(
    output: Annotated[Path, typer.Option(help="A file name.json, or a folder for the tabular data package.")],
) -> None:
    """Write the catalogue as HSDS 3.0, after checking it against the schemas; a fault writes nothing."""
    with reading() as engine, Session(engine) as session:
        tables = export_tables(session)
    problems = package_problems(tables)
    problems += [problem for one in page_of(tables)["contents"] for problem in problems_of(one, "service")]
    if problems:
        for problem in problems:
            typer.echo(problem, err=True)
        typer.echo(f"{len(problems)} problems; nothing was written.", err=True)
        raise typer.Exit(1)
    write = write_json if output.suffix == ".json" else write_package
    write(tables, output)
    typer.echo(f"{len(tables.get('service', []))} services were written to {output}.")
