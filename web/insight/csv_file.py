"""A table as a CSV file: for spreadsheets in Finland (semicolons, UTF-8 with its mark), and safe to open in one.

A cell that a spreadsheet could take for a formula gets an apostrophe before it (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io

from web.insight.figures import Table

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def safe(text: str) -> str:
    """`text` as a cell that stays text; whole numbers are left as they are."""
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text


def csv_of(table: Table) -> str:
    """The file of a table. A mark is written out in words."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([safe(text) for text in (table.corner, *table.columns)])
    for line in table.lines:
        cells = [f"{cell.text} {cell.said}".strip() if cell.said else cell.text for cell in line.cells]
        writer.writerow([safe(text) for text in (line.head, *cells)])
    return "\ufeff" + out.getvalue()
