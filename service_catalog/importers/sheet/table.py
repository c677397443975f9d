"""Reads a CSV or XLSX file into rows of text by column. Size, rows and unpacked size are bounded, formulas refused."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from finnish.normalise import clean
from service_catalog.importers.sheet.columns import SheetError, SheetProblem, sheet_texts

LARGEST = 20_000_000  # bytes of the file
LARGEST_UNPACKED = 200_000_000
MOST_ROWS = 20_000
COMMENT = "#"
FORMULA = "\0formula"  # stands for a formula, which no text can be: control characters are cleaned away
# Cells in which a text may begin with a plus sign.
SIGNED = {"phone.number"}
RISKY = "=+-@"


@dataclass(frozen=True)
class SheetRow:
    """A row: its line in the file, and the text of each column that it fills."""

    line: int
    cells: dict[str, str]


def read_table(path: Path) -> tuple[list[SheetRow], list[SheetProblem]]:
    """The rows of the file and the problems of single cells; raises SheetError for a file that is no such sheet."""
    if not path.is_file():
        raise SheetError([SheetProblem(0, None, "file_missing", {"value": path.name})])
    if path.stat().st_size > LARGEST:
        raise SheetError([SheetProblem(0, None, "file_large", {"most": LARGEST // 1_000_000})])
    readers = {".csv": _csv_lines, ".txt": _csv_lines, ".xlsx": _xlsx_lines}
    if path.suffix.lower() not in readers:
        raise SheetError([SheetProblem(0, None, "file_kind", {"value": path.name})])
    return _rows(readers[path.suffix.lower()](path))


def _csv_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise SheetError([SheetProblem(0, None, "encoding")]) from error
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise SheetError([SheetProblem(line, None, "file_broken")]) from error


def _xlsx_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        with path.open("rb") as file:
            with zipfile.ZipFile(file) as packed:
                if sum(one.file_size for one in packed.infolist()) > LARGEST_UNPACKED:
                    raise SheetError([SheetProblem(0, None, "file_large", {"most": LARGEST // 1_000_000})])
            book = openpyxl.load_workbook(file, read_only=True, keep_links=False)
            name = sheet_texts().sheet_name
            sheet = book[name] if name in book.sheetnames else book[book.sheetnames[0]]
            lines = [
                (number, [FORMULA if cell.data_type == "f" else _text(cell.value) for cell in row])
                for number, row in zip(range(1, MOST_ROWS + 3), sheet.iter_rows(), strict=False)
            ]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError, SyntaxError) as error:
        raise SheetError([SheetProblem(0, None, "file_broken")]) from error
    yield from lines


def _text(value: object) -> str:
    """A cell's value as a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _rows(lines: Iterable[tuple[int, list[str]]]) -> tuple[list[SheetRow], list[SheetProblem]]:
    filled = ((number, line) for number, line in lines if any(cell.strip() for cell in line))
    head = next(((number, line) for number, line in filled if not _is_comment(line)), None)
    if head is None:
        raise SheetError([SheetProblem(0, None, "empty")])
    names = _columns(head[0], head[1])
    rows: list[SheetRow] = []
    problems: list[SheetProblem] = []
    for number, line in filled:
        if _is_comment(line):
            continue
        if len(rows) == MOST_ROWS:
            raise SheetError([SheetProblem(0, None, "file_rows", {"most": MOST_ROWS})])
        if any(cell.strip() for cell in line[len(names) :]):
            problems.append(SheetProblem(number, None, "cells", {"value": len(line), "most": len(names)}))
            continue
        found = [_formula_problem(number, name, cell) for name, cell in zip(names, line, strict=False) if name]
        problems += [problem for problem in found if problem]
        cells = {name: clean(cell) for name, cell in zip(names, line, strict=False) if name and cell.strip()}
        rows.append(SheetRow(number, cells))
    if not rows and not problems:
        raise SheetError([SheetProblem(0, None, "empty")])
    return rows, problems


def _is_comment(line: list[str]) -> bool:
    return line[0].strip().startswith(COMMENT)


def _formula_problem(line: int, name: str, cell: str) -> SheetProblem | None:
    if cell == FORMULA:
        return SheetProblem(line, name, "formula_cell")
    text = cell.strip(" ")
    if text[:1] in ("\t", "\r") or (text[:1] and text[0] in RISKY and not (name in SIGNED and text[0] == "+")):
        return SheetProblem(line, name, "formula", {"value": text[0]})
    return None


def _columns(line: int, header: list[str]) -> list[str]:
    """The HSDS name of each cell of the header; empty for an empty cell at its end."""
    columns = sheet_texts().columns
    known = {name.casefold(): one.name for one in columns for name in (one.name, one.title)}
    cells = [clean(cell) for cell in header]
    while cells and not cells[-1]:
        cells.pop()
    names = [known.get(cell.casefold(), "") for cell in cells]
    problems: list[SheetProblem] = []
    for cell, name in zip(cells, names, strict=True):
        if cell and not name:
            nearest = next(iter(get_close_matches(cell.casefold(), known, 1, 0)), "")
            values: dict[str, object] = {"value": cell, "nearest": known.get(nearest, "")}
            problems.append(SheetProblem(line, None, "unknown_column", values))
    doubles = {name for name in names if name and names.count(name) > 1}
    problems += [SheetProblem(line, None, "double_column", {"value": name}) for name in sorted(doubles)]
    missing = [one.name for one in columns if one.required and one.name not in names]
    problems += [SheetProblem(line, None, "missing_column", {"value": name}) for name in missing]
    if problems:
        raise SheetError(problems)
    return names
