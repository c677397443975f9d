"""The honest answer to a message in another language than Finnish: what Luotsi is, and where a human answers."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from service_catalog.importers.yaml_file import read_yaml
from service_catalog.texts import CONTENT
from web.api.contract import Choice, ChoicesMessage, Message, TextMessage


class LanguageAnswer(BaseModel):
    """What is said in one language; the choices show that language and send Finnish."""

    model_config = ConfigDict(extra="forbid")
    texts: list[str] = Field(min_length=1)
    choices: list[Choice]


class LanguageAnswers(BaseModel):
    """The file content/languages.yaml, by the code of the language."""

    model_config = ConfigDict(extra="forbid")
    languages: dict[str, LanguageAnswer]


@cache
def language_answers() -> LanguageAnswers:
    """The answers."""
    return read_yaml(CONTENT / "languages.yaml", LanguageAnswers)


def answer_in(language: str) -> list[Message]:
    """The answer in `language`; empty for Finnish and for a language without one."""
    answer = language_answers().languages.get(language)
    if answer is None:
        return []
    said: list[Message] = [
        TextMessage.model_validate({"type": "text", "text": text, "language": language}) for text in answer.texts
    ]
    choices = ChoicesMessage.model_validate({"type": "choices", "choices": answer.choices, "language": language})
    return [*said, choices]
