"""Coverage without users: every need in every municipality through the whole chain of a running Luotsi.

A gap is the model's when the wording does not bring the need, the answer's when the need is heard and the catalogue has
services but none is shown, the catalogue's when most other municipalities have a service of their own for the need and
this one has not, and probably real when most of them have none. Whether a gap is real only a person can say.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal

import httpx
import yaml

from service_catalog.coverage import Coverage

AT_ONCE = 4
SECONDS = 30.0
TRIES = 20

Gap = Literal["model", "answer", "catalogue", "real"]


@dataclass(frozen=True)
class Question:
    """A wording of a need, asked from a municipality."""

    need: str
    text: str
    municipality: str


@dataclass
class Gaps:
    """What was found: questions that had no gap, and the others by whose gap it is."""

    asked: int = 0
    met: int = 0
    found: dict[Gap, list[Question]] = field(
        default_factory=lambda: {"model": [], "answer": [], "catalogue": [], "real": []}
    )


def wordings(path: Path, each: int) -> dict[str, list[str]]:
    """The first `each` wordings of every need that have that need alone, from an evaluation file (text, needs)."""
    found: dict[str, list[str]] = {}
    for one in yaml.safe_load(path.read_text(encoding="utf-8")):
        needs = one.get("needs") or []
        if len(needs) == 1 and len(found.setdefault(needs[0], [])) < each:
            found[needs[0]].append(one["text"])
    return found


def questions(said: Mapping[str, Sequence[str]], municipalities: Sequence[str]) -> list[Question]:
    """Every wording from every municipality."""
    return [Question(need, text, code) for need, texts in said.items() for text in texts for code in municipalities]


async def ask_all(
    client: httpx.AsyncClient, asked: Sequence[Question], coverage: Mapping[tuple[str, str], Coverage]
) -> Gaps:
    """Asks all questions, some at once, each in a conversation of its own; waits when Luotsi says that it is busy."""
    gaps = Gaps(asked=len(asked))
    places = asyncio.Semaphore(AT_ONCE)

    async def one(question: Question) -> None:
        async with places:
            answer = await ask(client, question)
        gap = gap_of(question, answer, coverage)
        if gap is None:
            gaps.met += 1
        else:
            gaps.found[gap].append(question)

    await asyncio.gather(*map(one, asked))
    return gaps


async def ask(client: httpx.AsyncClient, question: Question) -> dict[str, Any]:
    """The answer to a question; raises httpx.HTTPError when Luotsi does not answer."""
    body = {"text": question.text, "context": {"municipality": question.municipality}}
    for _ in range(TRIES):
        response = await client.post("/api/v1/chat", json=body, timeout=SECONDS)
        if response.status_code not in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
            break
        await asyncio.sleep(float(response.headers.get("Retry-After", "1")))
    return dict(response.raise_for_status().json())


def gap_of(question: Question, answer: Mapping[str, Any], coverage: Mapping[tuple[str, str], Coverage]) -> Gap | None:
    """Whose gap it is when the person is left without a service of their own area; None when they are not."""
    if question.need not in [need["id"] for need in answer["understanding"]["needs"]]:
        return "model"
    here = coverage[question.need, question.municipality]
    if not here.own:
        others = [cell.own > 0 for (need, code), cell in coverage.items() if need == question.need]
        return "catalogue" if sum(others) * 2 > len(others) else "real"
    blocks = [block for block in answer["messages"] if block["type"] == "services"]
    shown = any(question.need in card["needs"] for block in blocks for card in block["services"])
    return None if shown else "answer"


def as_lines(gaps: Gaps, names: Mapping[str, str]) -> list[str]:
    """The result to print: how many, and each gap by need with its municipalities or wordings."""
    lines = [f"{gaps.asked} questions, {gaps.met} met with a service of the person's own area."]
    for gap, found in gaps.found.items():
        lines.append(f"{gap}: {len(found)}")
        for need in sorted({question.need for question in found}):
            mine = [question for question in found if question.need == need]
            if gap in ("model", "answer"):
                told = "; ".join(sorted({question.text for question in mine}))
            else:
                told = ", ".join(sorted({names.get(question.municipality, "") for question in mine}))
            lines.append(f"  {need} ({len(mine)}): {told}")
    return lines


def as_page(lines: Sequence[str], day: dt.date, asked: int) -> str:
    """The result as a page of docs/."""
    told = "\n".join(lines)
    return PAGE.format(day=day.isoformat(), asked=f"{asked:,}", told=told)


PAGE = """# Coverage without users

Written by `make evaluate` (and by `luotsi coverage --write docs/coverage.md` against any running Luotsi); nothing here
is typed by hand. {day}: {asked} questions, wordings of every need (`tests/evaluation/needs.yml`, never trained on) from
every municipality that is served, through the whole running chain.

* `model`: the wording does not bring its need. `answer`: the need is heard and there are services, but none is shown.
* `catalogue`: most other municipalities have a service of their own for the need and this one has none.
* `real`: most have none. Whether a gap is real only a person can say.

```text
{told}
```
"""
