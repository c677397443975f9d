"""One Rasa as the web sees it: a circuit breaker, a deadline that asks for signs of life, and a limit of messages."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import httpx

RETRY_AFTER_SECONDS = 5.0
# Shares of the quick deadline: when signs of life are asked for, and how long they may take. What is left is for the
# answer that the web makes alone.
ASK_AFTER = 0.4
ASK_FOR = 0.2
# Someone in danger is to see help within 0.3 s: signs of life are asked for at once.
URGENT_SECONDS = 0.15

logger = logging.getLogger(__name__)


class RasaUnavailable(Exception):
    """Rasa did not give a useful answer in time."""


class Empty(RasaUnavailable):
    """Rasa answered, and said nothing."""


class Stuck(RasaUnavailable):
    """The message reached Rasa, and no answer came in time: it may have been heard."""


class Unsure(Stuck):
    """No sign of life came as soon as someone in danger needs it; for others it may still come."""


class Full(Exception):
    """As many messages are under way as may be."""


class Breaker:
    """Closed while answers come. After a failure it is open for a while; then one message at a time tries."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failed_at: float | None = None
        self._trying = False

    @property
    def is_trial(self) -> bool:
        """Whether the last that is known is a failure."""
        return self._failed_at is not None

    def enter(self) -> None:
        """Asks for leave to try; raises RasaUnavailable where nobody should wait."""
        if self._failed_at is None:
            return
        if self._trying or self._clock() - self._failed_at < RETRY_AFTER_SECONDS:
            raise RasaUnavailable("waiting before the next try")
        self._trying = True

    def succeeded(self) -> None:
        """An answer came."""
        self._failed_at, self._trying = None, False

    def failed(self) -> None:
        """No answer came."""
        self._failed_at, self._trying = self._clock(), False

    def given_up(self) -> None:
        """The one who tried went away before it was known."""
        self._trying = False


class Replica:
    """One Rasa. Its deadline: an answer is waited for `quick` seconds, and up to `slow` while there are signs of life.

    A stopped process still takes connections (the kernel does), so a message that takes long asks Rasa and the actions
    whether they live; without a sign from both nobody waits longer.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        url: str,
        action_url: str,
        quick: float,
        slow: float,
        at_once: int,
        breaker: Breaker,
    ) -> None:
        self.url = url.rstrip("/")
        self._http = http
        self._signs = [f"{self.url}/webhooks/luotsi/"]
        if action_url:
            self._signs.append(urljoin(action_url, "/health"))
        self._quick = quick
        self._slow = slow
        self._room = at_once
        self._breaker = breaker

    async def post(self, path: str, body: dict[str, Any], *, urgent: bool = False) -> dict[str, Any]:
        """The answer as an object; raises RasaUnavailable, Stuck where it may have been heard, and Full."""
        self._breaker.enter()
        if self._room <= 0:
            self._breaker.given_up()
            raise Full
        self._room -= 1
        try:
            answer = await self._within_deadline(path, body, urgent=urgent)
        except Unsure:
            self._breaker.given_up()
            raise
        except RasaUnavailable as error:
            logger.error("rasa failed: %s", error)
            self._breaker.failed()
            raise
        except BaseException:
            self._breaker.given_up()
            raise
        finally:
            self._room += 1
        self._breaker.succeeded()
        return answer

    async def model(self) -> str | None:
        """The SHA-256 of its model, "" where it does not tell, None where it does not answer."""
        try:
            answer = await self._http.get(self._signs[0], timeout=self._quick)
            told = answer.json() if answer.status_code == httpx.codes.OK else None
        except (httpx.HTTPError, ValueError):
            return None
        return str(told.get("model") or "") if isinstance(told, dict) else None

    async def _within_deadline(self, path: str, body: dict[str, Any], *, urgent: bool) -> dict[str, Any]:
        asked = asyncio.create_task(self._post(path, body))
        try:
            if urgent and not await self._all_live(asked, URGENT_SECONDS):
                raise Unsure("no sign of life at once")
            first = self._quick * (ASK_AFTER + ASK_FOR if self._breaker.is_trial else ASK_AFTER)
            done, _ = await asyncio.wait([asked], timeout=first)
            if not done and (self._breaker.is_trial or not await self._all_live(asked, self._quick * ASK_FOR)):
                raise Stuck("no sign of life")
            done, _ = await asyncio.wait([asked], timeout=(self._quick if urgent else self._slow) - first)
            if not done:
                raise Unsure("too slow for danger") if urgent else Stuck("too slow")
            return asked.result()
        finally:
            asked.cancel()

    async def _all_live(self, asked: asyncio.Task[dict[str, Any]], seconds: float) -> bool:
        """Whether everything shows a sign of life within `seconds`, or the answer itself comes meanwhile."""
        signs = [asyncio.create_task(self._lives(url, seconds)) for url in self._signs]
        try:
            for sign in signs:
                either: set[asyncio.Future[Any]] = {asked, sign}
                await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
                if asked.done():
                    return True
            return all(sign.result() for sign in signs)
        finally:
            for sign in signs:
                sign.cancel()

    async def _lives(self, url: str, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                return (await self._http.get(url)).status_code == httpx.codes.OK
        except (httpx.HTTPError, TimeoutError):
            return False

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            response = await self._http.post(
                self.url + path, json=body, timeout=httpx.Timeout(self._slow, connect=self._quick * ASK_AFTER)
            )
            response.raise_for_status()
            answer = response.json()
        except httpx.ReadTimeout as error:
            raise Stuck(type(error).__name__) from error
        except (httpx.HTTPError, ValueError) as error:
            raise RasaUnavailable(type(error).__name__) from error
        if not isinstance(answer, dict):
            raise RasaUnavailable("not an object")
        return answer
