"""Content: faults are named with file, line and field, and a fault changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.database import open_engine
from service_catalog.importers.build import build_catalogue, loaded_version
from service_catalog.importers.content import read_content
from service_catalog.importers.yaml_file import ContentError
from service_catalog.texts import CONTENT

SERVICE = """# Testi
services:
- id: testipalvelu
  service_type: testi
  name: Testipalvelu
  summary: Saat apua testiin.
  needs: [velka]
  threshold: {threshold}
  cost: {{free: true, text: Maksuton.}}
  how_to_apply: Soita.
  providers:
  - organisation: {organisation}
    channels: [{{kind: web, value: "https://www.pirha.fi"}}]
    source: {{name: Testi, url: "https://www.pirha.fi", checked_on: 2026-11-24}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real content that a test may break."""
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy)
    return copy


def add(folder: Path, text: str) -> Path:
    path = folder / "services" / "testi.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_real_content_is_valid() -> None:
    assert len(read_content(CONTENT, "pikassos").services) > 150


def test_a_wrong_value_is_named_with_file_line_and_field(folder: Path) -> None:
    path = add(folder, SERVICE.format(threshold="maybe", organisation="pirha"))
    with pytest.raises(ContentError) as caught:
        read_content(folder, "pikassos")
    assert f"{path}:8: services.0.threshold:" in str(caught.value)


def test_an_unknown_key_is_an_error(folder: Path) -> None:
    add(folder, SERVICE.format(threshold="open", organisation="pirha") + "  puhelin: 1\n")
    with pytest.raises(ContentError, match=r"services\.0\.puhelin: Extra inputs are not permitted"):
        read_content(folder, "pikassos")


def test_broken_yaml_is_named_with_its_line(folder: Path) -> None:
    path = add(folder, "services:\n- id: [\n")
    with pytest.raises(ContentError, match=rf"{path}:\d+: not YAML"):
        read_content(folder, "pikassos")


def test_an_unknown_organisation_is_an_error(folder: Path) -> None:
    add(folder, SERVICE.format(threshold="open", organisation="ei_ole"))
    with pytest.raises(ContentError, match="unknown organisation ei_ole"):
        read_content(folder, "pikassos")


def test_all_faults_are_told_at_once(folder: Path) -> None:
    add(folder, SERVICE.format(threshold="maybe", organisation="pirha"))
    (folder / "services" / "toinen.yaml").write_text("services: 1\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_content(folder, "pikassos")
    assert len(caught.value.problems) == 2


def test_a_faulty_build_changes_nothing(folder: Path, tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'c.db'}")
    first = build_catalogue(engine, "pikassos", folder)
    add(folder, SERVICE.format(threshold="maybe", organisation="pirha"))
    with pytest.raises(ContentError):
        build_catalogue(engine, "pikassos", folder)
    assert loaded_version(engine) == first.version
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(models.Service)) == first.services
    engine.dispose()


def test_building_again_does_nothing_and_a_change_is_loaded(folder: Path, tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'c.db'}")
    first = build_catalogue(engine, "pikassos", folder)
    assert build_catalogue(engine, "pikassos", folder).services is None
    add(folder, SERVICE.format(threshold="open", organisation="pirha"))
    second = build_catalogue(engine, "pikassos", folder)
    assert first.services is not None
    assert second.services == first.services + 1
    engine.dispose()


def test_every_service_has_a_source_with_a_date_and_a_way_to_reach_it(session: Session) -> None:
    for service in session.scalars(select(models.Service)):
        assert service.source_url.startswith("http"), service.id
        assert service.checked_on.year >= 2026, service.id
        assert service.channels, service.id
