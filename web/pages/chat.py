"""The chat page. Without JavaScript it is a form: the answer comes with the same cards on the next page.

The form posts, so that what a person writes stays out of addresses and of the browser's history. An address may carry
`q` too (a search box on another site may lead here).
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from web.api.contract import MAX_TEXT, ChatAnswer, ChatContext, ChatRequest
from web.gateway.answering import Overloaded, TooManyMessages
from web.limits import WAIT
from web.municipality import code_of
from web.pages.browse import all_needs
from web.pages.human import help_line, municipality_options
from web.pages.view import Asked, Page, render
from web.state import AppState, State

router = APIRouter()


@router.get("/", response_model=None)
async def chat_page(
    request: Request,
    page: Asked,
    state: State,
    q: Annotated[str, Query(max_length=MAX_TEXT)] = "",
    aihe: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """The first view, or the answer to `q`; a link to a topic (`aihe`) leads to the topic's services."""
    if aihe and aihe in [need.id for need in await all_needs(state)]:
        return RedirectResponse(page.link(f"/aihe/{aihe}"), HTTPStatus.SEE_OTHER)
    if q.strip():
        return await answered(request, page, state, q, None)
    return await shown(request, page, state)


@router.post("/")
async def chat_form(request: Request, page: Asked, state: State) -> HTMLResponse:
    """The answer to the form."""
    fields = parse_qs((await request.body()).decode("utf-8", "replace"))
    text = (fields.get("valinta") or fields.get("viesti") or [""])[0]
    code = code_of(state.places, fields.get("kunta", [""])[0][:80])
    page = Page(
        language=page.language,
        plain=page.plain,
        municipality=code or page.municipality,
        municipality_name=state.places.name_of(code) if code else page.municipality_name,
        path=page.path,
    )
    if not text.strip():
        return await shown(request, page, state, error=page.t("errors.empty"), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if len(text) > MAX_TEXT:
        error = page.t("errors.reason_long")
        return await shown(request, page, state, error=error, draft=text, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return await answered(request, page, state, text, fields.get("keskustelu", [""])[0][:64] or None)


async def answered(
    request: Request, page: Page, state: AppState, text: str, conversation_id: str | None
) -> HTMLResponse:
    """The page with the answer of the same gateway that the scripts ask."""
    asked = ChatRequest(
        conversation_id=conversation_id,
        text=text,
        context=ChatContext(municipality=page.municipality),
        language=page.language,  # type: ignore[arg-type]  # page_of lets only known languages through
    )
    try:
        answer = await state.gateway.answer(asked, wait=getattr(request.state, WAIT, 0.0))
    except (TooManyMessages, Overloaded) as busy:
        status = HTTPStatus.TOO_MANY_REQUESTS if isinstance(busy, TooManyMessages) else HTTPStatus.SERVICE_UNAVAILABLE
        return await shown(request, page, state, error=page.t("errors.reason_busy"), draft=text, status=status)
    return await shown(request, page, state, answer=answer, own=text)


async def shown(
    request: Request,
    page: Page,
    state: AppState,
    *,
    answer: ChatAnswer | None = None,
    own: str = "",
    draft: str = "",
    error: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HTMLResponse:
    """The chat page with what there is to show."""
    needs = await all_needs(state)
    return render(
        request,
        page,
        "chat.html",
        status,
        answer=answer,
        own=own,
        draft=draft,
        error=error,
        needs={need.id: page.need_name(need.id, need.name) for need in needs},
        needs_fi={need.id: need.name for need in needs},
        help_line=await help_line(state, page),
        municipalities=await municipality_options(state),
    )
