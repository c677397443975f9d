"""`luotsi catalog import ptv`: the national catalogue, from files or from its API."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from service_catalog.cli.apps import importing
from service_catalog.cli.catalog import writable_engine
from service_catalog.importers.build import build_catalogue
from service_catalog.importers.content import read_content
from service_catalog.importers.fetch import Fetcher, Refused, Unreachable
from service_catalog.importers.ptv import api_v11, api_v12
from service_catalog.importers.ptv.areas import area_codes
from service_catalog.importers.ptv.files import read_files
from service_catalog.importers.ptv.material import Material
from service_catalog.importers.ptv.pages import Pages
from service_catalog.importers.ptv.report import KINDS, BadFile, ImportReport
from service_catalog.importers.ptv.run import TooManyGone, import_material
from service_catalog.importers.ptv.scope import Progress as Say
from service_catalog.importers.ptv.scope import Scope
from service_catalog.settings import ROOT, CatalogueSettings
from service_catalog.texts import CONTENT

SHOWN = 20


class Api(StrEnum):
    """The versions of the API."""

    v11 = "v11"
    v12 = "v12"


@importing.command()
def ptv(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files with PTV records (.json, .jsonl), any kinds.")
    ] = None,
    api: Annotated[Api | None, typer.Option(help="Read from the live API of this version instead of files.")] = None,
    training: Annotated[bool, typer.Option(help="The API's training environment.")] = False,
    municipality: Annotated[
        list[str] | None, typer.Option(help="Municipality code, many times; otherwise those of LUOTSI_AREA.")
    ] = None,
    area: Annotated[
        list[str] | None, typer.Option(help="Another area as KIND:CODE (WellbeingServiceCounties:06), many times.")
    ] = None,
    whole_country: Annotated[bool, typer.Option(help="Take services of the whole country along.")] = True,
    since: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what changed on this day or later.")
    ] = None,
    fetched: Annotated[
        dt.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="The day on which the files were fetched; otherwise the newest file's."
        ),
    ] = None,
    partial: Annotated[bool, typer.Option(help="The files are a part only: retire nothing.")] = False,
    allow_many_gone: Annotated[bool, typer.Option(help="Retire even more than half of the services.")] = False,
    state: Annotated[Path, typer.Option(help="Keeps the answers of an import that is cut off.")] = ROOT / "var" / "ptv",
    report: Annotated[Path | None, typer.Option(help="Write the whole report into this file as JSON.")] = None,
    api_key: Annotated[str, typer.Option(envvar="LUOTSI_PTV_API_KEY", help="The key of v12.", show_default=False)] = "",
) -> None:
    """Import the national catalogue (PTV). A bad record is named and left out; a bad file changes nothing."""
    settings = CatalogueSettings()
    console = Console()
    if bool(files) == bool(api):
        raise typer.BadParameter("give either files or --api")
    engine = writable_engine(settings)
    try:
        if api is None:
            material, day = read_files(files or []), fetched.date() if fetched else _newest(files or [])
            done = None
        else:
            scope = _scope(settings, municipality, area, whole_country, since)
            if api is Api.v12 and not api_key:
                raise typer.BadParameter("v12 needs a key: set LUOTSI_PTV_API_KEY")
            material, done = _from_api(api, scope, api_key, state / f"{api}.jsonl", training, console)
            day = dt.datetime.now(dt.UTC).date()
            partial = partial or bool(municipality or area or since)
        build_catalogue(engine, settings.area)
        result = import_material(engine, material, day, partial=partial, allow_many_gone=allow_many_gone)
    except (BadFile, Refused, Unreachable, TooManyGone) as error:
        typer.echo(f"{error}\nNothing was changed.", err=True)
        raise typer.Exit(1) from error
    finally:
        engine.dispose()
    if done:
        done.forget()
    if report:
        result.write(report)
    show(result, console)


def show(report: ImportReport, console: Console) -> None:
    """Prints what was read, kept and left out, and why."""
    table = Table("records", "read", "kept", "left out", title="National catalogue (PTV)")
    for kind in KINDS:
        table.add_row(kind, str(report.read[kind]), str(report.kept[kind]), str(report.records_left_out(kind)))
    console.print(table)
    reasons = Table("left out of", "why", "how much", "times")
    for kind, reason, part, count in report.reasons():
        reasons.add_row(kind, reason, "a part" if part else "the record", str(count))
    if report.left_out:
        console.print(reasons)
    for entry in [entry for entry in report.left_out if not entry.part][:SHOWN]:
        console.print(f"left out: {entry.kind} {entry.id}: {entry.field}: {entry.reason}", markup=False, soft_wrap=True)
    changes = report.changes
    console.print(
        f"Services: {changes.added} added, {changes.changed} changed, {changes.unchanged} as before, "
        f"{changes.gone} retired."
    )
    for note, count in report.notes.items():
        if count:
            console.print(f"{note}: {count}")


def _from_api(
    api: Api, scope: Scope, key: str, state: Path, training: bool, console: Console
) -> tuple[Material, Pages]:
    module = api_v11 if api is Api.v11 else api_v12
    base = module.HOSTS["training" if training else "live"]
    allowed = frozenset({urlsplit(base).hostname or ""})
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with (
        Fetcher(allowed, headers={"x-api-key": key} if key else {}) as fetcher,
        Progress(*columns, console=console) as bar,
    ):
        pages = Pages(fetcher, state)
        reader = api_v11.ApiV11 if api is Api.v11 else api_v12.ApiV12
        return reader(pages, base, _progress(bar)).read(scope), pages


def _progress(bar: Progress) -> Say:
    tasks: dict[str, object] = {}

    def say(what: str, done: int, total: int | None) -> None:
        if what not in tasks:
            tasks[what] = bar.add_task(what, total=total)
        bar.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]  # ids of rich

    return say


def _scope(
    settings: CatalogueSettings,
    municipality: list[str] | None,
    area: list[str] | None,
    whole_country: bool,
    since: dt.datetime | None,
) -> Scope:
    areas = []
    for given in area or []:
        kind, _, code = given.partition(":")
        if not (kind.isalpha() and code.isalnum()):
            raise typer.BadParameter(f"an area is KIND:CODE, not {given}")
        areas.append((kind, code))
    if municipality or areas:
        return Scope(tuple(municipality or ()), tuple(areas), whole_country, since.date() if since else None)
    codes, own = _own_areas(settings)
    return Scope(codes, own, whole_country, since.date() if since else None)


def _own_areas(settings: CatalogueSettings) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The municipalities of the served area, and the counties and regions that they belong to."""
    content = read_content(CONTENT, settings.area)
    served = set(content.area.municipalities)
    rows = [row for row in content.municipalities if row.name in served]
    counties = {("WellbeingServiceCounties", row.county_code): None for row in rows if row.county_code}
    codes = {row.code for row in rows}
    regions = {("Region", code): None for code, members in area_codes().regions.items() if codes.intersection(members)}
    return tuple(row.code for row in rows), tuple({**counties, **regions})


def _newest(files: list[Path]) -> dt.date:
    """The day on which the newest of the files was written."""
    try:
        return dt.datetime.fromtimestamp(max(path.stat().st_mtime for path in files), dt.UTC).date()
    except OSError as error:
        raise BadFile(str(error)) from error
