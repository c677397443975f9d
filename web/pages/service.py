"""One service on its own page: what a QR code, a shared link and the card's title lead to."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from web.pages.human import help_line
from web.pages.view import CATALOGUE_AWAY, Asked, not_found, render
from web.state import State

router = APIRouter()


@router.get("/palvelu/{service_id}")
async def service_page(service_id: str, request: Request, page: Asked, state: State) -> HTMLResponse:
    """The full card."""
    try:
        cards = await asyncio.to_thread(state.catalogue.cards, [service_id])
    except CATALOGUE_AWAY:
        return render(request, page, "away.html", HTTPStatus.SERVICE_UNAVAILABLE)
    if not cards:
        return not_found(request, page)
    return render(request, page, "service.html", card=cards[0], help_line=await help_line(state, page))
