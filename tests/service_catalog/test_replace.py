"""A build or import replaces only what is its own, and what people did survives."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.catalogue_state import read_state
from service_catalog.database import open_engine
from service_catalog.importers.build import build_catalogue
from service_catalog.importers.local_edits import apply_edit
from service_catalog.importers.replace import Changes, fingerprint, put_organisations, replace_services
from service_catalog.texts import CONTENT

DAY = dt.date(2026, 11, 24)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy)
    return copy


@pytest.fixture
def built(tmp_path: Path, engine: Engine) -> Iterator[Engine]:
    """A catalogue of its own for each test: a copy of the one that the session built."""
    copy = tmp_path / "own.db"
    with engine.connect() as connection:
        connection.exec_driver_sql(f"VACUUM INTO '{copy}'")
    own = open_engine(f"sqlite:///{copy}")
    yield own
    own.dispose()


def imported(number: int, name: str = "Tuotu palvelu") -> models.Service:
    return models.Service(
        id=f"test-{number}",
        external_id=str(number),
        organisation_id="test-org",
        service_type="testi",
        name=name,
        summary="Saat apua testiin.",
        keywords=[],
        target_groups=[],
        threshold="open",
        cost_free=None,
        cost_text="Hintaa ei kerrota.",
        how_to_apply="Soita.",
        languages=["fi"],
        source_name="Testi",
        source_url="https://example.org",
        checked_on=DAY,
        needs=[
            models.ServiceNeed(need_id="velka", position=0),
            models.ServiceNeed(need_id="asunnottomuus", position=1),
        ],
        channels=[
            models.Channel(position=0, kind="web", value="https://example.org", weekly=[]),
            models.Channel(position=1, kind="place", place_name="Testitalo", municipality="Nokia", lat=61.5, weekly=[]),
        ],
        areas=[models.ServiceArea(kind="municipality", code="536")],
    )


def bring(engine: Engine, *services: models.Service, gone: str = "retire") -> Changes:
    with Session(engine) as session, session.begin():
        put_organisations(
            session, "ptv", [models.Organisation(id="test-org", name="Testi", kind="ngo", url="https://example.org")]
        )
        return replace_services(session, "ptv", services, gone=gone)


def services(engine: Engine, origin: str) -> dict[str, object]:
    with Session(engine) as session:
        rows = session.scalars(select(models.Service).where(models.Service.origin == origin))
        return {row.id: fingerprint(row) for row in rows}


def edit(engine: Engine, service_id: str, field: str, value: object) -> None:
    with Session(engine) as session, session.begin():
        session.add(models.LocalEdit(service_id=service_id, field=field, value=value, made_by="testaaja", made_on=DAY))


def one(engine: Engine, service_id: str) -> models.Service:
    with Session(engine) as session:
        row = session.get_one(models.Service, service_id)
        fingerprint(row)
        return row


def test_an_import_leaves_what_is_equal_untouched(built: Engine) -> None:
    assert bring(built, imported(1), imported(2)) == Changes(added=2)
    with built.connect() as connection:
        before = connection.exec_driver_sql("select * from channel order by id").all()
    assert bring(built, imported(1), imported(2)) == Changes(unchanged=2)
    with built.connect() as connection:
        assert connection.exec_driver_sql("select * from channel order by id").all() == before


def test_a_changed_service_is_replaced_whole(built: Engine) -> None:
    bring(built, imported(1))
    new = imported(1, "Uusi nimi")
    new.needs.pop(0)
    new.channels.pop()
    assert bring(built, new) == Changes(changed=1)
    found = one(built, "test-1")
    assert (found.name, [n.need_id for n in found.needs], len(found.channels)) == ("Uusi nimi", ["asunnottomuus"], 1)


def test_a_service_gone_at_the_source_is_retired_and_comes_back(built: Engine) -> None:
    bring(built, imported(1), imported(2))
    assert bring(built, imported(1)) == Changes(unchanged=1, gone=1)
    assert one(built, "test-2").status == "retired"
    assert bring(built, imported(1)) == Changes(unchanged=1)
    assert bring(built, imported(1), imported(2)) == Changes(unchanged=1, changed=1)
    assert one(built, "test-2").status == "published"


def test_an_import_of_a_part_retires_nothing(built: Engine) -> None:
    bring(built, imported(1), imported(2))
    assert bring(built, imported(1, "Uusi nimi"), gone="keep") == Changes(changed=1)
    assert one(built, "test-2").status == "published"


def test_an_import_does_not_touch_other_origins(built: Engine) -> None:
    before = services(built, "content")
    bring(built, imported(1))
    assert services(built, "content") == before


def test_a_build_keeps_imported_services_edits_and_pins(folder: Path, tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'c.db'}")
    build_catalogue(engine, "pikassos", folder)
    bring(engine, imported(1))
    some = next(iter(services(engine, "content")))
    edit(engine, some, "name", "Muokattu nimi")
    with Session(engine) as session, session.begin():
        session.add(
            models.Pin(
                need_id="velka", area_kind="national", service_id="test-1", kind="pin", made_by="testaaja", made_on=DAY
            )
        )
    before = services(engine, "ptv")
    (folder / "services" / "extra.yaml").write_text("services: []\n", encoding="utf-8")
    assert build_catalogue(engine, "pikassos", folder).services is not None
    assert services(engine, "ptv") == before
    assert one(engine, some).name == "Muokattu nimi"
    with Session(engine) as session:
        assert session.scalars(select(models.Pin.service_id)).all() == ["test-1"]
    engine.dispose()


def test_a_content_service_that_left_the_folder_leaves_the_catalogue(folder: Path, tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'c.db'}")
    build_catalogue(engine, "pikassos", folder)
    with Session(engine) as session, session.begin():
        stale = imported(9)
        stale.organisation_id = session.scalars(select(models.Organisation.id)).first() or ""
        replace_services(session, "content", [stale], gone="keep")
    build_catalogue(engine, "pikassos", folder, force=True)
    assert "test-9" not in services(engine, "content")
    engine.dispose()


def test_readers_are_told_of_a_build(folder: Path, tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'c.db'}")
    build_catalogue(engine, "pikassos", folder)
    with Session(engine) as session:
        first = read_state(session, "version")
    build_catalogue(engine, "pikassos", folder)
    with Session(engine) as session:
        assert read_state(session, "version") == first
    build_catalogue(engine, "pikassos", folder, force=True)
    with Session(engine) as session:
        assert read_state(session, "version") != first
    engine.dispose()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Oma nimi"),
        ("keywords", ["oma sana"]),
        ("valid_until", "2027-01-31"),
        ("cost_free", True),
        ("status", "retired"),
        ("needs", ["asunnottomuus"]),
        ("channels", [{"kind": "phone", "value": "0000", "label": "Neuvonta"}]),
    ],
)
def test_an_edit_survives_the_next_import(built: Engine, field: str, value: object) -> None:
    bring(built, imported(1))
    edit(built, "test-1", field, value)
    assert bring(built, imported(1)) == Changes(changed=1)
    wanted = imported(1)
    apply_edit(wanted, field, value)
    found = one(built, "test-1")
    if field == "needs":
        assert [need.need_id for need in found.needs] == value
    elif field == "channels":
        assert [(c.kind, c.value, c.label) for c in found.channels] == [("phone", "0000", "Neuvonta")]
    else:
        assert getattr(found, field) == getattr(wanted, field)
    assert bring(built, imported(1)) == Changes(unchanged=1)


def test_a_person_may_keep_a_service_that_its_source_lost(built: Engine) -> None:
    bring(built, imported(1))
    edit(built, "test-1", "status", "published")
    assert bring(built) == Changes()
    assert one(built, "test-1").status == "published"


@pytest.mark.parametrize(("field", "value"), [("id", "x"), ("origin", "local"), ("channels", [{"id": 1}])])
def test_what_no_person_may_edit_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=r"cannot be edited|has no id"):
        apply_edit(imported(1), field, value)
