"""What the trained bot hears in the retrieval queries, for `make evaluate-search`. Runs in the bot's environment."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import yaml

from bot.evaluation.hearing import Listener

ROOT = Path(__file__).resolve().parents[2]
QUERIES = ROOT / "tests" / "evaluation" / "retrieval.yml"
HEARD = ROOT / "var" / "retrieval_heard.json"


async def main() -> None:
    """Hears every query with the newest model."""
    models = sorted((ROOT / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise SystemExit("There is no trained model: run `make train` first.")
    listener = Listener(models[-1])
    queries = [query["q"] for part in yaml.safe_load(QUERIES.read_text(encoding="utf-8")).values() for query in part]
    heard = {str(query): [need for need, _ in (await listener.hear(str(query))).needs] for query in queries}
    HEARD.parent.mkdir(exist_ok=True)
    HEARD.write_text(json.dumps(heard, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
