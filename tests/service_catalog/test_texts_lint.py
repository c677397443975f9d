"""No text that a person sees says a verdict, in any file and language; and the lint knows one when it sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from service_catalog.texts import CONTENT
from service_catalog.verdicts import verdicts_in

ROOT = Path(__file__).resolve().parents[2]
SENTENCES: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "verdict_sentences.yml").read_text(encoding="utf-8")
)
TEMPLATES = sorted((ROOT / "web/templates").rglob("*.html"))
FILES = [ROOT / "domain.yml", *sorted(set(CONTENT.rglob("*.yaml")) - {CONTENT / "verdicts.yaml"})]
# What people say, not what they are told.
HEARD = {"keywords", "words", "patterns"}
MARKUP = re.compile(r"<[^>]+>|\{[{%#].*?[}%#]\}", re.DOTALL)


def told(node: Any) -> Iterator[str]:
    """Every string of a YAML tree that Luotsi may say."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in HEARD:
                yield from told(value)
    elif isinstance(node, list):
        for value in node:
            yield from told(value)
    elif isinstance(node, str):
        yield node


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_says_a_verdict(path: Path) -> None:
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {text: found for text in told(tree) if (found := verdicts_in(text))} == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_says_a_verdict(path: Path) -> None:
    assert verdicts_in(MARKUP.sub(" ", path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("sentence", SENTENCES["traps"])
def test_a_verdict_is_caught(sentence: str) -> None:
    assert verdicts_in(sentence)


@pytest.mark.parametrize("sentence", SENTENCES["innocent"])
def test_advice_is_let_through(sentence: str) -> None:
    assert verdicts_in(sentence) == []


def test_a_verdict_inside_a_text_and_its_markup_is_caught() -> None:
    assert verdicts_in(MARKUP.sub(" ", "<p>Hei. {{ name }} Sinulla\n on <b>oikeus</b> tukeen.</p>"))
    assert list(told({"summary": "Et saa tukea.", "keywords": ["et saa tukea"]})) == ["Et saa tukea."]


def test_the_lint_sees_the_texts_and_has_sentences_enough() -> None:
    assert sum(len(list(told(yaml.safe_load(path.read_text(encoding="utf-8"))))) for path in FILES) > 5000
    assert len(TEMPLATES) > 10
    assert len(SENTENCES["traps"]) >= 50
    assert len(SENTENCES["innocent"]) >= 30
