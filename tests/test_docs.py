"""Documentation is under test: what it names exists, and settings are all told."""

from __future__ import annotations

import re

import pytest
from pydantic_settings import BaseSettings

from service_catalog.settings import ROOT, CatalogueSettings
from web.insight.settings import InsightSettings
from web.settings import WebSettings

DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


SETTINGS = (CatalogueSettings, WebSettings, InsightSettings)


def variable(settings: type[BaseSettings], name: str) -> str:
    """The environment variable of a setting."""
    return f"{settings.model_config.get('env_prefix')}{name.upper()}"


def table() -> dict[str, tuple[str, str]]:
    """The settings of docs/settings.md: name -> (default, meaning)."""
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(LUOTSI_\w+)` \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    return {name: (default.strip("`"), meaning) for name, default, meaning in rows}


@pytest.mark.parametrize("settings", SETTINGS)
def test_every_setting_is_in_the_table_with_its_default(settings: type[BaseSettings]) -> None:
    told = table()
    for name, field in settings.model_fields.items():
        default, meaning = told[variable(settings, name)]
        expected = str(field.default).replace(f"{ROOT}/", "") if field.default != "" else "empty"
        assert default == expected, name
        assert (field.description or "?") in meaning, name


def test_the_table_has_nothing_that_the_code_does_not_read() -> None:
    fields = {variable(model, name) for model in SETTINGS for name in model.model_fields}
    launcher = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "deploy" / "local").glob("*.py"))
    assert {name for name in table() if name not in fields and name not in launcher} == set()


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_make_target_and_file_that_is_named_exists(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z-]+)", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for named in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (path.parent / named).exists(), named  # type: ignore[attr-defined]


def test_make_help_tells_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    told = set(re.findall(r"^([a-z][a-z-]*):.*## ", makefile, re.MULTILINE))
    assert targets == told
