"""The same message sent again gets the same answer, and is acted on once (idempotency keys).

A client that lost the answer sends its message again with the same key. Answers are kept for a short while, in this
process only. The key alone opens nothing: the conversation and the message must be the same too.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from web.api.contract import ChatAnswer, ChatRequest

KEPT_SECONDS = 600.0
MOST_KEPT = 5000
# A first message has no conversation of its own to be told apart by: its key must be one that nobody can guess.
SHORTEST_FIRST_KEY = 16

Answer = Callable[[], Awaitable[ChatAnswer]]


class KeyReused(Exception):
    """The key came with another message before."""


class Repeats:
    """Answers by conversation and key."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, str, asyncio.Future[ChatAnswer]]] = OrderedDict()

    async def once(self, key: str | None, request: ChatRequest, answer: Answer) -> ChatAnswer:
        """What `answer` gives, or gave for this key; raises KeyReused for another message under the key.

        A message that comes again while the first is being answered waits for the same answer. A failure is not kept.
        """
        if not key or (request.conversation_id is None and len(key) < SHORTEST_FIRST_KEY):
            return await answer()
        self._forget_old()
        message = digest(request.text, request.language, repr(request.context))
        place = digest(request.conversation_id or message, key)
        kept = self._kept.get(place)
        if kept is None:
            kept = (self._clock(), message, asyncio.ensure_future(answer()))
            self._kept[place] = kept
        elif kept[1] != message:
            raise KeyReused
        try:
            # Shielded: the first sender may hang up while the second waits for the same answer.
            return await asyncio.shield(kept[2])
        finally:
            if kept[2].done() and (kept[2].cancelled() or kept[2].exception()):
                self._kept.pop(place, None)

    def _forget_old(self) -> None:
        oldest_allowed = self._clock() - KEPT_SECONDS
        while self._kept:
            place, (since, _, _) = next(iter(self._kept.items()))
            if since > oldest_allowed and len(self._kept) < MOST_KEPT:
                return
            del self._kept[place]


def digest(*parts: str) -> str:
    """One string for several: nothing of a message is kept as text."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
