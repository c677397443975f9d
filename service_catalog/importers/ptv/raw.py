"""What the raw models of every PTV version share: how a field is checked, and how a text is cleaned."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError
from pydantic.alias_generators import to_camel

TAG = re.compile(r"</?[a-zA-Z][^>]*>")
SPACES = re.compile(r"[ \t\u00a0]+")


class RecordError(Exception):
    """A record that cannot be taken: `problems` are pairs of a field and what is wrong with it."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{where}: {reason}" for where, reason in problems))
        self.problems = problems


class Raw(BaseModel):
    """A raw JSON object: fields that we do not use are let by, those that we use have their type checked."""

    model_config = ConfigDict(extra="ignore", alias_generator=to_camel, populate_by_name=True, frozen=True)


def clean(text: str) -> str:
    """Plain text: no tags, no control or direction characters, one space between words; lines stay."""
    kept = unicodedata.normalize("NFC", text)
    if not kept.replace("\n", "").isprintable():  # rare, and slow to look at letter by letter
        kept = "".join(c for c in kept if c in "\n\t" or unicodedata.category(c)[0] != "C")
    return SPACES.sub(" ", TAG.sub(" ", kept)).strip()


Clean = Annotated[str, AfterValidator(clean)]
Code = Annotated[str, StringConstraints(max_length=40), AfterValidator(clean)]
Guid = Annotated[
    str,
    StringConstraints(
        to_lower=True, pattern=r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"
    ),
]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]+)?$")]


def _none_is_empty(value: Any) -> Any:
    return () if value is None else value


type Many[T] = Annotated[tuple[T, ...], BeforeValidator(_none_is_empty)]


def parse[Model: Raw](model: type[Model], raw: object) -> Model:
    """`raw` as `model`; raises RecordError that names every faulty field."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise RecordError(
            [(".".join(map(str, item["loc"])) or "record", item["msg"]) for item in error.errors()]
        ) from error


def id_of(raw: object, *keys: str) -> str:
    """The id of a raw record for the report, however bad the record is."""
    if isinstance(raw, dict):
        found = next((raw[key] for key in keys if isinstance(raw.get(key), str)), None)
        if found:
            return clean(found)[:80]
    return "(no id)"


def unique[T](values: Iterable[T], key: Callable[[T], Any] = lambda value: value) -> tuple[T, ...]:
    """The values in their order, each once by `key`; the first of equal ones stays."""
    found: dict[Any, T] = {}
    for value in values:
        found.setdefault(key(value), value)
    return tuple(found.values())
