"""The measured figures of the page: taken from the results of the evaluation by a command, never typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from service_catalog.settings import ROOT
from web.pages import figures
from web.pages.texts import LANGUAGES, read_ui

SHARE = {"value": 0.8189, "low": 0.7921, "high": 0.8424, "of": 921}
RESULTS: dict[str, Any] = {
    "model": "luotsi-abc.tar.gz",
    "machine": {"date": "2026-11-24 09:20 UTC"},
    "needs": {"first_right": SHARE, "among_three": SHARE, "both_of_two": SHARE, "false_on_none": SHARE},
    "acts": {"right": SHARE},
}


def test_command_writes_the_figures_of_the_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results, out = tmp_path / "evaluation.json", tmp_path / "figures.yaml"
    results.write_text(json.dumps(RESULTS), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["figures", "--results", str(results), "--out", str(out)])
    figures.main()
    text = out.read_text(encoding="utf-8")
    assert text.startswith("# ")
    written = yaml.safe_load(text)
    assert written["measured_on"] == "2026-11-24"
    assert [one["value"] for one in written["figures"]] == [0.8189] * 5
    assert "figures.yaml" in capsys.readouterr().out


def test_command_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["figures", "--results", str(tmp_path / "none.json")])
    with pytest.raises(SystemExit, match="is missing"):
        figures.main()


def test_every_figure_has_a_name_in_every_language() -> None:
    for one in read_ui("figure_names")["figures"]:
        assert one["name"].keys() == set(LANGUAGES), one["of"]


@pytest.mark.parametrize(("language", "says"), [("fi", "81,9 % (79,2 %–84,2 %)"), ("en", "81.9% (79.2%–84.2%)")])
def test_page_shows_the_figures_with_their_interval(
    pages: httpx.Client, monkeypatch: pytest.MonkeyPatch, language: str, says: str
) -> None:
    read = read_ui
    taken = figures.taken(RESULTS)
    monkeypatch.setattr("web.pages.figures.read_ui", lambda name: taken if name == "figures" else read(name))
    page = pages.get(f"/nain-luotsi-toimii?kieli={language}").text
    assert page.count("<tr>") == 6
    assert says in page


def test_published_figures_are_those_of_the_evaluation_report() -> None:
    report = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    for one in read_ui("figures")["figures"]:
        assert f"{100 * one['value']:.1f}%" in report, one["of"]
