"""Fetches JSON from the internet with care: the only door by which importers reach other servers.

The address must be https, without a user name, on port 443 and (where a list is given) on an allowed host. The host is
resolved here, every address that it has must be a public one, and the connection is made to an address that was
checked, so that a name cannot lead elsewhere between the check and the use. Redirects are checked anew. An answer has a
largest size and every step a time limit. Faults that may pass are tried again with growing pauses.
"""

from __future__ import annotations

import ipaddress
import json
import random
import re
import socket
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import httpx

MEGABYTE = 1024 * 1024
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
HOST = re.compile(r"^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$")
NAT64 = ipaddress.ip_network("64:ff9b::/96")
Resolve = Callable[[str], Iterable[str]]


class Refused(Exception):
    """An address that must not be asked, or an answer that must not be taken."""


class Unreachable(Exception):
    """The server did not answer as it should; `status` is its answer, `retry_after` the pause (s) that it asks."""

    def __init__(self, message: str, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True)
class Limits:
    """How much is asked of a server and of us. Times are in seconds."""

    per_second: float = 5.0
    connect: float = 10.0
    read: float = 60.0
    whole: float = 180.0
    tries: int = 5
    first_pause: float = 1.0
    longest_pause: float = 60.0
    largest: int = 64 * MEGABYTE
    redirects: int = 3


def resolve(host: str) -> list[str]:
    """The addresses of `host` by the system's resolver."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet; a v4 address wrapped in a v6 one is looked at too."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return is_public(str(found.ipv4_mapped))
        inner = found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is None and found in NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None and not is_public(str(inner)):
            return False
        if inner is None and (found.is_site_local or int(found) >> 32 == 0):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved and not found.is_unspecified


def checked_host(url: str, allowed: frozenset[str] | None) -> str:
    """The host of an address that may be asked; raises Refused for any other address."""
    if re.search(r"[\x00-\x20\x7f-\uffff\\]", url):
        raise Refused("the address has spaces, control characters, backslashes or letters beyond ASCII")
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, TypeError) as error:
        raise Refused(f"not an address: {error}") from error
    if parsed.scheme != "https":
        raise Refused("only https is asked")
    if parsed.userinfo:
        raise Refused("the address has a user name")
    if parsed.port not in (None, 443):
        raise Refused("only port 443 is asked")
    if not HOST.match(parsed.host) or parsed.host.rsplit(".", 1)[-1].isdigit():
        raise Refused("the host is not a name")
    if allowed is not None and parsed.host not in allowed:
        raise Refused(f"{parsed.host} is not an allowed host")
    return parsed.host


@dataclass
class Fetcher:
    """Asks servers for JSON. `allowed` are the only hosts asked; None: any public one."""

    allowed: frozenset[str] | None
    limits: Limits = field(default_factory=Limits)
    headers: Mapping[str, str] = field(default_factory=dict)
    transport: httpx.BaseTransport | None = None
    resolve: Resolve = resolve
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self._clients: dict[str, httpx.Client] = {}
        self._next = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        for client in self._clients.values():
            client.close()

    def _client(self, host: str) -> httpx.Client:
        """A client for each host: connections are made to addresses, and one must not serve two names."""
        if host not in self._clients:
            timeout = httpx.Timeout(self.limits.read, connect=self.limits.connect)
            self._clients[host] = httpx.Client(
                transport=self.transport, timeout=timeout, follow_redirects=False, trust_env=False
            )
        return self._clients[host]

    def get_json(self, url: str) -> Any:
        """The JSON at `url`. Raises Refused, or Unreachable after the last try."""
        last = Unreachable("not tried")
        for attempt in range(self.limits.tries):
            if attempt:
                self.sleep(self._pause(attempt, last))
            try:
                return self._once(url)
            except Unreachable as error:
                if error.status is not None and error.status not in PASSING:
                    raise
                last = error
        raise last

    def _pause(self, attempt: int, last: Unreachable) -> float:
        grown = self.limits.first_pause * 2 ** (attempt - 1) * random.uniform(0.8, 1.2)  # noqa: S311  # spreads callers
        return min(grown if last.retry_after is None else last.retry_after, self.limits.longest_pause)

    def _once(self, url: str) -> Any:
        for _ in range(self.limits.redirects + 1):
            host = checked_host(url, self.allowed)
            self._wait_turn()
            status, headers, body = self._read(url, host)
            if status in (301, 302, 303, 307, 308):
                url = str(httpx.URL(url).join(headers.get("location", "")))
                continue
            if status != 200:
                raise self._failure(url, status, headers)
            try:
                return json.loads(body)
            except (ValueError, RecursionError) as error:
                raise Unreachable(f"{host}: the answer is not JSON") from error
        raise Refused("too many redirects")

    def _wait_turn(self) -> None:
        wait = self._next - self.clock()
        if wait > 0:
            self.sleep(wait)
        self._next = max(self.clock(), self._next) + 1 / self.limits.per_second

    def _read(self, url: str, host: str) -> tuple[int, httpx.Headers, bytes]:
        address = self._checked_address(host)
        target = httpx.URL(url).copy_with(host=address)
        until = self.clock() + self.limits.whole
        body = bytearray()
        try:
            with self._client(host).stream(
                "GET",
                target,
                headers={"Accept": "application/json", **self.headers, "Host": host},
                extensions={"sni_hostname": host},
            ) as response:
                if int(response.headers.get("content-length") or 0) > self.limits.largest:
                    raise Refused(f"{host}: the answer is too large")
                for part in response.iter_bytes(MEGABYTE // 4):
                    body += part
                    if len(body) > self.limits.largest:
                        raise Refused(f"{host}: the answer is too large")
                    if self.clock() > until:
                        raise Unreachable(f"{host}: the answer took too long")
                return response.status_code, response.headers, bytes(body)
        except (httpx.HTTPError, ValueError) as error:
            raise Unreachable(f"{host}: {type(error).__name__}") from error

    def _checked_address(self, host: str) -> str:
        try:
            addresses = list(self.resolve(host))
        except (OSError, UnicodeError) as error:
            raise Unreachable(f"{host}: no such name") from error
        if not addresses:
            raise Unreachable(f"{host}: no such name")
        if not all(is_public(address) for address in addresses):
            raise Refused(f"{host} leads to an address that is not public")
        return addresses[0]

    @staticmethod
    def _failure(url: str, status: int, headers: httpx.Headers) -> Unreachable:
        after = headers.get("retry-after", "")
        wait = float(after) if after.isdigit() else None
        return Unreachable(f"{httpx.URL(url).host}: answered {status}", status, wait)
