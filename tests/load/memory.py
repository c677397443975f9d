"""How much memory the processes of a Luotsi on this machine have, and how fast it grows."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

from deploy.local.paths import ROOT

# The modules that are run, and those that they start.
MODULES = frozenset(["web", "rasa", "rasa_sdk"])
STARTED = "multiprocessing"
EVERY_SECONDS = 5.0
# What the first part of a run brings is warm-up.
WARM_UP_SHARE = 0.25
# In less time than this conversations only gather: they are forgotten after an hour.
SHORTEST_SECONDS = 1200.0


def used_mb() -> float:
    """The memory of all processes that serve from this repository, shared pages shared out among them."""
    total = 0
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with contextlib.suppress(OSError):
                if serves(process):
                    rollup = (process / "smaps_rollup").read_text()
                    total += int(next(line for line in rollup.splitlines() if line.startswith("Pss:")).split()[1])
    return total / 1024


def serves(process: Path) -> bool:
    """Whether a folder of /proc is one of our serving processes."""
    words = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
    here = (process / "cwd").resolve() == ROOT
    return here and any(word in MODULES or STARTED in word for word in words)


async def watch(found: list[tuple[float, float]]) -> None:
    """Adds (seconds, MB) to `found` until it is cancelled."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    while True:
        found.append((loop.time() - begun, await asyncio.to_thread(used_mb)))
        await asyncio.sleep(EVERY_SECONDS)


def growth_mb_an_hour(found: list[tuple[float, float]]) -> float | None:
    """The slope of a straight line through what was seen after the warm-up; None where it was too short a time."""
    if not found or found[-1][0] - found[0][0] < SHORTEST_SECONDS:
        return None
    late = found[round(len(found) * WARM_UP_SHARE) :]
    middle_time, middle = sum(time for time, _ in late) / len(late), sum(mb for _, mb in late) / len(late)
    spread = sum((time - middle_time) ** 2 for time, _ in late)
    return 3600 * sum((time - middle_time) * (mb - middle) for time, mb in late) / spread
