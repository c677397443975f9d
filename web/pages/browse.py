"""Browsing by need, for those who would rather look than write."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from service_catalog.models import Need
from web.pages.human import help_line, municipality_options
from web.pages.view import CATALOGUE_AWAY, Asked, Page, not_found, render
from web.state import AppState, State

router = APIRouter()
PAGE_SIZE = 10


async def all_needs(state: AppState) -> list[Need]:
    """The vocabulary of needs; empty when the catalogue is away."""
    try:
        return await asyncio.to_thread(state.catalogue.needs)
    except CATALOGUE_AWAY:
        return []


def by_theme(needs: list[Need], page: Page) -> list[tuple[str, list[Need]]]:
    """Themes with their needs, both in the vocabulary's order."""
    themes: dict[str, list[Need]] = {}
    for need in needs:
        themes.setdefault(page.need_name(f"theme_{need.theme}", need.theme_name), []).append(need)
    return list(themes.items())


@router.get("/aiheet")
async def topics(request: Request, page: Asked, state: State) -> HTMLResponse:
    """All needs under their themes."""
    themes = by_theme(await all_needs(state), page)
    status = HTTPStatus.OK if themes else HTTPStatus.SERVICE_UNAVAILABLE
    return render(
        request,
        page,
        "topics.html",
        status,
        themes=themes,
        help_line=await help_line(state, page),
        municipalities=await municipality_options(state),
    )


@router.get("/aihe/{need_id}")
async def topic(
    need_id: str, request: Request, page: Asked, state: State, alku: Annotated[int, Query(ge=0, le=10_000)] = 0
) -> HTMLResponse:
    """Services of one need in the municipality, ten on a page."""
    need = next((one for one in await all_needs(state) if one.id == need_id), None)
    if need is None:
        return not_found(request, page)
    found = await asyncio.to_thread(
        state.catalogue.search, needs=[need_id], municipality=page.municipality, limit=PAGE_SIZE, offset=alku
    )
    return render(
        request,
        page,
        "topic.html",
        need=need,
        name=page.need_name(need.id, need.name),
        found=found,
        start=alku,
        size=PAGE_SIZE,
        help_line=await help_line(state, page),
        municipalities=await municipality_options(state),
    )
