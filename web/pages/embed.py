"""The page for those who embed the widget: settings, the code to copy, and a live preview in a frame of its own."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from web.pages.human import municipality_options
from web.pages.view import Asked, render
from web.state import State

router = APIRouter()
Position = Literal["right", "left", "inline"]
Exit = Literal["auto", "always", "never"]


@router.get("/upota")
async def embed_page(request: Request, page: Asked, state: State) -> HTMLResponse:
    """Builds the code."""
    return render(
        request,
        page,
        "embed.html",
        origin=str(request.base_url).rstrip("/"),
        municipalities=await municipality_options(state),
    )


@router.get("/upota/esikatselu")
async def preview(
    request: Request,
    page: Asked,
    paikka: Position = "right",
    sivu: Annotated[str, Query(pattern="^(perhekeskus)?$")] = "",
    poistu: Exit = "auto",
) -> HTMLResponse:
    """A plain host page with the widget, as a municipality's page would have it."""
    return render(request, page, "preview.html", position=paikka, family=sivu == "perhekeskus", exit=poistu)
