"""Every error is an RFC 9457 problem document (application/problem+json), with the way to a human where it is ours."""

from __future__ import annotations

import logging
import math
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service_catalog.catalogue import CatalogueMissing
from web.gateway.alone import alone_texts
from web.gateway.answering import Overloaded, TooManyMessages
from web.gateway.repeats import KeyReused

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
BUSY_SECONDS = 5
# Where the fault is ours the person is told where a human answers.
OURS = 500


def problem(
    status: int,
    detail: str | None = None,
    errors: list[dict[str, Any]] | None = None,
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """A problem document of a status; `errors` names the fields that are wrong."""
    body: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    detail = detail or (alone_texts().human if status >= OURS else None)
    if detail:
        body["detail"] = detail
    if errors:
        body["errors"] = errors
    return JSONResponse(body, status, headers, MEDIA_TYPE)


def too_many(wait: float) -> JSONResponse:
    """429: try again after `wait` seconds; says where a human answers meanwhile."""
    headers = {"Retry-After": str(math.ceil(wait))}
    return problem(HTTPStatus.TOO_MANY_REQUESTS, alone_texts().busy, headers=headers)


def install(app: FastAPI) -> None:
    """Makes `app` answer all its errors as problem documents, never with the person's words in them."""

    @app.exception_handler(HTTPException)
    async def http_error(_request: Request, error: HTTPException) -> JSONResponse:
        phrase = HTTPStatus(error.status_code).phrase
        detail = str(error.detail) if error.detail and error.detail != phrase else None
        return problem(error.status_code, detail, headers=dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        errors = [
            {"pointer": "/" + "/".join(map(str, item["loc"][1:])), "detail": item["msg"]} for item in error.errors()
        ]
        too_long = any(item["type"] == "string_too_long" for item in error.errors())
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_long else HTTPStatus.UNPROCESSABLE_ENTITY
        return problem(status, "The request is not valid.", errors)

    @app.exception_handler(TooManyMessages)
    async def limited(_request: Request, error: TooManyMessages) -> JSONResponse:
        return too_many(error.wait)

    @app.exception_handler(Overloaded)
    async def overloaded(_request: Request, _error: Overloaded) -> JSONResponse:
        headers = {"Retry-After": str(BUSY_SECONDS)}
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, alone_texts().busy, headers=headers)

    @app.exception_handler(KeyReused)
    async def reused(_request: Request, _error: KeyReused) -> JSONResponse:
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The idempotency key came with another message before.")

    @app.exception_handler(SQLAlchemyError)
    @app.exception_handler(CatalogueMissing)
    async def catalogue_away(_request: Request, error: Exception) -> JSONResponse:
        logger.error("catalogue away: %s", type(error).__name__)
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": str(BUSY_SECONDS)})


class Contained:
    """ASGI middleware: an exception that nobody foresaw becomes a 500, and only its name is logged.

    Otherwise the server would log it whole, and an exception may quote what the person wrote.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers in the place of an application that failed before it began to answer."""
        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            if scope["type"] != "http":
                raise
            logger.error("unexpected %s", type(error).__name__)
            if not started:
                await problem(HTTPStatus.INTERNAL_SERVER_ERROR)(scope, receive, send)
