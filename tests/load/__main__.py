"""`python -m tests.load [short|steady|spike|breakpoint|soak] [URL]`: open-loop load on a running Luotsi.

Messages leave at their time whether or not earlier ones were answered, since people do not wait for each other. Every
answer's body is judged: a whole answer, one that the web made alone, shed (503 with a contact), or wrong. Prints what
was reached, and writes it into docs/load.md, a section a profile.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import httpx

from tests.load.kept import keep
from tests.load.memory import watch

SEED = 7
DANGER = "mies hakkaa mua ja pelkään henkeni puolesta"
MIX = (
    "vuokra on maksamatta, asun nokialla", "ruoka on loppu", "velkoja liikaa, asun tampereella", "moi", "kiitos",
    "ahdistaa ja olen yksin kangasalla", "miten haen", "työt loppui ja ero tuli, asun lempäälässä",
    "paljonko se maksaa", DANGER,
)  # fmt: skip
HEAD = ("| messages/s | seconds | p50 / p95 / p99 ms | in danger p95 ms | answers |", "|---|---|---|---|---|")
# (messages a second, seconds) one after the other.
PROFILES: dict[str, list[tuple[float, float]]] = {
    "short": [(5, 20)],
    "steady": [(10, 60), (20, 60)],
    "spike": [(10, 30), (50, 30), (10, 30)],
    "breakpoint": [(rate, 20) for rate in (10, 20, 30, 40, 60)],
    "soak": [(5, 1800)],
}


@dataclass
class Seen:
    """What came of the messages of one step."""

    took: list[float] = field(default_factory=list)
    danger: list[float] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


async def one(http: httpx.AsyncClient, text: str, seen: Seen) -> None:
    """Sends a message and judges its answer."""
    started = time.perf_counter()
    try:
        answer = await http.post("/api/v1/chat", json={"text": text})
        took = time.perf_counter() - started
        if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE and "112" in answer.text:
            seen.kinds["shed in danger" if text == DANGER else "shed"] += 1
            return
        body = answer.json()
        if not body["messages"]:
            raise ValueError("nothing said")
        if text == DANGER and body["messages"][0]["type"] != "crisis":
            raise ValueError("danger not first")
    except (httpx.HTTPError, ValueError, KeyError):
        seen.kinds["wrong"] += 1
        return
    seen.kinds["alone" if "nyt toimi" in str(body["messages"]) else "answered"] += 1
    (seen.danger if text == DANGER else seen.took).append(took)


async def step(http: httpx.AsyncClient, rate: float, seconds: float, chance: random.Random) -> Seen:
    """Messages at `rate` for `seconds`, at the moments of a Poisson process."""
    seen, under_way = Seen(), set()
    loop = asyncio.get_running_loop()
    at = end = loop.time()
    end += seconds
    while (at := at + chance.expovariate(rate)) < end:
        await asyncio.sleep(max(0.0, at - loop.time()))
        under_way.add(asyncio.create_task(one(http, chance.choice(MIX), seen)))
    await asyncio.gather(*under_way)
    return seen


def told(rate: float, seconds: float, seen: Seen) -> str:
    """One line of the report."""

    def at(values: list[float], share: float) -> str:
        return f"{1000 * statistics.quantiles(values, n=100)[round(share * 100) - 1]:.0f}" if len(values) > 1 else "-"

    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(seen.kinds.items()))
    times = f"{at(seen.took, 0.5)} / {at(seen.took, 0.95)} / {at(seen.took, 0.99)}"
    return f"| {rate:.0f} | {seconds:.0f} | {times} | {at(seen.danger, 0.95)} | {kinds} |"


async def main(profile: str, url: str) -> int:
    """Runs a profile; 1 when an answer was wrong or someone in danger was shed."""
    chance, bad = random.Random(SEED), 0  # times of messages, not secrets
    lines, memory = list(HEAD), list[tuple[float, float]]()
    watching = asyncio.create_task(watch(memory))
    sys.stdout.write("\n".join(lines) + "\n")
    async with httpx.AsyncClient(base_url=url, timeout=30, limits=httpx.Limits(max_connections=None)) as http:
        for rate, seconds in PROFILES[profile]:
            seen = await step(http, rate, seconds, chance)
            bad += seen.kinds["wrong"] + seen.kinds["shed in danger"]
            lines.append(told(rate, seconds, seen))
            sys.stdout.write(lines[-1] + "\n")
            sys.stdout.flush()
    watching.cancel()
    keep(profile, lines, memory)
    return 1 if bad else 0


if __name__ == "__main__":
    given = dict(enumerate(sys.argv[1:]))
    sys.exit(asyncio.run(main(given.get(0, "steady"), given.get(1, "http://127.0.0.1:8000"))))
