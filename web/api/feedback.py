"""What people say of an answer: whether it helped, what is wrong, and that they opened a contact."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request

from web.api.contract import Feedback, Opened, Problem
from web.state import State

router = APIRouter(prefix="/api/v1", tags=["feedback"])

PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem, "description": meaning}
    for status, meaning in {
        400: "The body is not JSON.",
        413: "Too long: 300 characters of reason, 16 kB.",
        422: "Not valid.",
        429: "Too many requests; the header Retry-After says when to try again.",
    }.items()
}


@router.post("/feedback", status_code=HTTPStatus.NO_CONTENT, responses=PROBLEMS)
async def feedback(given: Feedback, request: Request, state: State) -> None:
    """Takes in whether an answer helped, or what is wrong. Says nothing of what became of it; ask the chat for more."""
    address = request.client.host if request.client else ""
    state.insight.feedback.take(given, state.gateway.remembered(given.conversation_id), address)


@router.post("/opened", status_code=HTTPStatus.NO_CONTENT, responses=PROBLEMS)
async def opened(given: Opened, state: State) -> None:
    """Takes in that a contact was opened: which, when and by whom is not kept."""
    state.insight.feedback.opened(given.service_id, state.gateway.remembered(given.conversation_id))
