"""`make evaluate-search`: measures search and the baselines on the graded queries, and writes docs/search.md."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from service_catalog.database import open_engine
from service_catalog.evaluation.material import RECORDS, load_collection
from service_catalog.evaluation.queries import COLLECTIONS, Query, read_queries
from service_catalog.evaluation.rankers import Collection, Ranker, baselines, ours
from service_catalog.evaluation.report import Judged, judge, write_report
from service_catalog.ranking.index import build_index, with_meaning
from service_catalog.ranking.meaning import VectorStore
from service_catalog.settings import ROOT

HEARD = ROOT / "var" / "retrieval_heard.json"
REPORT = ROOT / "docs" / "search.md"


def main(
    records: Annotated[Path, typer.Option(help="The folder of the national records.")] = RECORDS,
    heard: Annotated[Path, typer.Option(help="What the trained bot heard in the queries.")] = HEARD,
    report: Annotated[Path, typer.Option(help="Where the report is written.")] = REPORT,
) -> None:
    """Measures everything in one run and writes the report."""
    store = VectorStore.open(ROOT / "var" / "vectors-evaluation")
    needs = json.loads(heard.read_text(encoding="utf-8")) if heard.exists() else None
    judged: list[Judged] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in COLLECTIONS:
            engine = open_engine(f"sqlite:///{folder}/{name}.db")
            keys = load_collection(engine, name, records)
            with Session(engine) as session:
                index = with_meaning(build_index(session), session, store)
                collection = Collection(name, session, index, [keys[one] for one in index.columns.ids])
                for ranker_name, ranker in rankers(collection, needs).items():
                    judged += [judge(collection, ranker_name, ranker, query) for query in read_queries().of(name)]
            engine.dispose()
    typer.echo(write_report(report, judged, bot=needs is not None))


def rankers(collection: Collection, heard: dict[str, list[str]] | None) -> dict[str, Ranker]:
    """Search in its variants, then the baselines."""
    found = {"ours, text only": ours(collection, no_needs)}
    if heard is not None:
        found["ours, needs heard by the bot"] = ours(collection, lambda query: heard.get(query.q, []))
    found["ours, needs as a person hears them"] = ours(collection, lambda query: query.needs)
    found["ours, text only, without meaning"] = ours(collection, no_needs, meaning=False)
    return found | baselines(collection)


def no_needs(_query: Query) -> list[str]:
    """Text only."""
    return []


if __name__ == "__main__":
    typer.run(main)
