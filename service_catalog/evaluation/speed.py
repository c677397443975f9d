"""`make bench-search`: time and memory of search against the size of the catalogue; writes its part of docs/search.md.

Every size runs in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from sqlalchemy.orm import Session

from service_catalog.database import open_engine
from service_catalog.evaluation.material import AREA, import_records
from service_catalog.evaluation.queries import COLLECTIONS, read_queries
from service_catalog.evaluation.report import SPEED
from service_catalog.evaluation.scale import grow, questions
from service_catalog.importers.build import build_catalogue
from service_catalog.ranking.index import SearchIndex, build_index, read_documents
from service_catalog.ranking.meaning import MeaningIndex, VectorStore
from service_catalog.search import search
from service_catalog.settings import ROOT

app = typer.Typer()
REPORT = ROOT / "docs" / "search.md"
SIZES = (1_000, 10_000, 40_000, 100_000)
WARM_UP, CALLS, SEED = 50, 1000, 1
SAMPLED = 1000
MEGABYTE = 1024


@app.command()
def main(sizes: Annotated[list[int] | None, typer.Option("--size")] = None) -> None:
    """Measures the sizes and writes the table."""
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes or SIZES:
            command = [sys.executable, "-m", "service_catalog.evaluation.speed", "one", str(size), folder]
            done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
            measured.append(json.loads(done.stdout.splitlines()[-1]))
            typer.echo(measured[-1])
    _write(measured)


@app.command()
def one(size: int, folder: Path) -> None:
    """Measures one size; prints its figures as JSON."""
    address = f"sqlite:///{folder}/{size}.db"
    engine = open_engine(address)
    build_catalogue(engine, AREA)
    import_records(engine)
    started = time.perf_counter()
    services, channels = grow(engine, size, SEED)
    figures: dict[str, Any] = {"services": services, "channels": channels, "rows_s": _since(started)}
    store = VectorStore.open(folder / f"vectors-{size}")
    started = time.perf_counter()
    with Session(engine) as session:
        index = build_index(session)
        figures["index_s"] = _since(started)
        started = time.perf_counter()
        index = _with_sampled_meaning(index, session, store)
        figures["vectors_s"] = round(_since(started) * SAMPLED / min(size, SAMPLED), 1)
    figures["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE
    figures |= _timed(address, index)
    figures["per_second_2"] = _together(address, folder / f"vectors-{size}")
    typer.echo(json.dumps(figures))


def _with_sampled_meaning(index: SearchIndex, session: Session, store: VectorStore) -> SearchIndex:
    """The index with as many vectors as services, of which only the first are encoded and the others are their copies.

    What a vector holds changes neither time nor memory of a search; encoding takes the same time for each service.
    """
    sample = index.columns.ids[:SAMPLED]
    vectors = store.vectors_of([document.meaning() for document in read_documents(session, sample, {})])
    whole = np.resize(vectors, (len(index.columns), store.encoder.dimension))
    needs = dict.fromkeys(index.columns.needs, vectors[0])
    return replace(index, meaning=MeaningIndex(whole, store.encoder, needs))


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 1)


def _ask(address: str, index: SearchIndex, count: int, seed: int) -> list[tuple[float, float]]:
    """How many seconds each search took, by the wall clock and of the processor."""
    engine = open_engine(address, read_only=True)
    texts = [query.q for name in COLLECTIONS for query in read_queries().of(name)]
    took = []
    for question in islice(questions(engine, texts, seed), count):
        started, worked = time.perf_counter(), time.thread_time()
        with Session(engine) as session:
            search(session, index=index, **question)
        took.append((time.perf_counter() - started, time.thread_time() - worked))
    engine.dispose()
    return took


def _timed(address: str, index: SearchIndex) -> dict[str, float]:
    _ask(address, index, WARM_UP, SEED + 1)
    wall, processor = np.array(_ask(address, index, CALLS, SEED)).T * 1000
    figures = {f"p{q}_ms": round(float(np.percentile(wall, q)), 1) for q in (50, 95, 99)}
    return figures | {"cpu_p95_ms": round(float(np.percentile(processor, 95)), 1)}


def _served(address: str, folder: Path) -> float:
    """One of the two processes, with an index of its own: how many searches a second it makes."""
    engine = open_engine(address, read_only=True)
    with Session(engine) as session:
        index = _with_sampled_meaning(build_index(session), session, VectorStore.open(folder))
    _ask(address, index, WARM_UP, os.getpid())
    begun = time.perf_counter()
    _ask(address, index, CALLS, os.getpid())
    return CALLS / (time.perf_counter() - begun)


def _together(address: str, folder: Path) -> float:
    """Searches a second of two processes at once, a core each."""
    with ProcessPoolExecutor(2) as pool:
        return round(sum(pool.map(_served, [address] * 2, [folder] * 2)), 1)


def _line(one: dict[str, Any]) -> str:
    cells = [
        f"{one['services']:,}",
        f"{one['channels']:,}",
        *(f"{one[name]} s" for name in ("rows_s", "index_s", "vectors_s")),
        f"{one['memory_mb']} MB",
        *(f"{one[name]} ms" for name in ("p50_ms", "p95_ms", "p99_ms", "cpu_p95_ms")),
        f"{one['per_second_2']}/s",
    ]
    return f"| {' | '.join(cells)} |"


def _write(measured: list[dict[str, Any]]) -> None:
    load = os.getloadavg()[0]
    lines = [
        SPEED,
        "",
        f"`make bench-search` writes this part. Machine: {os.cpu_count()} cores ({platform.machine()}), Python "
        f"{platform.python_version()}, SQLite; load average {load:.1f} at the end. Catalogues are cloned from the real "
        f"records of 2018 (`evaluation/scale.py`, seed {SEED}); {CALLS} questions of the graded set, three of four "
        "with a need, from all municipalities; one core a process (OMP_NUM_THREADS=1). Vectors of meaning are reckoned "
        f"in the background, once: the time is that of {SAMPLED:,} services. CPU p95 is the processor's time of a "
        "search, which other work on the machine does not lengthen as it does the wall clock's.",
        "",
        "| services | channels | rows | index | 1,000 vectors | memory | p50 | p95 | p99 | CPU p95 | 2 processes |",
        "|" + "---:|" * 11,
    ]
    lines += [_line(figures) for figures in measured]
    text = REPORT.read_text(encoding="utf-8") if REPORT.exists() else ""
    lines.append(f"\n{seal(lines)}")
    before = text[: text.index(SPEED)] if SPEED in text else text + "\n"
    REPORT.write_text(before + "\n".join(lines) + "\n", encoding="utf-8")


def seal(lines: list[str]) -> str:
    """A line that tells the figures of this part from ones that were typed (`tests/service_catalog/evaluation`)."""
    figures = "\n".join(line for line in lines if line.startswith("|"))
    return f"<!-- written by make bench-search, figures sha256 {hashlib.sha256(figures.encode()).hexdigest()} -->"


if __name__ == "__main__":
    app()
