"""The way to a human: who answers in the person's area, on a page and for the scripts."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from service_catalog.cards import Card
from web.pages.view import CATALOGUE_AWAY, Asked, Page, render
from web.state import AppState, State

router = APIRouter()
ANYWHERE = ("paivystysapu_116117", "hatanumero_112")


async def human_cards(state: AppState, municipality: str | None) -> list[Card]:
    """Advice and emergency services of the area; the national lines when the area is not known; never an error."""
    try:
        found = await asyncio.to_thread(state.catalogue.person_contacts, municipality)
        return found or await asyncio.to_thread(state.catalogue.cards, ANYWHERE)
    except CATALOGUE_AWAY:
        return []


def phone_lines(cards: list[Card]) -> list[dict[str, Any]]:
    """Name, phone and hours of each card with a phone."""
    lines = []
    for card in cards:
        phone = next((contact for contact in card.contacts if contact.kind == "phone"), None)
        if phone:
            lines.append({"name": card.name, "phone": phone.value, "hours": phone.hours_text, "now": card.open.text})
    return lines


async def help_line(state: AppState, page: Page) -> dict[str, Any] | None:
    """The line for the help bar of a page."""
    return next(iter(phone_lines(await human_cards(state, page.municipality))), None)


@router.get("/ihminen")
async def human_page(request: Request, page: Asked, state: State) -> HTMLResponse:
    """Who answers, as cards."""
    cards = await human_cards(state, page.municipality)
    municipalities = await municipality_options(state)
    return render(request, page, "human.html", cards=cards, municipalities=municipalities)


@router.get("/ihminen.json")
async def human_json(page: Asked, state: State) -> JSONResponse:
    """The lines that answer in the municipality in the address, the first one for the help bar."""
    response = JSONResponse(phone_lines(await human_cards(state, page.municipality)))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


async def municipality_options(state: AppState) -> list[dict[str, Any]]:
    """Municipalities for a select: those of this installation first."""
    try:
        found = await asyncio.to_thread(state.catalogue.municipalities)
    except CATALOGUE_AWAY:
        return []
    ordered = sorted(found, key=lambda one: (not one.in_scope, one.name))
    return [{"code": one.code, "name": one.name, "name_sv": one.name_sv, "near": one.in_scope} for one in ordered]
