"""Runs the web process: `python -m web`."""

from __future__ import annotations

import uvicorn
from starlette.types import ASGIApp

from web.app import create_app
from web.logs import write_json_lines
from web.settings import WebSettings


def server_config(settings: WebSettings, app: ASGIApp | None = None) -> uvicorn.Config:
    """How the server listens. Access logs are off: addresses and queries are nobody's business.

    What a proxy says of the client's address is heeded only from the proxies of the settings.
    """
    return uvicorn.Config(
        app or create_app(settings),
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
    )


def main() -> None:
    """Serves until stopped."""
    write_json_lines()
    uvicorn.Server(server_config(WebSettings())).run()


if __name__ == "__main__":
    main()
