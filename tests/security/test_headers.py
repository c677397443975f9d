"""Every response keeps scripts ours and frames where they are allowed; only named origins and site names pass."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.security.conftest import MakeSite, Site

KINDS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "page": ("GET", "/", {}),
    "answer": ("POST", "/api/v1/chat", {"json": {"text": "ruoka"}}),
    "data": ("GET", "/api/v1/needs", {}),
    "not found": ("GET", "/api/v1/services/ei-ole", {}),
    "no page": ("GET", "/ei/ole", {}),
    "not valid": ("POST", "/api/v1/chat", {"json": {}}),
    "too long": ("POST", "/api/v1/chat", {"content": b"x" * 20_000}),
    "another host": ("GET", "/", {"headers": {"Host": "paha.test"}}),
    "script": ("GET", "/static/js/dom.js", {}),
    "document": ("GET", "/openapi.json", {}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_response_has_the_headers(site: MakeSite, kind: str) -> None:
    method, path, given = KINDS[kind]

    async def scenario(site: Site) -> None:
        async with site.client() as client:
            headers = (await client.request(method, path, **given)).headers
            policy = headers["content-security-policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
            assert "unsafe" not in policy
            assert "frame-ancestors 'none'" in policy
            assert headers["strict-transport-security"].startswith("max-age=31536000")
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"
            assert "set-cookie" not in headers

    site().run(scenario)


def test_a_failure_that_nobody_foresaw_is_a_problem_with_the_headers_and_without_the_words(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("web.gateway.answering.taken_in", lambda text: int(text))

    async def scenario(site: Site) -> None:
        async with site.client(headers={"Origin": "https://kunta.test"}) as client:
            answer = await client.post("/api/v1/chat", json={"text": "salainen asia"})
            assert answer.status_code == 500
            assert answer.headers["content-type"] == "application/problem+json"
            assert "frame-ancestors" in answer.headers["content-security-policy"]
            assert answer.headers["access-control-allow-origin"] == "https://kunta.test"
            assert "112" in answer.json()["detail"]
            assert "salainen" not in answer.text
            assert "Traceback" not in answer.text

    site(cors_origins="https://kunta.test").run(scenario)
    assert "unexpected ValueError" in caplog.text
    assert "salainen" not in caplog.text


@pytest.mark.parametrize(
    ("path", "setting", "ancestors"),
    [
        ("/", "'none'", "'none'"),
        ("/upota", "'none'", "'none'"),
        ("/upota/esikatselu", "'none'", "'self'"),
        ("/", "https://kunta.test", "https://kunta.test"),
        ("/upota/esikatselu", "https://kunta.test", "'self' https://kunta.test"),
    ],
)
def test_pages_are_framed_only_where_configured(site: MakeSite, path: str, setting: str, ancestors: str) -> None:
    async def scenario(site: Site) -> None:
        async with site.client() as client:
            policy = (await client.get(path)).headers["content-security-policy"]
            assert policy.endswith(f"frame-ancestors {ancestors}")

    site(frame_ancestors=setting).run(scenario)


async def preflight(client: httpx.AsyncClient, origin: str) -> httpx.Response:
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST",
               "Access-Control-Request-Headers": "content-type, idempotency-key"}  # fmt: skip
    return await client.options("/api/v1/chat", headers=headers)


STRANGERS = ["https://kunta.test.paha.test", "https://kunta.test:8443", "http://kunta.test", "https://pahakunta.test",
             "https://KUNTA.test.", "null", "https://kunta.test/", "https://kunta.test@paha.test", "*", ""]  # fmt: skip


def test_only_the_exact_origins_of_the_settings_may_use_the_api_and_never_with_credentials(site: MakeSite) -> None:
    async def scenario(site: Site) -> None:
        async with site.client() as client:
            ours = await preflight(client, "https://kunta.test")
            assert ours.status_code == 200
            assert ours.headers["access-control-allow-origin"] == "https://kunta.test"
            assert "access-control-allow-credentials" not in ours.headers
            for stranger in STRANGERS:
                answer = await preflight(client, stranger)
                assert "access-control-allow-origin" not in answer.headers, stranger
                asked = await client.post("/api/v1/chat", json={"text": "ruoka"}, headers={"Origin": stranger})
                assert "access-control-allow-origin" not in asked.headers, stranger

    site(cors_origins="https://kunta.test, https://toinen.test").run(scenario)


@pytest.mark.parametrize("host", ["paha.test", "127.0.0.1.paha.test", "localhost.paha.test", "paha.test:8000", "x y"])
def test_another_name_of_the_site_is_refused(site: MakeSite, host: str) -> None:
    async def scenario(site: Site) -> None:
        async with site.client() as client:
            for path in ("/", "/upota", "/api/v1/needs"):
                answer = await client.get(path, headers={"Host": host})
                assert answer.status_code == 400
                assert host not in answer.text
            assert (await client.get("/", headers={"Host": "localhost:8000"})).status_code == 200

    site().run(scenario)


def test_a_public_server_takes_the_names_that_are_set(site: MakeSite) -> None:
    async def scenario(site: Site) -> None:
        async with site.client() as client:
            assert (await client.get("/", headers={"Host": "luotsi.kunta.test"})).status_code == 200
            assert (await client.get("/", headers={"Host": "paha.test"})).status_code == 400

    site(host="0.0.0.0", allowed_hosts="luotsi.kunta.test").run(scenario)  # noqa: S104  # nothing listens in this test
