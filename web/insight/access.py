"""Who may look at /havainnot: everyone where the settings say so, otherwise those who are signed in for /yllapito."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from starlette.middleware.sessions import SessionMiddleware
from starlette.types import Receive, Scope, Send

from web.insight.settings import InsightSettings


async def may_look(request: Request, settings: InsightSettings) -> bool:
    """Whether this request may see the figures. Without public figures and without sign-in nobody may."""
    return settings.public or await is_signed_in(request)


def has_sign_in(request: Request) -> bool:
    """Whether the edit view's sign-in is switched on."""
    return getattr(request.app.state, "sign_in", None) is not None


async def is_signed_in(request: Request) -> bool:
    """Whether the request has a live session of the edit view (web/signin), where that is switched on."""
    sign_in: Any = getattr(request.app.state, "sign_in", None)
    if sign_in is None:
        return False
    sessions = next(one for one in sign_in.middlewares if one.cls is SessionMiddleware)

    async def ask(scope: Scope, _receive: Receive, _send: Send) -> None:
        scope["allowed"] = await sign_in.authenticate(Request(scope)) is True

    scope = {**request.scope, "query_string": b""}
    await sessions.cls(ask, **sessions.kwargs)(scope, request.receive, request._send)
    return bool(scope["allowed"])
