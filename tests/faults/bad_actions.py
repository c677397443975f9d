"""An action server that fails in the way that it is told: `python -m tests.faults.bad_actions PORT MODE`."""

from __future__ import annotations

import asyncio
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

SLEEP_SECONDS = 8.0


def failing(mode: str) -> Starlette:
    """raises: 500 with the request in it, as rasa_sdk does; sleeps; rubbish: not what an action answers."""

    async def webhook(request: Request) -> Response:
        if mode == "sleeps":
            await asyncio.sleep(SLEEP_SECONDS)
        if mode == "raises":
            return JSONResponse({"error": "failed", "request_body": await request.json()}, 500)
        if mode == "rubbish":
            return JSONResponse(
                {"events": [], "responses": [{"custom": {"type": "services", "services": [{"id": 1}]}}]}
            )
        return PlainTextResponse("not JSON")

    async def health(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    return Starlette(routes=[Route("/webhook", webhook, methods=["POST"]), Route("/health", health)])


if __name__ == "__main__":
    uvicorn.run(failing(sys.argv[2]), port=int(sys.argv[1]), log_level="critical", access_log=False)
