"""Asks whether the web addresses of the catalogue still answer. Kind to servers: a few a second, one at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

import httpx

from service_catalog.importers.fetch import Refused, Resolve, is_public, resolve

PAUSE = 0.2  # s between two questions
TIMEOUT = httpx.Timeout(15.0, connect=10.0)
# A server that wants a browser or a pause is alive: it must not be called dead.
ALIVE = frozenset({401, 403, 405, 406, 429, 503})
AGENT = "Luotsi link check (https, a few a second)"


def dead_links(
    urls: Iterable[str],
    *,
    transport: httpx.BaseTransport | None = None,
    resolve: Resolve = resolve,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[tuple[str, str]]:
    """The addresses that do not answer, each with the reason. Hosts that are not on the open internet are not asked."""

    def only_public(request: httpx.Request) -> None:
        if not all(is_public(address) for address in resolve(request.url.host)):
            raise Refused("the host is not on the open internet")

    with httpx.Client(
        transport=transport,
        timeout=TIMEOUT,
        follow_redirects=True,
        headers={"User-Agent": AGENT},
        event_hooks={"request": [only_public]},
    ) as client:
        for url in dict.fromkeys(urls):
            reason = _fault(client, url)
            if reason:
                yield url, reason
            sleep(PAUSE)


def _fault(client: httpx.Client, url: str) -> str | None:
    try:
        with client.stream("GET", url) as answer:
            dead = answer.status_code >= 400 and answer.status_code not in ALIVE
            return f"answers {answer.status_code}" if dead else None
    except (httpx.HTTPError, httpx.InvalidURL, Refused, OSError, ValueError) as error:
        return f"does not answer ({type(error).__name__}: {error})"
