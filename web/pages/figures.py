"""The measured figures of the page on how Luotsi works: `python -m web.pages.figures`, after the evaluation.

Takes the figures that `figure_names.yaml` names out of var/evaluation.json and writes `figures.yaml`; none is typed by
hand. Shares are kept as measured (0..1), with the bounds of their 95 % interval and the number of messages.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import yaml

from service_catalog.settings import ROOT
from web.pages.texts import UI, read_ui

RESULTS = ROOT / "var" / "evaluation.json"
FIGURES = UI / "figures.yaml"


def taken(results: dict[str, Any]) -> dict[str, Any]:
    """What the page shows of the results. A figure that the results lack is a KeyError."""
    figures = []
    for one in read_ui("figure_names")["figures"]:
        part, key = one["of"].split(".")
        found = results[part][key]
        bounds = {name: round(found[name], 6) for name in ("value", "low", "high")}
        figures.append({"of": one["of"], **bounds, "messages": found["of"]})
    return {"measured_on": results["machine"]["date"].split()[0], "model": results["model"], "figures": figures}


def written(figures: dict[str, Any], head: str) -> str:
    """The file: its comments as they were, then the figures."""
    comments = "".join(line for line in head.splitlines(keepends=True) if line.startswith("#"))
    return comments + yaml.safe_dump(figures, allow_unicode=True, sort_keys=False)


def shown() -> dict[str, Any]:
    """The figures with their names, for the page; no figures when nothing has been measured."""
    measured = read_ui("figures")
    names = {one["of"]: one["name"] for one in read_ui("figure_names")["figures"]}
    figures = [{**one, "name": names[one["of"]]} for one in measured["figures"] if one["of"] in names]
    return {**measured, "figures": figures}


def percent(share: float, language: str) -> str:
    """A share as people of the language write it."""
    number = f"{100 * share:.1f}"
    return f"{number}%" if language == "en" else f"{number.replace('.', ',')} %"


def main() -> None:
    """Writes the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--out", type=Path, default=FIGURES)
    given = parser.parse_args()
    if not given.results.exists():
        raise SystemExit(f"{given.results} is missing: python -m bot.evaluation")
    results = json.loads(given.results.read_text(encoding="utf-8"))
    given.out.write_text(written(taken(results), FIGURES.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{given.out.relative_to(ROOT) if given.out.is_relative_to(ROOT) else given.out}\n")


if __name__ == "__main__":
    main()
