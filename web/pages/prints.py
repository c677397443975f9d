"""The kept list as a page, and as a sheet to print: large print too, with a QR code to each service's page."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
from typing import Annotated
from urllib.parse import quote

import segno
from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from service_catalog.cards import Card
from service_catalog.opening_hours import HELSINKI
from web.pages.format import date_text
from web.pages.human import help_line
from web.pages.view import CATALOGUE_AWAY, Asked, render
from web.state import AppState, State

router = APIRouter()
MOST_KEPT = 30
Ids = Annotated[list[str] | None, Query(alias="id", max_length=MOST_KEPT)]


@router.get("/valitut")
async def kept_page(request: Request, page: Asked, state: State, ids: Ids = None) -> HTMLResponse:
    """The kept services with ways to take them along."""
    cards = await cards_of(state, ids or [])
    sheet = page.link("/tuloste") + ("&" if "?" in page.link("/tuloste") else "?") + id_query(cards)
    text = as_text(cards, str(request.base_url))
    return render(
        request, page, "kept.html", cards=cards, sheet=sheet, text=text, help_line=await help_line(state, page)
    )


@router.get("/tuloste")
async def sheet_page(
    request: Request,
    page: Asked,
    state: State,
    ids: Ids = None,
    koko: Annotated[str, Query(max_length=10)] = "",
) -> HTMLResponse:
    """The sheet: black on white, one service a block, no name of the client."""
    cards = await cards_of(state, ids or [])
    base = str(request.base_url)
    again = page.link("/tuloste", koko=None if koko == "iso" else "iso")
    return render(
        request,
        page,
        "sheet.html",
        cards=cards,
        codes={card.id: qr_code(service_address(base, card)) for card in cards},
        addresses={card.id: service_address(base, card) for card in cards},
        large=koko == "iso",
        again=again + ("&" if "?" in again else "?") + id_query(cards),
        today=date_text(dt.datetime.now(HELSINKI).date()),
    )


async def cards_of(state: AppState, ids: list[str]) -> list[Card]:
    """The cards of the ids that exist, each once, in the given order."""
    try:
        return await asyncio.to_thread(state.catalogue.cards, list(dict.fromkeys(ids)))
    except CATALOGUE_AWAY:
        return []


def id_query(cards: list[Card]) -> str:
    """The ids as a query string."""
    return "&".join(f"id={quote(card.id)}" for card in cards)


def service_address(base: str, card: Card) -> str:
    """The full address of a service's page."""
    return f"{base}palvelu/{quote(card.id)}"


def qr_code(address: str) -> Markup:
    """The address as an SVG of a QR code, made here; hidden from screen readers, since the address stands beside it."""
    out = io.BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", xmldecl=False, svgns=False, border=2, omitsize=True, svgclass="qr", lineclass=None, nl=False
    )
    svg = out.getvalue().decode().replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    return Markup(svg)  # noqa: S704  # segno writes paths and numbers only, nothing of the address as text


def as_text(cards: list[Card], base: str) -> str:
    """The list as plain text, for e-mail and text messages."""
    return "\n\n".join(
        "\n".join(
            part
            for part in (
                card.name,
                card.provider.name,
                *(contact.value for contact in card.contacts if contact.kind == "phone"),
                *(", ".join(x for x in (place.street, place.municipality) if x) for place in card.places[:1]),
                service_address(base, card),
            )
            if part
        )
        for card in cards
    )
