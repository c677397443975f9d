"""Whatever is written, there is an answer, nothing breaks, and no typed text is taken for an intent."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from finnish.normalise import CONTROL
from tests.security.conftest import MakeSite, Site
from tests.security.hostile import TEXTS
from web.gateway.incoming import taken_in

JSON = {"Content-Type": "application/json"}


def test_every_hostile_text_gets_an_answer_in_the_chat_and_none_is_an_intent(site: MakeSite) -> None:
    async def scenario(site: Site) -> None:
        async with site.client("127.0.0.1") as client:
            for text in TEXTS:
                answer = await client.post("/api/v1/chat", content=json.dumps({"text": text}), headers=JSON)
                assert answer.status_code == 200, ascii(text[:60])
                assert answer.json()["messages"], ascii(text[:60])
            typed = [sent["text"] for sent in site.sent]
            assert len(typed) > len(TEXTS) / 3
            assert [text for text in typed if text.startswith("/") or CONTROL.search(text)] == []

    site().run(scenario)


@pytest.mark.parametrize("method", ["form", "address", "search"])
def test_every_hostile_text_is_met_on_the_pages_and_in_the_search(site: MakeSite, method: str) -> None:
    async def scenario(site: Site) -> None:
        async with site.client("127.0.0.1") as client:
            for text in TEXTS[::4]:
                sent = text.encode("utf-8", "replace").decode()
                if method == "form":
                    answer = await client.post("/", data={"viesti": sent, "kunta": sent[:80], "keskustelu": sent[:64]})
                elif method == "address":
                    answer = await client.get("/", params={"q": sent, "kunta": sent[:80], "kieli": sent[:8]})
                else:
                    answer = await client.get("/api/v1/services", params={"q": sent[:500], "limit": 1})
                expected = {200, 422} if method == "form" else {200}
                assert answer.status_code in expected, (answer.status_code, ascii(text[:60]))
                assert "<script>alert" not in answer.text

    site().run(scenario)


BROKEN = [
    b"", b"{", b"[]", b"null", b'"vuokra"', b"1", b"\xff\xfe\x00", b'{"text": 1}', b'{"text": null}',
    b'{"text": ["a"]}', b'{"text": {"a": 1}}', b'{"Text": "a"}', b'{"text": "a", "conversation_id": 5}',
    b'{"text": "a", "context": []}', b'{"text": "a", "context": {"page": "/etc/passwd"}}', b'{"text": "\xc3\x28"}',
    b'{"text": "a", "language": "xx"}', b'{"text": "a", "text": 2}', b'{"text": NaN}', b'{"text": "a"}{"text": "b"}',
    b'{"text": "a", "context": {"municipality": ["Nokia"]}}', b'{"text": "' + b"\x00" * 10 + b'"}',
    b"[" * 8000 + b"]" * 8000, b'{"a":' * 3000 + b"1" + b"}" * 3000, b'{"text": ' + b"9" * 9000 + b"}",
]  # fmt: skip
ODD: list[dict[str, Any]] = [
    {"conversation_id": "\ud800"}, {"conversation_id": "../../etc/passwd"}, {"conversation_id": "default"},
    {"conversation_id": "00000000-0000-0000-0000-000000000000"}, {"context": {"municipality": "\ud800"}},
    {"context": {"municipality": "\x00"}}, {"context": {"municipality": "999"}}, {"message_id": "\udfff" * 20},
    {"message_id": "\x00" * 30, "context": {"municipality": "\ud800"}}, {"unknown": {"a": []}},
]  # fmt: skip


@pytest.mark.parametrize("path", ["/api/v1/chat", "/api/v1/feedback"])
def test_a_broken_body_is_the_senders_fault_and_is_told_as_a_problem(site: MakeSite, path: str) -> None:
    async def scenario(site: Site) -> None:
        async with site.client("127.0.0.1") as client:
            for body in BROKEN:
                answer = await client.post(path, content=body, headers=JSON)
                assert 400 <= answer.status_code < 500, (answer.status_code, body[:60])
                assert answer.headers["content-type"] == "application/problem+json"

    site().run(scenario)


def test_odd_fields_do_no_harm(site: MakeSite) -> None:
    async def scenario(site: Site) -> None:
        async with site.client("127.0.0.1") as client:
            for fields in ODD:
                body = json.dumps({"text": "vuokra", **fields})
                answer = await client.post("/api/v1/chat", content=body, headers=JSON)
                assert answer.status_code in {200, 422}, (fields, answer.text)
                assert answer.json().get("conversation_id", "new") != fields.get("conversation_id")

    site().run(scenario)


def test_ten_thousand_combining_marks_and_a_redos_text_take_no_time() -> None:
    async def timed(text: str) -> float:
        started = asyncio.get_running_loop().time()
        taken_in(text)
        return asyncio.get_running_loop().time() - started

    for text in (
        "a" + "\u0301" * 10_000,
        "a@" * 10_000,
        "010190-" * 3000,
        "+358 " * 4000,
        "a." * 10_000,
        "1 " * 10_000,
    ):
        assert min(asyncio.run(timed(text)) for _ in range(3)) < 0.5, text[:20]


def echoing(request: httpx.Request) -> httpx.Response:
    """A Rasa that keeps conversations apart by sender, and says back all that it knows of one."""
    body = json.loads(request.content or b"{}")
    if "sender" not in body:
        return httpx.Response(200, json={"understanding": {}})
    slots = dict(body["metadata"]["remembered"] or {})
    slots["shown_services"] = [*slots.get("shown_services", []), body["text"]]
    said = " | ".join(slots["shown_services"])
    buttons = [{"title": f"valinta {body['text']}", "payload": "/ohita"}]
    return httpx.Response(
        200, json={"messages": [{"text": said, "buttons": buttons}], "understanding": {}, "slots": slots}
    )


def test_a_hundred_interleaved_conversations_never_mix(site: MakeSite) -> None:
    async def talk(client: httpx.AsyncClient, who: int) -> str:
        conversation: str | None = None
        for turn in range(5):
            await asyncio.sleep(((who * 7 + turn * 13) % 10) / 1000)
            body: dict[str, Any] = {
                "text": f"vuokra henkilö{who} vuoro{turn}",
                "message_id": f"sama-avain-kaikilla-{turn}",
            }
            if conversation:
                body["conversation_id"] = conversation
            answer = (await client.post("/api/v1/chat", json=body)).json()
            assert conversation in (None, answer["conversation_id"])
            conversation = answer["conversation_id"]
            said = answer["messages"][0]["text"]
            expected = [f"vuokra henkilö{who} vuoro{number}" for number in range(turn + 1)]
            assert said.split(" | ") == expected, said
        return str(conversation)

    async def scenario(site: Site) -> None:
        async with site.client("127.0.0.1") as client:
            ids = await asyncio.gather(*(talk(client, who) for who in range(100)))
            assert len(set(ids)) == 100
            assert {len(one) for one in ids} == {36}

    site(echoing, messages_at_once=200).run(scenario)


@pytest.mark.parametrize(
    "rubbish",
    [
        {"messages": "hei"}, {"messages": [1, None]},
        {"messages": [{"custom": {"type": "services", "services": [{}]}}]},
        {"messages": [{}]}, {"messages": [{"buttons": [{"title": 1}]}]}, {"messages": [{"text": {"a": 1}}]},
        {"messages": [{"text": "hei"}], "slots": [1]}, {"messages": [{"text": "hei"}], "slots": {"needs": "velka"}},
        {"messages": [{"text": "hei"}], "understanding": {"needs": [{"salaisuus": 1}]}},
        {"messages": [{"text": "hei"}], "understanding": "velka"},
    ],
)  # fmt: skip
def test_rubbish_from_the_bot_becomes_an_answer_with_a_human_and_stays_out_of_the_log(
    site: MakeSite, rubbish: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario(site: Site) -> None:
        async with site.client("127.0.0.1") as client:
            answer = await client.post("/api/v1/chat", json={"text": "salaisuus ja vuokra"})
            assert answer.status_code == 200
            assert "112" in answer.text
            assert answer.json()["notice"]

    site(lambda _: httpx.Response(200, json=rubbish)).run(scenario)
    assert "salaisuus" not in caplog.text
