"""The page /havainnot: tables and pictures of published figures, their files, and a summary to print."""

from __future__ import annotations

import asyncio
import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from service_catalog.catalogue import CatalogueMissing
from service_catalog.coverage import coverage, stale_records
from web.insight import figures
from web.insight.access import has_sign_in, may_look
from web.insight.csv_file import csv_of
from web.insight.drawing import Picture, lying_bars, standing_bars
from web.insight.events import today
from web.insight.figures import Names, Table
from web.insight.insight import InsightAway
from web.insight.publish import Block, Publication, Row, ended_blocks, publish, rows_of
from web.insight.tables import is_made_up
from web.pages.texts import Texts, read_ui
from web.pages.view import Asked, Page, not_found, render
from web.state import AppState, State

router = APIRouter(include_in_schema=False)

AWAY = (SQLAlchemyError, CatalogueMissing, OSError, InsightAway)
MOST_BLOCKS = 13
Measure = Literal["unmet", "met"]
TREND = [0, 1]  # columns of the trend that are drawn: met and unmet


@dataclass(frozen=True)
class View:
    """What was asked for, read and ready to show. `blocks` are published, the newest first; `chosen` is one of them."""

    names: Names
    blocks: list[Publication]
    chosen: Publication | None
    made_up: bool
    coverage: list[Table]

    def tables(self, measure: Measure) -> list[Table]:
        """All tables, in the order of the page."""
        if self.chosen is None:
            return self.coverage
        return [
            figures.needs_table(self.chosen, measure, self.names),
            figures.ranking_table(self.chosen, self.names),
            figures.trend_table(self.blocks, self.names),
            figures.outcomes_table(self.chosen, self.names),
            figures.faces_table(self.chosen, self.names),
            figures.understood_table(self.blocks, self.names),
            *self.coverage,
        ]


@cache
def insight_texts(language: str) -> Texts:
    """The texts of the page in a language."""
    return Texts(language, read_ui(f"insight.{language}"))


@lru_cache(maxsize=64)
def published_once(
    block: Block, rows: tuple[Row, ...], needs: tuple[str, ...], municipalities: tuple[str, ...]
) -> Publication:
    """The publication of a block, which takes a second or two to protect and never changes afterwards."""
    return publish(block, rows, needs, municipalities)


def population(path: Path | None) -> dict[str, int]:
    """Inhabitants by municipality code, from the file of the settings; empty without one."""
    if path is None:
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["code"].zfill(3): int(row["population"]) for row in csv.DictReader(file)}


def look(state: AppState, page: Page, period: str) -> View:
    """Reads and protects what is shown; raises one of AWAY when a database is away."""
    insight, catalogue = state.insight, state.catalogue
    needs = {need.id: page.need_name(need.id, need.name) for need in catalogue.needs()}
    served = [one for one in catalogue.municipalities() if one.in_scope]
    places = {one.code: one.name_sv if page.language == "sv" else one.name for one in served}
    names = Names(insight_texts(page.language), needs, places, population(insight.settings.population))
    engine = insight.engine()
    blocks = [protected(engine, block, needs, places) for block in ended_blocks(engine, today())[:MOST_BLOCKS]]
    chosen = next((one for one in blocks if one.block.first.isoformat() == period), blocks[0] if blocks else None)
    found = catalogue.read(lambda session: coverage(session, today()))
    stale = catalogue.read(lambda session: stale_records(session, today()))
    of_catalogue = [
        figures.coverage_table(found, names),
        figures.gaps_table(found, names),
        figures.stale_table(stale, names),
    ]
    return View(names, blocks, chosen, is_made_up(engine), of_catalogue)


def protected(engine: Engine, block: Block, needs: dict[str, str], places: dict[str, str]) -> Publication:
    """The published figures of a block."""
    rows = sorted(rows_of(engine, block), key=repr)
    return published_once(block, tuple(rows), tuple(needs), tuple(places))


def pictures_of(tables: list[Table]) -> dict[str, Picture]:
    """The pictures that stand beside tables."""
    pictures = {table.id: lying_bars(table) for table in tables if table.kind == "bars"}
    return pictures | {table.id: standing_bars(table, TREND) for table in tables if table.id == "viikot"}


@router.get("/havainnot")
async def insight_page(
    request: Request,
    page: Asked,
    state: State,
    jakso: Annotated[str, Query(max_length=10)] = "",
    mitta: Measure = "unmet",
) -> HTMLResponse:
    """The whole page."""
    view = await allowed(request, page, state, jakso)
    if isinstance(view, Response):
        return view
    tables = view.tables(mitta)
    return shown(
        request,
        page,
        "insight/page.html",
        view=view,
        tables=tables,
        pictures=pictures_of(tables),
        measure=mitta,
        keys=figures.key_figures(view.chosen, view.names) if view.chosen else [],
        periods=[(one.block.first.isoformat(), period_of(one, view.names.texts)) for one in view.blocks],
    )


@router.get("/havainnot/yhteenveto")
async def summary_page(
    request: Request, page: Asked, state: State, jakso: Annotated[str, Query(max_length=10)] = ""
) -> HTMLResponse:
    """One page to print: the whole area, or the municipality of the address."""
    view = await allowed(request, page, state, jakso)
    if isinstance(view, Response):
        return view
    if view.chosen is None:
        return away(request, page)
    code = page.municipality if page.municipality in view.names.municipalities else None
    table = (
        figures.place_table(view.chosen, code, view.names) if code else figures.ranking_table(view.chosen, view.names)
    )
    place = view.names.place(code) if code else view.names.texts("summary_area")
    return shown(
        request,
        page,
        "insight/summary.html",
        view=view,
        code=code,
        title=view.names.texts("summary_title", place=place, period=period_of(view.chosen, view.names.texts)),
        keys=[] if code else figures.key_figures(view.chosen, view.names),
        table=table,
        outcomes=None if code else figures.outcomes_table(view.chosen, view.names),
        gaps=place_gaps(view, code),
    )


@router.get("/havainnot/{table_id}.csv")
async def table_file(
    table_id: str,
    request: Request,
    page: Asked,
    state: State,
    jakso: Annotated[str, Query(max_length=10)] = "",
    mitta: Measure = "unmet",
) -> Response:
    """One table of the page as a file: the same cells, hidden where the page hides them."""
    view = await allowed(request, page, state, jakso)
    if isinstance(view, Response):
        return view
    table = next((one for one in view.tables(mitta) if one.id == table_id), None)
    if table is None:
        return not_found(request, page)
    name = f"luotsi-{table_id}-{view.chosen.block.first if view.chosen else today()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    note = f"{view.names.texts('made_up')}\r\n" if view.made_up else ""
    body = csv_of(table)
    return Response(body[:1] + note + body[1:], media_type="text/csv; charset=utf-8", headers=headers)


async def allowed(request: Request, page: Page, state: AppState, period: str) -> View | HTMLResponse:
    """The view for those who may look; else, or when a database is away, the page that says so."""
    if not await may_look(request, state.insight.settings):
        return closed(request, page)
    return await asked(state, page, period) or away(request, page)


async def asked(state: AppState, page: Page, period: str) -> View | None:
    """The view; None when a database is away."""
    try:
        return await asyncio.to_thread(look, state, page, period)
    except AWAY:
        return None


def place_gaps(view: View, code: str | None) -> list[tuple[str, list[str]]]:
    """What the catalogue lacks in a municipality: each lack with its needs; the whole area's gaps have a table."""
    table = view.coverage[0]
    t = view.names.texts
    if code is None or view.names.place(code) not in table.columns:
        return []
    column = table.columns.index(view.names.place(code))
    kinds = [t(f"gaps.{gap}") for gap in t.get("gaps") if gap != "covered"]
    found = [(kind, [line.head for line in table.lines if line.cells[column].said == kind]) for kind in kinds]
    return [(kind, needs) for kind, needs in found if needs]


def period_of(published: Publication, t: Texts) -> str:
    """The block of a publication in words."""
    return figures.period_name(published.block.first, published.block.last, t)


def shown(
    request: Request, page: Page, template: str, status: HTTPStatus = HTTPStatus.OK, **context: Any
) -> HTMLResponse:
    """A page of insight; `i` are its own texts."""
    return render(request, page, template, status, i=insight_texts(page.language), **context)


def closed(request: Request, page: Page) -> HTMLResponse:
    """The page for those who may not look."""
    return shown(request, page, "insight/closed.html", HTTPStatus.FORBIDDEN, sign_in=has_sign_in(request))


def away(request: Request, page: Page) -> HTMLResponse:
    """The page for when a database is away."""
    return shown(request, page, "insight/away.html", HTTPStatus.SERVICE_UNAVAILABLE)
