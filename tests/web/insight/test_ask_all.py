"""Coverage without users: whose gap it is that a person is left without a service."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path
from typing import Any

import httpx
import pytest

from service_catalog.coverage import Coverage
from web.insight.ask_all import Question, as_lines, as_page, ask_all, gap_of, questions, wordings

ASKED = Question("velka", "velat painaa", "536")


def answer(heard: list[str], shown: list[str]) -> dict[str, Any]:
    cards = [{"needs": [need]} for need in shown]
    return {
        "understanding": {"needs": [{"id": need} for need in heard]},
        "messages": [{"type": "services", "services": cards}],
    }


@pytest.mark.parametrize(
    ("heard", "shown", "own", "elsewhere", "gap"),
    [
        (["velka"], ["velka"], 1, [1, 1], None),
        (["ero"], ["ero"], 1, [1, 1], "model"),
        (["velka"], [], 1, [1, 1], "answer"),
        (["velka"], ["velka"], 0, [1, 1], "catalogue"),
        (["velka"], ["velka"], 0, [0, 1], "real"),
    ],
)
def test_a_gap_has_an_owner(
    heard: list[str], shown: list[str], own: int, elsewhere: list[int], gap: str | None
) -> None:
    table = {("velka", "536"): Coverage(own=own)}
    table |= {("velka", str(number)): Coverage(own=count) for number, count in enumerate(elsewhere)}
    assert gap_of(ASKED, answer(heard, shown), table) == gap


def test_every_wording_is_asked_from_every_municipality(tmp_path: Path) -> None:
    file = tmp_path / "needs.yml"
    file.write_text("- {text: a, needs: [velka]}\n- {text: b, needs: [velka]}\n- {text: c, needs: [velka, ero]}\n")
    said = wordings(file, each=1)
    assert questions(said, ["536", "837"]) == [Question("velka", "a", "536"), Question("velka", "a", "837")]


def test_a_busy_luotsi_is_waited_for(site: httpx.Client) -> None:
    busy = [httpx.Response(429, headers={"Retry-After": "0"})]

    def reply(request: httpx.Request) -> httpx.Response:
        if busy:
            return busy.pop()
        real = site.post("/api/v1/chat", content=request.content, headers={"Content-Type": "application/json"})
        return httpx.Response(200, content=real.content)

    async def run() -> list[str]:
        asked = [Question("vuokra_hata", "vuokra rästissä", "536"), Question("velka", "höpö", "536")]
        table = {(one.need, "536"): Coverage(own=1) for one in asked}
        async with httpx.AsyncClient(transport=httpx.MockTransport(reply), base_url="http://luotsi.test") as client:
            return as_lines(await ask_all(client, asked, table), {"536": "Nokia"})

    lines = asyncio.run(run())
    assert lines[0].startswith("2 questions, 1 met")
    assert "model: 1" in lines
    assert "  velka (1): höpö" in lines


def test_the_page_tells_the_day_the_count_and_every_line() -> None:
    page = as_page(["model: 1", "  velka (1): velat painaa"], dt.date(2026, 11, 24), 2691)
    assert "2026-11-24: 2,691 questions" in page
    assert "model: 1\n  velka (1): velat painaa\n" in page
