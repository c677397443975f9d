"""Writes an empty sheet with its guide in Finnish: XLSX with a page for the guide, or CSV with lines of it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from service_catalog.importers.sheet.columns import SheetTexts, sheet_texts
from service_catalog.importers.sheet.table import COMMENT

WIDEST = 60


def write_template(path: Path, needs: Mapping[str, str]) -> None:
    """Writes the template to `path`, XLSX or CSV by its name; `needs` are {id: name}, for the guide."""
    if path.suffix.lower() == ".csv":
        _write_csv(path)
    else:
        _write_xlsx(path, needs)


def _write_csv(path: Path) -> None:
    columns = sheet_texts().columns
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([one.name for one in columns])
        for line in ([one.title for one in columns], [one.help for one in columns], [one.example for one in columns]):
            writer.writerow([f"{COMMENT} {line[0]}", *line[1:]])


def _write_xlsx(path: Path, needs: Mapping[str, str]) -> None:
    texts = sheet_texts()
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = texts.sheet_name
    sheet.append([one.name for one in texts.columns])
    sheet.append([f"{COMMENT} {texts.columns[0].title}", *(one.title for one in texts.columns[1:])])
    sheet.freeze_panes = "A3"
    for number in range(1, len(texts.columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 24
        sheet.cell(1, number).font = Font(bold=True)
    # Numbers of postal codes and phones keep their first zero as text.
    for cells in sheet.iter_cols(min_row=3, max_row=200, max_col=len(texts.columns)):
        for cell in cells:
            cell.number_format = "@"
    _write_guide(book.create_sheet(texts.guide_name), texts, needs)
    book.save(path)


def _write_guide(guide: Worksheet, texts: SheetTexts, needs: Mapping[str, str]) -> None:
    guide.append([texts.guide_intro])
    guide.append(texts.guide_headers)
    for one in texts.columns:
        must = texts.mandatory if one.required else texts.optional
        guide.append([one.name, one.title, must, one.help, one.example])
    guide.append([])
    guide.append([texts.needs_heading])
    for need_id, name in needs.items():
        guide.append([need_id, name])
    for letter, width in zip("ABCDE", (26, 22, 10, WIDEST, WIDEST), strict=True):
        guide.column_dimensions[letter].width = width
    for row in guide.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row == 2)
