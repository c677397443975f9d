"""The front desk: a dense lookup over the same search, for a worker with a person waiting. Nothing typed is stored."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from web.pages.browse import all_needs
from web.pages.human import human_cards, municipality_options, phone_lines
from web.pages.view import Asked, render
from web.state import State

router = APIRouter()


@router.get("/tiski")
async def desk_page(request: Request, page: Asked, state: State) -> HTMLResponse:
    """The desk."""
    return render(
        request,
        page,
        "desk.html",
        needs={need.id: page.need_name(need.id, need.name) for need in await all_needs(state)},
        lines=phone_lines(await human_cards(state, page.municipality)),
        municipalities=await municipality_options(state),
    )
