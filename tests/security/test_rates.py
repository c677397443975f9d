"""Limits cannot be dodged, and nobody in danger meets one."""

from __future__ import annotations

import pytest

from tests.security.conftest import BURST, DANGER, MakeSite, Site


def test_an_address_over_its_limit_is_told_when_and_where_else(site: MakeSite) -> None:
    async def scenario(site: Site) -> None:
        async with site.client() as client, site.client("203.0.113.8") as neighbour:
            answers = [await client.get("/api/v1/needs") for _ in range(BURST + 5)]
            last = answers[-1]
            assert (answers[0].status_code, last.status_code) == (200, 429)
            assert last.headers["content-type"] == "application/problem+json"
            assert int(last.headers["retry-after"]) >= 1
            assert "112" in last.json()["detail"]
            assert (await neighbour.get("/api/v1/needs")).status_code == 200
            assert (await client.get("/health/live")).status_code == 200
            assert (await client.get("/static/css/tokens.css")).status_code == 200

    site(address_per_minute=1).run(scenario)


def test_a_made_up_forwarded_address_changes_nothing(site: MakeSite) -> None:
    async def scenario(site: Site) -> None:
        async with site.client() as client:
            for number in range(200):
                headers = {
                    "X-Forwarded-For": f"198.51.{number // 250}.{number % 250}",
                    "X-Real-IP": f"198.51.100.{number % 256}",
                    "Forwarded": f"for=198.51.100.{number % 256}",
                }
                answer = await client.get("/health/live" if number % 2 else "/api/v1/needs", headers=headers)
            assert answer.status_code == 200  # live: not counted
            assert (await client.get("/api/v1/needs", headers=headers)).status_code == 429

    site(address_per_minute=1).run(scenario)


def test_behind_a_named_proxy_only_its_own_word_counts(site: MakeSite) -> None:
    async def scenario(site: Site) -> None:
        async with site.client("10.0.0.1") as proxy:
            for number in range(BURST + 5):
                said = f"198.51.100.{number % 256}, 203.0.113.9"  # the left half is the client's own invention
                answer = await proxy.get("/api/v1/needs", headers={"X-Forwarded-For": said})
            assert answer.status_code == 429
            other = await proxy.get("/api/v1/needs", headers={"X-Forwarded-For": "203.0.113.10"})
            assert other.status_code == 200

    site(address_per_minute=1, trusted_proxies="10.0.0.1").run(scenario)


def test_a_conversation_over_its_limit_waits_while_others_of_the_same_address_go_on(site: MakeSite) -> None:
    async def scenario(site: Site) -> None:
        async with site.client() as client:
            first = (await client.post("/api/v1/chat", json={"text": "ruoka"})).json()
            message = {"text": "ruoka", "conversation_id": first["conversation_id"]}
            answers = [await client.post("/api/v1/chat", json=message) for _ in range(BURST + 3)]
            assert answers[-1].status_code == 429
            assert "112" in answers[-1].json()["detail"]
            assert (await client.post("/api/v1/chat", json={"text": "ruoka"})).status_code == 200
            danger = await client.post("/api/v1/chat", json={**message, "text": DANGER})
            assert danger.json()["messages"][0]["type"] == "crisis"

    site(conversation_per_minute=1, address_per_minute=0).run(scenario)


@pytest.mark.parametrize("text", [DANGER, "haluan kuolla ja otin kaikki lääkkeet"])
def test_danger_is_answered_over_every_limit_and_on_the_page_without_scripts_too(site: MakeSite, text: str) -> None:
    async def scenario(site: Site) -> None:
        async with site.client() as client:
            for _ in range(BURST + 3):
                await client.get("/api/v1/needs")
            assert (await client.post("/api/v1/chat", json={"text": "ruoka"})).status_code == 429
            refused = await client.post("/", data={"viesti": "ruoka"})
            assert refused.status_code == 429
            assert "ruoka</textarea>" in refused.text, "what was written is not lost"
            answer = await client.post("/api/v1/chat", json={"text": text})
            assert answer.json()["messages"][0]["type"] == "crisis"
            page = await client.post("/", data={"viesti": text})
            assert page.status_code == 200
            assert 'href="tel:112"' in page.text

    site(address_per_minute=1).run(scenario)


def test_this_machine_is_not_limited(site: MakeSite) -> None:
    async def scenario(site: Site) -> None:
        async with site.client("127.0.0.1") as client:
            for _ in range(BURST + 5):
                answer = await client.get("/api/v1/needs")
            assert answer.status_code == 200

    site(address_per_minute=1).run(scenario)


def test_one_network_of_ipv6_counts_as_one(site: MakeSite) -> None:
    async def scenario(site: Site) -> None:
        for number in range(BURST + 5):
            async with site.client(f"2001:db8:0:1::{number:x}") as client:
                answer = await client.get("/api/v1/needs")
        assert answer.status_code == 429

    site(address_per_minute=1).run(scenario)
