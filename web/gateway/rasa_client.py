"""Asks Rasa, within a deadline, and treats its silence as the failure that it is. One Rasa or several."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from typing import Any

import httpx

from web.gateway.replica import Breaker, Empty, Full, RasaUnavailable, Replica, Stuck

__all__ = ["RasaClient", "RasaFull", "RasaUnavailable"]

MOST_AT_ONCE = 16


class RasaFull(Exception):
    """Every Rasa that answers has as many messages under way as it may: the message is to be shed."""


class RasaClient:
    """The way to one Rasa or to several that share the work.

    A conversation belongs to one of them by its id (rendezvous hashing), since each keeps its conversations in its own
    memory. While its owner is away the next in the conversation's own order answers, with what the web remembers; the
    conversations of the others stay where they are. A message that may have been heard is not asked anywhere else.

    `slow_seconds` is waited for an answer while Rasa and the actions show signs of life, `quick_seconds` otherwise.
    """

    def __init__(
        self,
        base_urls: str | Sequence[str],
        quick_seconds: float,
        slow_seconds: float,
        *,
        action_url: str = "",
        at_once: int = MOST_AT_ONCE,
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._http = httpx.AsyncClient(transport=transport, limits=httpx.Limits(max_connections=None))
        urls = [base_urls] if isinstance(base_urls, str) else base_urls
        self._replicas = [
            Replica(self._http, url, action_url, quick_seconds, slow_seconds, at_once, Breaker(clock)) for url in urls
        ]

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def message(
        self, sender: str, text: str, metadata: dict[str, Any], *, urgent: bool = False
    ) -> dict[str, Any]:
        """The channel's answer {messages, understanding, slots, known}. `urgent`: someone may be in danger.

        Raises RasaUnavailable, also for an empty answer, and RasaFull.
        """
        body = {"sender": sender, "text": text, "metadata": metadata}
        answer = await self._ask(sender, "/webhooks/luotsi/message", body, urgent=urgent)
        if not answer.get("messages"):
            # One turn that came to nothing (an action failed): Rasa itself answers, so others need not wait.
            raise Empty("empty answer")
        return answer

    async def parse(self, text: str) -> dict[str, Any]:
        """What Rasa understands of a text on its own; raises RasaUnavailable, also where all are full."""
        try:
            answer = await self._ask(text, "/webhooks/luotsi/parse", {"text": text})
        except RasaFull as full:
            raise RasaUnavailable("full") from full
        return answer.get("understanding") or {}

    async def models(self) -> set[str]:
        """The SHA-256 of the model of each Rasa that answers ("" from one that does not tell)."""
        return {told for replica in self._replicas if (told := await replica.model()) is not None}

    async def _ask(self, key: str, path: str, body: dict[str, Any], *, urgent: bool = False) -> dict[str, Any]:
        failure: RasaUnavailable = RasaUnavailable("waiting before the next try")
        full = False
        for replica in self._in_order(key):
            try:
                return await replica.post(path, body, urgent=urgent)
            except Full:
                full = True
            except Stuck:
                raise
            except RasaUnavailable as error:
                failure = error
        if full:
            raise RasaFull
        raise failure

    def _in_order(self, key: str) -> list[Replica]:
        """The replicas in the order of a conversation: its owner first. Each conversation has its own order."""

        def weight(replica: Replica) -> bytes:
            return hashlib.sha256(f"{replica.url}\0{key}".encode("utf-8", "replace")).digest()

        return sorted(self._replicas, key=weight, reverse=True)
