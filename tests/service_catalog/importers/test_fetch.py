"""The guarded fetcher asks only public https servers that it may, slowly, and gives up in time."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable

import httpx
import pytest

from service_catalog.importers.fetch import Fetcher, Limits, Refused, Unreachable, checked_host, is_public

HOST = "api.example.fi"
URL = f"https://{HOST}/list"
PUBLIC = "93.184.215.14"
Answer = Callable[[httpx.Request], httpx.Response]


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def __call__(self) -> float:
        return self.now


def fetcher(
    answer: Answer,
    clock: Clock | None = None,
    addresses: Iterable[str] = (PUBLIC,),
    allowed: frozenset[str] | None = frozenset({HOST}),
    limits: Limits | None = None,
) -> Fetcher:
    clock = clock or Clock()
    return Fetcher(
        allowed,
        limits=limits or Limits(),
        transport=httpx.MockTransport(answer),
        resolve=lambda _host: addresses,
        sleep=clock.sleep,
        clock=clock,
    )


def ok(_request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"ok": True})


def test_json_comes_from_the_checked_address_with_the_right_name() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return ok(request)

    with fetcher(answer) as door:
        assert door.get_json(f"{URL}?page=1") == {"ok": True}
    assert seen[0].url.host == PUBLIC
    assert seen[0].headers["host"] == HOST
    assert seen[0].extensions["sni_hostname"] == HOST
    assert seen[0].url.query == b"page=1"


BAD_ADDRESSES = [
    f"http://{HOST}/",
    f"HTTP://{HOST}/",
    f"ftp://{HOST}/",
    "file:///etc/passwd",
    f"gopher://{HOST}/",
    "data:text/plain,hello",
    "//api.example.fi/x",
    "api.example.fi",
    "",
    f"https://{HOST}:8443/",
    f"https://{HOST}:22/",
    f"https://user@{HOST}/",
    f"https://user:secret@{HOST}/",
    f"https://{HOST}@evil.example.com/",
    "https://evil.example.com/",
    f"https://{HOST}.evil.example.com/",
    f"https://evil-{HOST}/",
    "https://example.fi/",
    f"https://sub.{HOST}/",
    "https://localhost/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://10.0.0.1/",
    "https://0.0.0.0/",
    f"https://{HOST}./",
    f"https://{HOST}%2eevil.example.com/",
    f"https://{HOST}\\@evil.example.com/",
    f"https:\\\\{HOST}\\",
    f"https://{HOST}\t.evil.example.com/",
    f"https://{HOST}/\r\nHost: evil",
    f" https://{HOST}/",
    f"https://{HOST}\x00.evil.example.com/",
    "https://аpi.example.fi/",  # a Cyrillic a
    "https://api。example。fi/",
    "https://①②⑦.⓪.⓪.①/",
    "https://-api.example.fi/",
    "https://api..example.fi/",
    f"https:///{HOST}/",
    "https://[fe80::1%25eth0]/",
]


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_an_address_that_must_not_be_asked_is_refused_before_any_request(url: str) -> None:
    def never(_request: httpx.Request) -> httpx.Response:
        pytest.fail("a request was made")

    with fetcher(never) as door, pytest.raises(Refused):
        door.get_json(url)


@pytest.mark.parametrize("url", [URL, f"https://{HOST.upper()}/x", f"https://{HOST}:443/x?y=%20"])
def test_an_address_that_may_be_asked_passes(url: str) -> None:
    assert checked_host(url, frozenset({HOST})) == HOST


def test_without_a_list_any_named_public_host_may_be_asked() -> None:
    assert checked_host("https://www.example.com/", None) == "www.example.com"
    with pytest.raises(Refused):
        checked_host("https://127.0.0.1/", None)


NOT_PUBLIC = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",  # noqa: S104  # an address to refuse, not to listen on
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2002:a00:1::",
    "2001:db8::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "nonsense",
    "",
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_a_name_that_leads_to_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not is_public(address)
    with fetcher(ok, addresses=[address]) as door, pytest.raises(Refused, match="not public"):
        door.get_json(URL)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    with fetcher(ok, addresses=[PUBLIC, "127.0.0.1"]) as door, pytest.raises(Refused):
        door.get_json(URL)


def test_a_name_that_changes_its_address_is_checked_at_every_request() -> None:
    addresses = iter([[PUBLIC], ["127.0.0.1"]])
    door = Fetcher(
        frozenset({HOST}),
        transport=httpx.MockTransport(ok),
        resolve=lambda _host: next(addresses),
        sleep=lambda _seconds: None,
    )
    assert door.get_json(URL) == {"ok": True}
    with pytest.raises(Refused):
        door.get_json(URL)
    door.close()


@pytest.mark.parametrize(
    "target",
    [
        "http://api.example.fi/next",
        "https://evil.example.com/",
        "https://127.0.0.1/",
        "//evil.example.com/",
        "file:///etc/passwd",
        "https://user@api.example.fi/",
        "https://api.example.fi:8443/",
    ],
)
def test_a_redirect_to_what_must_not_be_asked_is_refused(target: str) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"location": target})

    with fetcher(answer) as door, pytest.raises(Refused):
        door.get_json(URL)
    assert len(asked) == 1


def test_a_redirect_within_the_host_is_followed_and_a_circle_is_not() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/list":
            return httpx.Response(307, headers={"location": "/new"})
        return ok(request)

    with fetcher(answer) as door:
        assert door.get_json(URL) == {"ok": True}
    with (
        fetcher(lambda _request: httpx.Response(302, headers={"location": "/list"})) as door,
        pytest.raises(Refused, match="redirects"),
    ):
        door.get_json(URL)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_fault_that_may_pass_is_tried_again_with_growing_pauses(status: int) -> None:
    clock, answers = Clock(), iter([status, status, 200])

    def answer(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(next(answers), json=[1])

    with fetcher(answer, clock) as door:
        assert door.get_json(URL) == [1]
    first, second = clock.slept
    assert 0.8 <= first <= 1.2
    assert 1.6 <= second <= 2.4


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_fault_that_stays_is_not_tried_again(status: int) -> None:
    clock = Clock()
    with fetcher(lambda _request: httpx.Response(status), clock) as door, pytest.raises(Unreachable) as caught:
        door.get_json(URL)
    assert caught.value.status == status
    assert clock.slept == []


def test_the_tries_are_bounded() -> None:
    clock, asked = Clock(), []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        raise httpx.ConnectTimeout("too slow")

    with fetcher(answer, clock) as door, pytest.raises(Unreachable, match="ConnectTimeout"):
        door.get_json(URL)
    assert len(asked) == Limits().tries
    assert sum(clock.slept) < 60


def test_the_server_may_ask_for_a_pause_but_not_for_ever() -> None:
    clock, answers = Clock(), iter([(429, "7"), (503, "86400"), (200, "")])

    def answer(_request: httpx.Request) -> httpx.Response:
        status, after = next(answers)
        return httpx.Response(status, headers={"retry-after": after} if after else {}, json={})

    with fetcher(answer, clock) as door:
        door.get_json(URL)
    assert clock.slept == [7.0, Limits().longest_pause]


def test_at_most_five_requests_a_second() -> None:
    clock = Clock()
    with fetcher(ok, clock) as door:
        for _ in range(11):
            door.get_json(URL)
    assert clock.now >= 2.0 - 1e-9


def test_an_answer_that_is_too_large_is_not_taken() -> None:
    small = Limits(largest=1000)
    with (
        fetcher(lambda _request: httpx.Response(200, content=b"[" + b"1," * 2000 + b"1]"), limits=small) as door,
        pytest.raises(Refused, match="too large"),
    ):
        door.get_json(URL)
    bomb = gzip.compress(b"[" + b" " * 1_000_000 + b"]")
    assert len(bomb) < 2000
    with (
        fetcher(
            lambda _request: httpx.Response(200, content=bomb, headers={"content-encoding": "gzip"}),
            limits=Limits(largest=100_000),
        ) as door,
        pytest.raises(Refused, match="too large"),
    ):
        door.get_json(URL)


@pytest.mark.parametrize("body", [b"", b"<html>", b"{", b"\xff\xfe", b"[" * 100_000])
def test_an_answer_that_is_not_json_is_a_fault(body: bytes) -> None:
    with (
        fetcher(lambda _request: httpx.Response(200, content=body)) as door,
        pytest.raises(Unreachable, match="not JSON"),
    ):
        door.get_json(URL)


def test_an_answer_that_drips_for_ever_is_cut() -> None:
    clock = Clock()

    def drip() -> Iterable[bytes]:
        for _ in range(1000):
            clock.now += 1
            yield b" " * (300 * 1024)

    with (
        fetcher(
            lambda _request: httpx.Response(200, stream=_Stream(drip())),
            clock,
            limits=Limits(largest=10**9, tries=1, whole=20),
        ) as door,
        pytest.raises(Unreachable, match="too long"),
    ):
        door.get_json(URL)


class _Stream(httpx.SyncByteStream):
    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._parts)


def test_a_name_that_does_not_resolve_is_unreachable() -> None:
    def resolve(_host: str) -> list[str]:
        raise OSError("no such name")

    clock = Clock()
    door = Fetcher(
        frozenset({HOST}), transport=httpx.MockTransport(ok), resolve=resolve, sleep=clock.sleep, clock=clock
    )
    with door, pytest.raises(Unreachable, match="no such name"):
        door.get_json(URL)
