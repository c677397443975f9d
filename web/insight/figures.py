"""The figures of /havainnot as plain tables: what the page draws, the CSV files hold, and the summary prints.

Everything here is made of published figures (publish.py) and of the catalogue. No count is read past the protection.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service_catalog.coverage import Coverage, StaleRecord
from web.insight.protect import Figure, Protected
from web.insight.publish import GROUPS, Publication
from web.pages.format import date_text
from web.pages.texts import Texts

LEVELS = 5
UNKNOWN = ""
OTHER = "other"
CLOSING = ("contact", "helped", "not_helped", "human", "crisis")


@dataclass(frozen=True)
class Cell:
    """A cell as it is written. `level` 0-5: how dark it is in a heat table; `said`: what a mark means, in words."""

    text: str
    value: float | None = None
    level: int = 0
    said: str = ""


@dataclass(frozen=True)
class Line:
    """A row of a table."""

    head: str
    cells: list[Cell]
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its own file. `kind`: heat (dark squares), bars (drawn beside) or plain."""

    id: str
    title: str
    note: str
    corner: str
    columns: list[str]
    lines: list[Line]
    kind: str = "plain"
    empty: str = ""


@dataclass(frozen=True)
class Names:
    """What ids are called in the page's language, in the order in which they are shown."""

    texts: Texts
    needs: Mapping[str, str]
    municipalities: Mapping[str, str]
    population: Mapping[str, int] = field(default_factory=dict)

    def need(self, need_id: str) -> str:
        """The name of a need; a need that is no longer in the vocabulary by its id."""
        return self.needs.get(need_id, need_id)

    def place(self, code: str) -> str:
        """The name of a column of places."""
        own = {OTHER: self.texts("other"), UNKNOWN: self.texts("unknown")}
        return own.get(code) or self.municipalities.get(code, code)

    def figure(self, figure: Figure, level: int = 0) -> Cell:
        """A figure as it is written."""
        if figure.value is None:
            return Cell(self.texts(figure.state))
        return Cell(str(figure.value), figure.value, level)


def level_of(value: float, most: float) -> int:
    """How dark a value is, 1 to LEVELS, on a scale of square roots so that small towns are seen beside a city."""
    return max(1, min(LEVELS, round(LEVELS * (value / most) ** 0.5))) if value and most else 0


def needs_table(published: Publication, measure: str, names: Names) -> Table:
    """Need × municipality, with totals."""
    table = published.needs[measure]
    most = max((figure.value or 0 for figure in table.cells.values()), default=0)
    lines = [
        Line(
            names.need(row),
            [names.figure(figure, level_of(figure.value or 0, most)) for figure in row_of(table, row)]
            + [names.figure(table.row_totals[row])],
        )
        for row in table.rows
    ]
    totals = [names.figure(table.column_totals[column]) for column in table.columns]
    lines.append(Line(names.texts("total"), [*totals, names.figure(table.total)], is_total=True))
    columns = [*map(names.place, table.columns), names.texts("total")]
    t = names.texts
    return Table("tarpeet", t("needs_title"), t("needs_note"), t("need"), columns, lines, "heat")


def row_of(table: Protected, row: str) -> list[Figure]:
    """The cells of a row in the order of the columns."""
    return [table.cells[row, column] for column in table.columns]


def ranking_table(published: Publication, names: Names) -> Table:
    """Municipalities by how often a need met no service, per 1,000 inhabitants where those are known."""
    totals = published.needs["unmet"].column_totals
    rows = []
    for code in published.needs["unmet"].columns:
        figure, people = totals[code], names.population.get(code)
        rate = figure.value * 1000 / people if figure.value is not None and people else None
        rows.append((code, figure, rate))
    by_rate = bool(names.population)
    rows.sort(key=lambda row: (-((row[2] if by_rate else row[1].value) or 0), names.place(row[0])))
    t = names.texts
    lines = []
    for code, figure, rate in rows:
        cells = [names.figure(figure)]
        if by_rate:
            cells.append(Cell(f"{rate:.2f}".replace(".", ","), rate) if rate is not None else Cell("–"))
        lines.append(Line(names.place(code), cells))
    columns = [t("count"), *([t("per_thousand")] if by_rate else [])]
    note = t("ranking_note") if by_rate else f"{t('ranking_note')} {t('no_population')}"
    return Table("puuttuvat", t("ranking_title"), note, t("municipality"), columns, lines, "bars")


def trend_table(blocks: Sequence[Publication], names: Names) -> Table:
    """Weeks of all published blocks, the oldest first, with every group of outcomes."""
    t = names.texts
    groups = list(GROUPS)
    lines = []
    for published in sorted(blocks, key=lambda one: one.block):
        for week in published.block.weeks:
            figures = [published.weeks[group].cells[group, week.isoformat()] for group in groups]
            lines.append(Line(date_text(week), [names.figure(figure) for figure in figures]))
    columns = [t(f"outcome_names.{group}") for group in groups]
    return Table("viikot", t("trend_title"), t("trend_note"), t("week"), columns, lines)


def outcomes_table(published: Publication, names: Names) -> Table:
    """How the needs were met, and what people did."""
    t = names.texts
    figures = {
        outcome: published.outcomes[group].cells[group, outcome]
        for group in ("met", "unmet", *CLOSING)
        for outcome in GROUPS[group]
    }
    needs = sum(figures[outcome].value or 0 for group in ("met", "unmet") for outcome in GROUPS[group])
    lines = []
    for outcome, figure in figures.items():
        of_needs = outcome in (*GROUPS["met"], *GROUPS["unmet"])
        share = figure.value / needs if of_needs and needs and figure.value is not None else None
        shown = Cell(f"{share:.0%}".replace("%", " %"), share) if share is not None else Cell("–")
        lines.append(Line(t(f"outcome_names.{outcome}"), [names.figure(figure), shown]))
    return Table(
        "tulokset",
        t("outcomes_title"),
        t("outcomes_note"),
        t("outcomes_title"),
        [t("count"), t("share")],
        lines,
        "bars",
    )


def faces_table(published: Publication, names: Names) -> Table:
    """Conversations by where Luotsi was used."""
    t = names.texts
    table = published.faces["conversation"]
    lines = [Line(t(f"face_names.{face}"), [names.figure(table.cells["conversation", face])]) for face in table.columns]
    return Table("kayttopaikat", t("faces_title"), "", t("faces_title"), [t("count")], lines, "bars")


def understood_table(blocks: Sequence[Publication], names: Names) -> Table:
    """Conversations and those in which something was not understood, by block."""
    t = names.texts
    lines = []
    for published in sorted(blocks, key=lambda one: one.block):
        both = [published.weeks[group].total for group in ("conversation", "not_understood")]
        share = share_of(both[1], both[0])
        lines.append(
            Line(
                period_name(published.block.first, published.block.last, t),
                [*map(names.figure, both), Cell(share or "–")],
            )
        )
    columns = [t("outcome_names.conversation"), t("outcome_names.not_understood"), t("share")]
    return Table("ymmartaminen", t("understood_title"), t("understood_note"), t("period"), columns, lines)


def share_of(part: Figure, whole: Figure) -> str:
    """A share in per cent; empty when either number is not shown."""
    if part.value is None or not whole.value:
        return ""
    return f"{100 * part.value / whole.value:.0f} %"


def coverage_table(coverage: Mapping[tuple[str, str], Coverage], names: Names) -> Table:
    """Need × municipality: how many own services the catalogue has, and what is lacking."""
    t = names.texts
    codes = [code for code in names.municipalities if any(key[1] == code for key in coverage)]
    lines = []
    for need in names.needs:
        cells = []
        for code in codes:
            found = coverage[need, code]
            said = t(f"gaps.{found.gap}")
            mark = str(t.get(f"gap_marks.{found.gap}"))
            text = mark if found.gap in ("none", "national_only") else f"{found.own}{mark}"
            cells.append(Cell(text, found.own, 0 if found.gap == "covered" else 3 if found.own else 5, said))
        lines.append(Line(names.need(need), cells))
    columns = [names.place(code) for code in codes]
    return Table("kattavuus", t("coverage_title"), t("coverage_note"), t("need"), columns, lines, "heat")


def gaps_table(coverage: Mapping[tuple[str, str], Coverage], names: Names) -> Table:
    """The needs that are not covered: in how many municipalities each lack is."""
    t = names.texts
    kinds = [gap for gap in t.get("gaps") if gap != "covered"]
    lines = []
    for need in names.needs:
        found = [cell.gap for (row, _), cell in coverage.items() if row == need]
        counts = [found.count(gap) for gap in kinds]
        if any(counts):
            lines.append(Line(names.need(need), [Cell(str(count), count) for count in counts]))
    columns = [t(f"gaps.{gap}") for gap in kinds]
    return Table("aukot", t("coverage_gaps"), "", t("need"), columns, lines)


def stale_table(records: Sequence[StaleRecord], names: Names) -> Table:
    """Records that nobody has checked for long."""
    t = names.texts
    lines = [Line(one.name, [Cell(one.organisation), Cell(date_text(one.checked_on))]) for one in records]
    return Table(
        "vanhentuneet",
        t("stale_title"),
        t("stale_note"),
        t("service"),
        [t("provider"), t("checked")],
        lines,
        empty=t("stale_none"),
    )


def period_name(first: dt.date, last: dt.date, t: Texts) -> str:
    """A block in words."""
    return t("period_name", first=date_text(first), last=date_text(last))


def key_figures(published: Publication, names: Names) -> list[tuple[str, Cell]]:
    """The numbers that say the most, for the whole area."""
    t = names.texts
    conversations = published.weeks["conversation"].total
    missed = published.weeks["not_understood"].total
    share = share_of(missed, conversations)
    found = names.figure(missed)
    return [
        (t("key_conversation"), names.figure(conversations)),
        (t("key_met"), names.figure(published.weeks["met"].total)),
        (t("key_unmet"), names.figure(published.weeks["unmet"].total)),
        (t("key_not_understood"), Cell(f"{found.text} ({share})" if share else found.text)),
        (t("key_human"), names.figure(published.weeks["human"].total)),
    ]


def place_table(published: Publication, code: str, names: Names, most: int = 10) -> Table:
    """The needs of one municipality with a number that is shown, those that most often met no service first."""
    t = names.texts
    met, unmet = published.needs["met"], published.needs["unmet"]

    def numbers(need: str) -> tuple[int, int]:
        return unmet.cells[need, code].value or 0, met.cells[need, code].value or 0

    shown = [need for need in unmet.rows if need in met.rows and any(numbers(need))]
    rows = sorted(shown, key=numbers, reverse=True)[:most]
    lines = [Line(names.need(need), [names.figure(table.cells[need, code]) for table in (unmet, met)]) for need in rows]
    lines.append(Line(t("total"), [names.figure(table.column_totals[code]) for table in (unmet, met)], is_total=True))
    columns = [t("outcome_names.unmet"), t("outcome_names.met")]
    return Table("kunta", t("place_title"), t("place_note"), t("need"), columns, lines)
