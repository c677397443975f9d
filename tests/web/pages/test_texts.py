"""The page texts: complete in three languages, the same names to fill, and a calm tone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from service_catalog.texts import CONTENT, say
from web.pages.texts import LANGUAGES, UI, correction, overlaid, read_ui, ui_texts

TEMPLATES = CONTENT.parent.parent / "web" / "templates"
SENSORY = re.compile(r"vihre|punai|oikealla|vasemmalla|yläpuolella|alapuolella", re.IGNORECASE)


def leaves(tree: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence with its dotted key; items of lists by number."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, f"{path}.{key}")
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from leaves(value, f"{path}.{number}")
    else:
        yield path, str(tree)


def names_in(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_another_language_has_the_same_keys_and_names_to_fill(language: str) -> None:
    finnish, other = dict(leaves(read_ui("fi"))), dict(leaves(read_ui(language)))
    assert finnish.keys() == other.keys()
    assert {key for key in finnish if names_in(finnish[key]) != names_in(other[key])} == set()


def test_plainer_texts_replace_only_keys_that_exist() -> None:
    assert dict(leaves(read_ui("fi-selko"))).keys() <= dict(leaves(read_ui("fi"))).keys()
    assert ui_texts("fi", plain=True)("chat.lead") != ui_texts("fi")("chat.lead")
    assert overlaid({"a": {"b": 1, "c": 2}}, {"a": {"c": 3}}) == {"a": {"b": 1, "c": 3}}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_need_and_theme_has_a_name(language: str) -> None:
    content = yaml.safe_load((CONTENT / "needs.yaml").read_text(encoding="utf-8"))
    ids = {need["id"] for need in content["needs"]} | {f"theme_{theme['id']}" for theme in content["themes"]}
    assert read_ui(f"needs.{language}").keys() == ids


@pytest.mark.parametrize("path", sorted(UI.glob("*.yaml")), ids=lambda path: path.name)
def test_texts_are_calm_and_do_not_lean_on_colour_or_place(path: Any) -> None:
    for key, text in leaves(yaml.safe_load(path.read_text(encoding="utf-8"))):
        assert "!" not in text, key
        if not key.startswith((".embed", ".crisis")):
            assert not SENSORY.search(text), key


def test_every_key_that_a_template_names_exists() -> None:
    texts = ui_texts("fi")
    for path in TEMPLATES.rglob("*.html"):
        for key in re.findall(r"""\bt(?:\.get)?\(["']([a-z_]+\.[a-z_]*[a-z])["']""", path.read_text(encoding="utf-8")):
            assert texts.get(key), (path.name, key)


def test_every_key_that_a_script_names_exists() -> None:
    texts = ui_texts("fi")
    for path in (TEMPLATES.parent / "static").rglob("*.js"):
        for key in re.findall(r"""\bt(?:\.get)?\("([a-z]+\.[a-z_]+)\"""", path.read_text(encoding="utf-8")):
            assert texts.get(key), (path.name, key)


def test_taking_a_need_away_says_what_the_gateway_knows() -> None:
    needs = {"velka": "Velat ja maksuvaikeudet"}
    assert correction(needs, "velka") == say("correction.not_this", need="Velat ja maksuvaikeudet")


def test_statements_exist_in_every_language() -> None:
    for name in ("accessibility", "privacy", "how"):
        for language in LANGUAGES:
            assert (TEMPLATES / "statements" / f"{name}.{language}.html").is_file()
