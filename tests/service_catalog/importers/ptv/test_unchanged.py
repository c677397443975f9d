"""An import of what is unchanged: no writes and a whole report, and nothing that changed elsewhere is missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, event, select, update
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.catalogue_state import mark_changed, read_state
from service_catalog.importers.ptv import unchanged as unchanged_module
from service_catalog.importers.ptv.convert import Converter
from service_catalog.importers.ptv.material import Material
from service_catalog.importers.replace import Changes
from service_catalog.upkeep.edits import edit_service
from tests.service_catalog.importers.ptv.conftest import DAY, dump, material, run, services
from tests.service_catalog.importers.ptv.make import SERVICE, channel, guid, municipality, organisation, phone, service

ONE = guid(1, SERVICE)
NEXT_DAY = DAY + dt.timedelta(days=1)
CHANGING = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def three(name: str = "Velkaneuvonta") -> Material:
    """Three services that share a channel, with parts that are left out and a service without any channel."""
    unknown = [{"type": "Municipality", "municipalities": [municipality("536"), municipality("999")]}]
    return material(
        service(1, name, channels=(1,)),
        service(2, "Asumisneuvonta", channels=(1,), areas=unknown),
        service(3, "Jotain muuta"),
        channel(1, phoneNumbers=[phone(), phone("39999999", type="Fax")]),
        organisation(),
    )


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the services that are converted."""
    seen: list[str] = []
    convert = Converter.service

    def note(self: Converter, given: Any, *more: Any) -> models.Service:
        seen.append(given.id)
        return convert(self, given, *more)

    monkeypatch.setattr(Converter, "service", note)
    return seen


def version(engine: Engine) -> str | None:
    with Session(engine) as session:
        return read_state(session, "version")


def test_an_unchanged_import_writes_nothing_and_converts_nothing(empty: Engine, converted: list[str]) -> None:
    first = run(empty, three())
    before, seen = dump(empty), version(empty)
    converted.clear()
    with statements(empty) as asked:
        again = run(empty, three())
    assert again.changes == Changes(unchanged=3)
    assert [one for one in asked if one.lstrip().upper().startswith(CHANGING)] == []
    assert converted == []
    assert (dump(empty), version(empty)) == (before, seen)
    assert (again.left_out, again.notes, again.kept, again.read) == (
        first.left_out,
        first.notes,
        first.kept,
        first.read,
    )


def test_the_number_of_questions_does_not_grow_with_the_services(empty: Engine) -> None:
    counts = []
    for number in (3, 60):
        many = [service(n, channels=(1,)) for n in range(1, number + 1)]
        run(empty, material(*many, channel(1)))
        with statements(empty) as asked:
            run(empty, material(*many, channel(1)))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_only_what_changed_is_converted(empty: Engine, converted: list[str]) -> None:
    run(empty, three())
    converted.clear()
    assert run(empty, three("Uusi nimi")).changes == Changes(changed=1, unchanged=2)
    assert converted == [ONE]
    assert services(empty)[ONE].name == "Uusi nimi"


def test_a_changed_channel_changes_all_services_that_it_leads_to(empty: Engine) -> None:
    run(empty, three())
    changed = three()
    changed.channels |= material(channel(1, phoneNumbers=[phone("31112222")])).channels
    assert run(empty, changed).changes == Changes(changed=2, unchanged=1)


def test_unchanged_services_get_the_day_on_which_they_were_found_so(empty: Engine, converted: list[str]) -> None:
    run(empty, three())
    seen = version(empty)
    converted.clear()
    assert run(empty, three(), day=NEXT_DAY).changes == Changes(changed=3)
    assert converted == []
    assert {row.checked_on for row in services(empty).values()} == {NEXT_DAY}
    assert version(empty) != seen
    assert run(empty, three(), day=NEXT_DAY).changes == Changes(unchanged=3)


def test_an_edit_is_laid_over_and_its_removal_brings_the_source_back(empty: Engine) -> None:
    run(empty, three())
    with Session(empty) as session, session.begin():
        edit_service(session, f"ptv-{ONE}", {"name": "Oma nimi"}, "testaaja")
    for _ in range(2):
        assert run(empty, three()).changes == Changes(unchanged=3)
        assert services(empty)[ONE].name == "Oma nimi"
    with Session(empty) as session, session.begin():
        session.execute(delete(models.LocalEdit))
    assert run(empty, three()).changes == Changes(changed=1, unchanged=2)
    assert services(empty)[ONE].name == "Velkaneuvonta"


def test_what_another_hand_changed_comes_right_again(empty: Engine) -> None:
    run(empty, three())
    with Session(empty) as session, session.begin():
        session.execute(update(models.Service).where(models.Service.id == f"ptv-{ONE}").values(name="Väärä"))
        mark_changed(session)
    assert run(empty, three()).changes == Changes(changed=1, unchanged=2)
    assert services(empty)[ONE].name == "Velkaneuvonta"


def test_a_retired_service_comes_back_though_its_source_is_the_same(empty: Engine) -> None:
    run(empty, three())
    part = three()
    del part.services[ONE]
    run(empty, part)
    assert services(empty)[ONE].status == "retired"
    assert run(empty, three()).changes == Changes(changed=1, unchanged=2)
    assert services(empty)[ONE].status == "published"


def test_other_code_or_content_looks_at_every_service(
    empty: Engine, converted: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run(empty, three())
    converted.clear()
    (tmp_path / "rules.yaml").write_text("other: rules\n", encoding="utf-8")
    monkeypatch.setattr(unchanged_module, "CONTENT", tmp_path)
    assert run(empty, three()).changes == Changes(unchanged=3)
    assert len(converted) == 3
    with Session(empty) as session:
        assert len(session.scalars(select(unchanged_module.ImportedSource)).all()) == 3
