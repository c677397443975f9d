"""What Luotsi says when a need is heard, and how urgent the need is (`content/need_texts.yaml`)."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from service_catalog.importers.content import NeedFile
from service_catalog.importers.yaml_file import read_yaml
from service_catalog.texts import CONTENT, say


class NeedText(BaseModel):
    """The words of one need. `urgency`: 1 is answered first (safety), 2 soon (roof, food, money), 3 after those.

    `often_also`: needs that people in this turn of life usually have too; they are offered as choices. `in_sentence`:
    the name inside a sentence, where it is not the name with a small first letter.
    """

    model_config = ConfigDict(extra="forbid")
    name: str = ""
    in_sentence: str = ""
    urgency: int = Field(ge=1, le=3)
    often_also: list[str] = []
    opening: str
    plain: str


class NeedTextFile(BaseModel):
    """The file need_texts.yaml, by need id."""

    needs: dict[str, NeedText]


@cache
def need_texts() -> dict[str, NeedText]:
    """The words of all needs, with their names."""
    names = {need.id: need.name for need in read_yaml(CONTENT / "needs.yaml", NeedFile).needs}
    texts = read_yaml(CONTENT / "need_texts.yaml", NeedTextFile).needs
    return {need: _named(text, names[need]) for need, text in texts.items()}


def _named(text: NeedText, name: str) -> NeedText:
    inside = text.in_sentence or name[0].lower() + name[1:]
    return text.model_copy(update={"name": name, "in_sentence": inside})


def need_text(need: str) -> NeedText:
    """The words of one need; an unknown id is a KeyError."""
    return need_texts()[need]


def not_this(need: str) -> str:
    """What a tap sends that takes an understood need away; the answer and its reader must agree on it."""
    return say("correction.not_this", need=need_text(need).name)
