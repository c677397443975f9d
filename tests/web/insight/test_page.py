"""The page /havainnot: closed until opened, true to the protected figures, readable as tables, safe as files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import yaml

from tests.web.pages.test_texts import leaves, names_in
from web.insight.csv_file import csv_of, safe
from web.insight.demo import fill
from web.insight.drawing import lying_bars, standing_bars
from web.insight.events import today
from web.insight.figures import Cell, Line, Table, level_of
from web.insight.insight import Insight
from web.insight.page import insight_texts
from web.insight.tables import Mark
from web.pages.texts import LANGUAGES, UI

TABLES = ["tarpeet", "puuttuvat", "viikot", "tulokset", "kayttopaikat", "ymmartaminen", "kattavuus", "aukot"]
TEMPLATES = Path(__file__).parents[3] / "web" / "templates" / "insight"
PLACES = ["536", "837", "211"]


@pytest.fixture
def opened(site: httpx.Client, insight: Insight) -> Iterator[httpx.Client]:
    """A client of a page that is open to all, over a made-up month."""
    needs = [need.id for need in insight.observer._catalogue.needs()]
    fill(insight.engine(), needs, PLACES, today())
    insight.settings.public = True
    yield site
    insight.settings.public = False
    with insight.engine().begin() as connection:
        connection.execute(Mark.__table__.delete())  # type: ignore[attr-defined]


def rows_of(file: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.lstrip("\ufeff")), delimiter=";"))


@pytest.mark.parametrize("path", ["/havainnot", "/havainnot/yhteenveto", "/havainnot/tarpeet.csv"])
def test_insight_is_closed_until_it_is_opened(site: httpx.Client, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == httpx.codes.FORBIDDEN
    assert "<td" not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_every_table_and_says_that_figures_are_made_up(opened: httpx.Client, language: str) -> None:
    page = opened.get("/havainnot", params={"kieli": language}).raise_for_status().text
    assert insight_texts(language)("made_up") in page
    for table in TABLES:
        assert f'id="{table}-title"' in page
        assert f"/havainnot/{table}.csv" in page


def test_real_figures_are_not_called_made_up(site: httpx.Client, insight: Insight) -> None:
    insight.settings.public = True
    try:
        page = site.get("/havainnot").raise_for_status().text
    finally:
        insight.settings.public = False
    assert insight_texts("fi")("made_up") not in page
    assert insight_texts("fi")("empty") in page


def test_a_file_holds_the_cells_of_the_page_and_none_under_five(opened: httpx.Client) -> None:
    page = opened.get("/havainnot").text
    rows = rows_of(opened.get("/havainnot/tarpeet.csv").text)
    assert rows[0] == [insight_texts("fi")("made_up")]
    section = page.split('id="tarpeet-title"')[1].split("</table>")[0]
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", section)]
    assert cells == [cell for row in rows[2:] for cell in row[1:]]
    numbers = [int(cell) for cell in cells if cell.isdigit()]
    assert numbers
    assert min(numbers) >= 5
    assert insight_texts("fi")("under") in cells


@pytest.mark.parametrize("table", TABLES)
def test_each_table_has_a_file_that_opens_as_columns(opened: httpx.Client, table: str) -> None:
    answer = opened.get(f"/havainnot/{table}.csv").raise_for_status()
    assert answer.headers["content-type"].startswith("text/csv")
    rows = rows_of(answer.text)[1:]
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1


def test_the_summary_is_of_one_municipality_or_of_the_whole_area(opened: httpx.Client) -> None:
    nokia = opened.get("/havainnot/yhteenveto", params={"kunta": "Nokia"}).raise_for_status().text
    area = opened.get("/havainnot/yhteenveto").raise_for_status().text
    assert "<h1>Nokia:" in nokia
    assert f"<h1>{insight_texts('fi')('summary_area')}:" in area
    assert insight_texts("fi")("made_up") in nokia


def test_figures_per_thousand_come_from_a_given_file_only(
    opened: httpx.Client, insight: Insight, tmp_path: Path
) -> None:
    file = tmp_path / "population.csv"
    file.write_text("code,population\n536,1000\n837,100000\n211,2000\n", encoding="utf-8")
    rate = insight_texts("fi")("per_thousand")
    assert rate not in rows_of(opened.get("/havainnot/puuttuvat.csv").text)[1]
    insight.settings.population = file
    try:
        rows = rows_of(opened.get("/havainnot/puuttuvat.csv").text)
    finally:
        insight.settings.population = None
    assert rows[1][2] == rate
    nokia = next(row for row in rows if row[0] == "Nokia")
    assert float(nokia[2].replace(",", ".")) == int(nokia[1])


def test_an_unknown_table_or_period_is_not_an_error(opened: httpx.Client) -> None:
    assert opened.get("/havainnot/nothing.csv").status_code == httpx.codes.NOT_FOUND
    assert opened.get("/havainnot", params={"jakso": "1999-01-01"}).status_code == httpx.codes.OK


def test_a_lost_database_is_said_on_the_page_and_the_chat_answers(
    opened: httpx.Client, insight: Insight, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(insight, "engine", lambda: (_ for _ in ()).throw(OSError()))
        assert opened.get("/havainnot").status_code == httpx.codes.SERVICE_UNAVAILABLE
        assert opened.post("/api/v1/chat", json={"text": "vuokra rästissä"}).status_code == httpx.codes.OK


@pytest.mark.parametrize("hostile", ["=1+1", "+358", "-2", "@SUM(A1)", "\t=1", "  =cmd|' /C calc'!A0", "%0A=1"])
def test_no_cell_of_a_file_is_a_formula(hostile: str) -> None:
    table = Table("x", "x", "", hostile, [hostile], [Line(hostile, [Cell(hostile)])])
    assert safe(hostile).startswith("'")
    assert all(cell.startswith("'") for row in rows_of(csv_of(table)) for cell in row)


def test_pictures_are_as_long_as_their_numbers_and_hidden_ones_have_words_only() -> None:
    lines = [Line("a", [Cell("10", 10)]), Line("b", [Cell("5", 5)]), Line("c", [Cell("alle 5")])]
    table = Table("x", "x", "", "", ["n"], lines)
    lying, standing = lying_bars(table), standing_bars(table, [0])
    assert [bar.width / lying.bars[0].width for bar in lying.bars] == [1, 0.5, 0]
    assert [bar.height / standing.bars[0].height for bar in standing.bars] == [1, 0.5, 0]
    assert [bar.text for bar in lying.bars] == ["10", "5", "alle 5"]


def test_darkness_grows_with_the_number() -> None:
    levels = [level_of(value, 400) for value in (0, 5, 40, 100, 200, 400)]
    assert levels == sorted(levels)
    assert (levels[0], levels[1], levels[-1]) == (0, 1, 5)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_texts_have_the_same_keys_and_names_to_fill(language: str) -> None:
    def texts(name: str) -> dict[str, str]:
        return dict(leaves(yaml.safe_load((UI / f"insight.{name}.yaml").read_text(encoding="utf-8"))))

    finnish, other = texts("fi"), texts(language)
    assert finnish.keys() == other.keys()
    assert {key for key in finnish if names_in(finnish[key]) != names_in(other[key])} == set()


def test_every_text_that_a_template_names_exists() -> None:
    named = [
        key for path in TEMPLATES.glob("*.html") for key in re.findall(r'\bi\("([a-z_]+)"\)', path.read_text("utf-8"))
    ]
    assert len(named) > 10
    for key in named:
        assert insight_texts("fi")(key)
