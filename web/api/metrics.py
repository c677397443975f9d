"""The metrics for Prometheus: for this machine only, or with the token of the settings."""

from __future__ import annotations

import hmac
from http import HTTPStatus

from fastapi import APIRouter, HTTPException, Request, Response
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from web.metrics import exposition
from web.state import State

router = APIRouter(tags=["health"], include_in_schema=False)

LOOPBACK = {"127.0.0.1", "::1"}
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


@router.get("/metrics")
async def metrics(request: Request, state: State) -> Response:
    """All metrics. A request that came through a proxy is not from this machine, whatever its last hop."""
    if not may_read(request, state.insight.settings.metrics_token):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return Response(exposition(), media_type=CONTENT_TYPE_LATEST)


def may_read(request: Request, token: str) -> bool:
    """Whether a request has the token, or comes from this machine itself while no token is set."""
    if token:
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), f"Bearer {token}".encode())
    host = request.client.host if request.client else ""
    return host in LOOPBACK and not any(name in request.headers for name in FORWARDED)
