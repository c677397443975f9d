"""The commands and options that docs/catalogue.md names exist."""

from __future__ import annotations

import re
from typing import Any

import pytest
import typer

from service_catalog.cli import app
from service_catalog.settings import ROOT

TEXT = (ROOT / "docs" / "catalogue.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"luotsi (catalog [a-z]+(?: (?:sheet|ptv|hsds)\b)?)([^`\n|>]*)", TEXT)))


@pytest.mark.parametrize(("words", "rest"), NAMED)
def test_a_command_of_the_docs_exists_with_its_options(words: str, rest: str) -> None:
    command: Any = typer.main.get_command(app)
    for word in words.split():
        assert word in getattr(command, "commands", {}), word
        command = command.commands[word]
    known = {option for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"--[a-z-]+", rest)) <= known


def test_the_docs_name_commands() -> None:
    assert len({words for words, _ in NAMED}) >= 8
