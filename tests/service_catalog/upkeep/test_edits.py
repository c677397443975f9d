"""What a person changes holds through rebuilds, is seen at once, and can be traced."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.catalogue import Catalogue
from service_catalog.importers.build import build_catalogue
from service_catalog.upkeep.edits import (
    UnknownRecord,
    create_service,
    edit_service,
    pin_service,
    unpin_service,
    value_of,
)
from service_catalog.upkeep.tables import AuditEntry

HELPLINE = "mieli_kriisipuhelin"
NEW = {
    "name": "Kahvila Testi",
    "organisation_id": "mieli",
    "service_type": "kohtaamispaikat",
    "summary": "Voit tulla kahville ilman ajanvarausta.",
    "keywords": ["kahvila"],
    "target_groups": [],
    "threshold": "open",
    "cost_text": "Maksuton.",
    "cost_free": True,
    "how_to_apply": "Tule paikalle.",
    "languages": ["fi"],
    "needs": ["kohtaamispaikka"],
    "channels": [{"kind": "web", "value": "https://example.fi/"}],
    "source_name": "Oma tieto",
    "source_url": "https://example.fi/",
    "checked_on": "2026-11-24",
}


def test_an_edit_survives_a_rebuild(own: Engine) -> None:
    with Session(own) as session, session.begin():
        assert edit_service(session, HELPLINE, {"note": "Uusi huomio.", "checked_on": "2026-11-24"}, "maija")
    build_catalogue(own, "pikassos", force=True)
    with Session(own) as session:
        service = session.get_one(models.Service, HELPLINE)
        assert (service.note, service.checked_on) == ("Uusi huomio.", dt.date(2026, 11, 24))


def test_who_changed_what_is_logged_with_the_values_before_and_after(own: Engine) -> None:
    with Session(own) as session, session.begin():
        before = value_of(session.get_one(models.Service, HELPLINE), "how_to_apply")
        edit_service(session, HELPLINE, {"how_to_apply": "Soita."}, "maija")
    with Session(own) as session:
        entry = session.scalars(select(AuditEntry)).one()
        assert (entry.made_by, entry.action, entry.record) == ("maija", "edit", HELPLINE)
        assert (entry.before, entry.after) == ({"how_to_apply": before}, {"how_to_apply": "Soita."})


def test_what_does_not_change_leaves_no_trace(own: Engine) -> None:
    with Session(own) as session, session.begin():
        same = value_of(session.get_one(models.Service, HELPLINE), "channels")
        assert edit_service(session, HELPLINE, {"channels": same}, "maija") == []
        assert session.scalars(select(AuditEntry)).all() == []


def test_readers_see_the_change_without_a_restart(own: Engine) -> None:
    catalogue = Catalogue(own)
    assert catalogue.search(needs=["kohtaamispaikka"], municipality="536").total
    with Session(own) as session, session.begin():
        area = models.ServiceArea(kind="municipality", code="536")
        made = create_service(session, NEW, [area], "maija")
    assert made == "local_kahvila_testi"
    found = catalogue.search(text="Kahvila Testi", municipality="536", limit=1)
    assert [card.id for card in found.items] == [made]


def test_an_own_service_survives_a_rebuild_and_its_name_may_be_used_again(own: Engine) -> None:
    with Session(own) as session, session.begin():
        for _ in range(2):
            create_service(session, NEW, [models.ServiceArea(kind="national", code="")], "maija")
    build_catalogue(own, "pikassos", force=True)
    with Session(own) as session:
        ids = session.scalars(select(models.Service.id).where(models.Service.origin == "local")).all()
        assert sorted(ids) == ["local_kahvila_testi", "local_kahvila_testi_2"]


def test_a_retired_service_is_not_found(own: Engine) -> None:
    with Session(own) as session, session.begin():
        edit_service(session, HELPLINE, {"status": "retired"}, "maija")
        assert session.scalars(select(AuditEntry.action)).one() == "retire"
    found = Catalogue(own).search(text="MIELI Kriisipuhelin", limit=50)
    assert HELPLINE not in [card.id for card in found.items]


def test_a_pin_is_kept_and_can_be_taken_away(own: Engine) -> None:
    pin = models.Pin(
        need_id="yksinaisyys",
        area_kind="national",
        area_code="",
        service_id=HELPLINE,
        kind="pin",
        made_by="maija",
        made_on=dt.date(2026, 11, 24),
    )
    with Session(own) as session, session.begin():
        pin_service(session, pin)
    build_catalogue(own, "pikassos", force=True)
    with Session(own) as session, session.begin():
        kept = session.scalars(select(models.Pin)).one()
        unpin_service(session, kept.id, "pekka")
        assert session.scalars(select(AuditEntry.action)).all() == ["pin", "unpin"]


def test_what_is_not_there_or_may_not_be_edited_is_refused(own: Engine) -> None:
    with Session(own) as session, session.begin():
        with pytest.raises(UnknownRecord):
            edit_service(session, "no_such", {"note": "x"}, "maija")
        with pytest.raises(ValueError, match="organisation_id"):
            edit_service(session, HELPLINE, {"organisation_id": "kela"}, "maija")
