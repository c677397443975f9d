"""Whether the process lives, and whether the whole chain answers."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError

from service_catalog.catalogue import CatalogueMissing
from web.gateway.rasa_client import RasaFull, RasaUnavailable
from web.state import AppState, State

router = APIRouter(prefix="/health", tags=["health"])

# A message whose understanding is known: a chain that hears something else is not ready.
CANARY_TEXT = "Vuokra on maksamatta kahdelta kuukaudelta ja pelkään häätöä"
CANARY_NEED = "vuokra_hata"
CANARY_SENDER = "readiness"


@router.get("/live")
async def live() -> dict[str, str]:
    """The web process answers."""
    return {"status": "ok"}


@router.get("/ready")
async def ready(state: State) -> JSONResponse:
    """200 when the right model understands a known message and the catalogue answers; 503 with what is missing."""
    checks = {
        "catalogue": await catalogue_answers(state),
        "bot": await bot_understands(state),
        "model": await model_is_right(state),
    }
    status = HTTPStatus.OK if all(checks.values()) else HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse({"status": "ok" if status == HTTPStatus.OK else "not ready", "checks": checks}, status)


async def catalogue_answers(state: AppState) -> bool:
    """Whether the catalogue holds services."""
    query: dict[str, Any] = {"needs": [CANARY_NEED], "limit": 1}
    try:
        return (await asyncio.to_thread(state.catalogue.search, **query)).total > 0
    except (SQLAlchemyError, CatalogueMissing, OSError):
        return False


async def bot_understands(state: AppState) -> bool:
    """Whether the canary goes through the bot and its actions, and comes back with services of its need."""
    try:
        served = await asyncio.to_thread(state.catalogue.municipalities)
        place = next((one.code for one in served if one.in_scope), None)
        answer = await state.rasa.message(CANARY_SENDER, CANARY_TEXT, {"municipality": place})
    except (RasaUnavailable, RasaFull, SQLAlchemyError, OSError):
        return False
    shown = [message.get("custom") or {} for message in answer["messages"]]
    return any(one.get("need") == CANARY_NEED and one.get("services") for one in shown)


async def model_is_right(state: AppState) -> bool:
    """Whether every Rasa that answers has loaded a model of the settings; any will do where none is set."""
    return not state.models or await state.rasa.models() <= state.models
