"""The columns of the sheet and what is said of a fault in them, in Finnish (`content/sheet/columns.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from pydantic import BaseModel, ConfigDict

from service_catalog.importers.yaml_file import read_yaml
from service_catalog.texts import CONTENT


class Column(BaseModel):
    """A column: its HSDS name, its Finnish title, and the lengths that a text in it may have."""

    model_config = ConfigDict(extra="forbid")
    name: str
    title: str
    help: str
    example: str
    required: bool = False
    least: int = 0
    most: int | None = None


class SheetTexts(BaseModel):
    """The file columns.yaml."""

    model_config = ConfigDict(extra="forbid")
    sheet_name: str
    guide_name: str
    guide_headers: list[str]
    mandatory: str
    optional: str
    guide_intro: str
    needs_heading: str
    columns: list[Column]
    choices: dict[str, dict[str, str]]
    whole_country: list[str]
    weekdays: dict[str, str]
    clock: str
    problem: str
    row_problem: str
    problems: dict[str, str]


@cache
def sheet_texts() -> SheetTexts:
    """The texts, read once."""
    return read_yaml(CONTENT / "sheet" / "columns.yaml", SheetTexts)


@cache
def column(name: str) -> Column:
    """The column of an HSDS name."""
    return next(one for one in sheet_texts().columns if one.name == name)


@dataclass(frozen=True)
class SheetProblem:
    """A fault: `line` is that of the file (0: the file as a whole), `kind` a key of `problems` in columns.yaml."""

    line: int
    column: str | None
    kind: str
    values: dict[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        texts = sheet_texts()
        about = column(self.column) if self.column else None
        values = {"help": about.help if about else "", "most": about.most if about else "", **self.values}
        message = texts.problems[self.kind].format(**values)
        if about:
            return texts.problem.format(line=self.line, column=about.name, title=about.title, message=message)
        return texts.row_problem.format(line=self.line, message=message) if self.line else message


class SheetError(Exception):
    """A sheet that cannot be imported, with everything that is wrong in it."""

    def __init__(self, problems: list[SheetProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
