"""What the process tells Prometheus: how long steps take, how much is understood, and what fails. No one's words."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REGISTRY = CollectorRegistry()
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 4.0, 8.0)
STEP = Histogram(
    "luotsi_step_seconds",
    "Seconds that a step of answering took: crisis, rasa, alone, or answer (the whole).",
    ["step"],
    buckets=BUCKETS,
    registry=REGISTRY,
)
MESSAGES = Counter(
    "luotsi_messages", "Answered messages, by whether a need was heard.", ["understood"], registry=REGISTRY
)
FALLBACKS = Counter("luotsi_fallbacks", "Messages answered without Rasa.", registry=REGISTRY)
CRISES = Counter("luotsi_crises", "Messages in which danger was found, by class.", ["kind"], registry=REGISTRY)
RESPONSES = Counter("luotsi_http_responses", "Responses by class of status.", ["status"], registry=REGISTRY)
WAITING = Gauge("luotsi_insight_waiting", "Counts that are not yet in the database.", registry=REGISTRY)
DROPPED = Gauge("luotsi_insight_dropped", "Counts that were lost since the start.", registry=REGISTRY)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Times a step, however it ends."""
    began = time.perf_counter()
    try:
        yield
    finally:
        STEP.labels(name).observe(time.perf_counter() - began)


def note_answer(*, understood: bool, crisis: str | None) -> None:
    """Counts an answered message: whether a need is known, and the class of danger when there is any."""
    MESSAGES.labels("yes" if understood else "no").inc()
    if crisis:
        CRISES.labels(crisis).inc()


def watch_queue(waiting: Callable[[], int], dropped: Callable[[], int]) -> None:
    """Tells of the queue of the insight writer from now on."""
    WAITING.set_function(waiting)
    DROPPED.set_function(dropped)


def exposition() -> bytes:
    """The metrics in Prometheus's text format."""
    return generate_latest(REGISTRY)


class CountResponses:
    """ASGI middleware that counts responses by class of status (2xx, 4xx, 5xx); an exception is a 5xx."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Counts what is sent."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            RESPONSES.labels(f"{status // 100}xx").inc()
