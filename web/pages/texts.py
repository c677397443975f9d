"""The texts of the pages and the widget, from `service_catalog/content/ui/`: a file a language, the same keys."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from service_catalog.texts import CONTENT

UI = CONTENT / "ui"
LANGUAGES = ("fi", "sv", "en")
LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
OPENING = ("chat", "crisis", "help", "errors", "widget")
OPENING_COMMON = ("name", "privacy", "accessibility", "quick_exit", "close", "only_finnish")
ANSWERS = ("understood", "card", "feedback")
ANSWERS_KEPT = ("added", "removed")


class Texts:
    """The texts of one language. `texts("chat.title")` is a sentence with `{names}` filled; `get` gives any value."""

    def __init__(self, language: str, tree: dict[str, Any]) -> None:
        self.language = language
        self.tree = tree

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence under a dotted `key`. An unknown key is a KeyError."""
        text = str(self.get(key))
        return text.format(**values) if values else text

    def get(self, key: str) -> Any:
        """The value under a dotted `key`: a sentence, a list or a mapping."""
        found: Any = self.tree
        for part in key.split("."):
            found = found[part]
        return found

    def count(self, key: str, count: int, **values: object) -> str:
        """The sentence `key_one` or `key_many`, by `count`."""
        return self(f"{key}_one" if count == 1 else f"{key}_many", count=count, **values)

    def opening(self) -> dict[str, Any]:
        """The part of the texts that opens the chat and takes a message, also when nothing answers."""
        common = {key: self.tree["common"][key] for key in OPENING_COMMON}
        return {"common": common, **{section: self.tree[section] for section in OPENING}}

    def answers(self) -> dict[str, Any]:
        """The part of the texts that an answer with services needs."""
        kept = {key: self.tree["kept"][key] for key in ANSWERS_KEPT}
        return {"kept": kept, **{section: self.tree[section] for section in ANSWERS}}


@cache
def ui_texts(language: str, plain: bool = False) -> Texts:
    """The texts of a language; `plain` lays the simpler Finnish sentences over the ordinary ones."""
    tree = read_ui(language)
    if plain and language == "fi":
        tree = overlaid(tree, read_ui("fi-selko"))
    return Texts(language, tree)


@cache
def need_names(language: str) -> dict[str, str]:
    """Names of needs and themes in a language other than Finnish (Finnish ones are in the catalogue)."""
    return {} if language == "fi" else dict(read_ui(f"needs.{language}"))


def language_names(codes: list[str], language: str) -> str:
    """Languages of a service in words, in the page's language."""
    names: dict[str, str] = ui_texts(language).get("card.language_names")
    return ", ".join(names.get(code, code) for code in codes)


def correction(needs: dict[str, str], removed: str) -> str:
    """What is sent when a heard need is taken away; the gateway knows it (web/gateway/answering.py)."""
    return str(read_ui("said")["remove"]).format(need=needs[removed])


def read_ui(name: str) -> dict[str, Any]:
    """One file of the folder."""
    loaded = yaml.safe_load((UI / f"{name}.yaml").read_text(encoding="utf-8"))
    if not isinstance(loaded, dict):
        raise TypeError(name)
    return loaded


def overlaid(tree: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """`tree` with the values of `over` in place of its own; mappings are merged, anything else is replaced."""
    merged = dict(tree)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = overlaid(merged[key], value) if both else value
    return merged
