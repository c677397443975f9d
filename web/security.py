"""Headers that keep a page's scripts ours, its requests here, and its frames where they are allowed."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
# The API documentation page of FastAPI would need scripts from elsewhere; it is served as plain OpenAPI JSON only.
NOBODY = "'none'"
# The page for those who embed the widget shows this one in a frame of its own.
FRAMED_BY_OURSELVES = "/upota/esikatselu"
# The edit view's library has its icons in a font of its own; and its forms must name their origin, which browsers hide
# (Origin: null) where no referrer may be told.
EDIT_VIEW = "/yllapito"
YEAR_SECONDS = 365 * 24 * 3600


class SecurityHeaders:
    """ASGI middleware that adds the headers to every response. Nobody frames a page unless the settings name them."""

    def __init__(self, app: ASGIApp, frame_ancestors: str) -> None:
        self._app = app
        self._ancestors = frame_ancestors
        self._headers = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            # Browsers heed it over https only.
            "Strict-Transport-Security": f"max-age={YEAR_SECONDS}",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Adds what is not set already."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if scope["path"].startswith(EDIT_VIEW):
                    headers.setdefault("Referrer-Policy", "same-origin")
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", self._policy(scope["path"]))
                if scope["path"].startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, with_headers)

    def _policy(self, path: str) -> str:
        ancestors = self._ancestors
        if path == FRAMED_BY_OURSELVES:
            ancestors = "'self'" if ancestors == NOBODY else f"'self' {ancestors}"
        font = "; font-src 'self'" if path.startswith(EDIT_VIEW) else ""
        return POLICY.format(ancestors=ancestors) + font
