"""The chat."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Request

from web.api.contract import ChatAnswer, ChatRequest, Problem
from web.limits import WAIT
from web.state import State

router = APIRouter(prefix="/api/v1", tags=["chat"])

PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem, "description": meaning}
    for status, meaning in {
        400: "The body is not JSON.",
        408: "The body came too slowly.",
        413: "Too long: 2,000 characters, 16 kB.",
        422: "Not valid, or the idempotency key came with another message before.",
        429: "Too many messages; the header Retry-After says when to try again. Danger is always answered.",
        503: "Overloaded, or the catalogue is away; the detail says where a human answers.",
    }.items()
}


@router.post("/chat", responses=PROBLEMS)
async def chat(
    message: ChatRequest,
    request: Request,
    state: State,
    idempotency_key: Annotated[str | None, Header(max_length=64)] = None,
) -> ChatAnswer:
    """Answers a message: what was understood, and what to say and show, danger first.

    A message that is sent again with the same `Idempotency-Key` (or `message_id`) gets the same answer.
    """
    return await state.gateway.answer(message, key=idempotency_key, wait=getattr(request.state, WAIT, 0.0))
