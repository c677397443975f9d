"""Reads a YAML file into a pydantic model, with errors that name the file, the line and the field."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, ValidationError

FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ContentError(Exception):
    """Content that cannot be loaded. `problems` are sentences of the form `file:line: field: what is wrong`."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_yaml[Model: BaseModel](path: Path, model: type[Model]) -> Model:
    """The file at `path` as `model`; raises ContentError with every problem that the file has."""
    text = path.read_text(encoding="utf-8")
    try:
        loaded = yaml.load(text, Loader=FAST_LOADER)  # noqa: S506  # the safe loader, in C where it is there
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ContentError([f"{path}:{line}: not YAML: {getattr(error, 'problem', error)}"]) from error
    try:
        return model.model_validate(loaded)
    except ValidationError as error:
        node = yaml.compose(text, Loader=FAST_LOADER)
        raise ContentError(
            [
                f"{path}:{line_of(node, item['loc'])}: {'.'.join(map(str, item['loc']))}: {item['msg']}"
                for item in error.errors()
            ]
        ) from error


def line_of(node: yaml.Node | None, location: tuple[int | str, ...]) -> int:
    """The line (from 1) of the deepest part of `location` that stands in the file."""
    line = 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
