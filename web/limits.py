"""Stops what is too large, too slow or too much before anything reads it."""

from __future__ import annotations

import asyncio
import ipaddress
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.api.problems import problem, too_many
from web.gateway.limits import RateLimit

MAX_BODY_BYTES = 16 * 1024
BODY_SECONDS = 10.0
# Files that a page loads, and the questions of a supervisor: cheap, and many at once.
UNCOUNTED = ("/static/", "/w/", "/health/")
# Where danger may be heard: the gateway decides, since a message in danger is never refused.
CHAT_PATHS = ("/", "/api/v1/chat")
WAIT = "over_limit_seconds"


class BodyLimit:
    """ASGI middleware: 413 for bodies over MAX_BODY_BYTES, also when no length was announced; 408 for slow ones."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Counts what arrives."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if not announced.isdigit() or int(announced) > MAX_BODY_BYTES:
            await problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)(scope, receive, send)
            return
        received = 0
        complete = False
        deadline = asyncio.get_running_loop().time() + BODY_SECONDS

        async def counted() -> Message:
            nonlocal received, complete
            if complete:
                return await receive()
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError as error:
                raise HTTPException(HTTPStatus.REQUEST_TIMEOUT) from error
            received += len(message.get("body", b""))
            complete = not message.get("more_body", False)
            if received > MAX_BODY_BYTES:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return message

        await self._app(scope, counted, send)


class AddressLimit:
    """ASGI middleware: 429 for an address that asks too much; a chat message is let through with how far over it is.

    The address is the connection's own, or what a trusted proxy says (LUOTSI_TRUSTED_PROXIES); never a header of the
    client's. This machine itself is not limited: a proxy that is not named in the settings would stand for everybody.
    """

    def __init__(self, app: ASGIApp, limit: RateLimit) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Counts the request."""
        if scope["type"] == "http" and not scope["path"].startswith(UNCOUNTED):
            wait = self._over(scope)
            if wait and scope["path"] not in CHAT_PATHS:
                await too_many(wait)(scope, receive, send)
                return
            scope.setdefault("state", {})[WAIT] = wait
        await self._app(scope, receive, send)

    def _over(self, scope: Scope) -> float:
        address = counted_address(scope)
        return self._limit.take(address) if address else 0.0


def counted_address(scope: Scope) -> str | None:
    """The address that a request counts for: of IPv6 the network, which one household has; None for this machine."""
    host = (scope.get("client") or ("", 0))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host) or None
    if address.is_loopback:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))
    return str(address)
