"""Refuses what another site's page sends with the visitor's cookie (OWASP: verifying the origin against CSRF)."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SAFE = {"GET", "HEAD", "OPTIONS"}


class SameOrigin:
    """ASGI middleware: a request that changes something must name this very host as its origin."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """403 for a foreign or missing origin."""
        if scope["type"] == "http" and scope["method"] not in SAFE and not is_own(Request(scope)):
            await PlainTextResponse("another site's request", status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def is_own(request: Request) -> bool:
    """Whether the request comes from a page of the host that it asks. Browsers send Origin with every unsafe method."""
    origin = request.headers.get("origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.headers.get("host")
