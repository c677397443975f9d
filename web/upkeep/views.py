"""The views: services with their edits, pins and exclusions, and the log of who changed what."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, ClassVar

from sqladmin import ModelView
from sqladmin.authentication import get_current_user_id
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.requests import Request
from wtforms import Form, SelectField, StringField
from wtforms.validators import InputRequired, ValidationError

from service_catalog import models
from service_catalog.importers.local_edits import EDITABLE
from service_catalog.upkeep.edits import create_service, edit_service, pin_service, unpin_service, value_of
from service_catalog.upkeep.tables import AuditEntry
from web.upkeep.forms import EMPTY_ROWS, NewServiceForm, ServiceForm, form_data, json_values
from web.upkeep.texts import choices, label, upkeep_texts

NATIONAL = ""
# The library hands these to `scaffold_form` when a record is created.
NEW = ["new"]


def labels(*fields: str) -> dict[Any, str]:
    """The Finnish names of columns."""
    return {field: label(field) for field in fields}


class Quiet(ModelView):
    """A view in which nothing is exported or deleted unless it says so."""

    can_export = False
    can_delete = False
    page_size = 25

    def _session(self) -> Session:
        return Session(self.session_maker.kw["bind"])


class ServiceView(Quiet, model=models.Service):
    """Services of every origin. What is edited here survives builds and imports; nothing is deleted, only retired."""

    name, name_plural = upkeep_texts()["names"]["service"]
    form_create_rules: ClassVar = NEW
    column_list: ClassVar = ["name", "organisation_id", "origin", "status", "checked_on"]
    column_searchable_list: ClassVar = ["name", "organisation_id", "service_type"]
    column_sortable_list: ClassVar = ["name", "origin", "status", "checked_on"]
    column_details_list: ClassVar = [
        *("id", "name", "organisation_id", "origin", "status", "summary", "source_name", "source_url", "checked_on")
    ]
    column_labels: ClassVar = labels(*map(str, column_details_list))

    async def scaffold_form(self, rules: list[str] | None = None) -> type[Form]:
        """The form for editing; for a new service also who gives it and to whom."""
        with self._session() as session:
            needs = need_choices(session)
            given = [(o.id, o.name) for o in session.scalars(select(models.Organisation).order_by("name"))]
            types = sorted(set(session.scalars(select(models.Service.service_type))))
            areas = area_choices(session)
        base = NewServiceForm if rules == NEW else ServiceForm

        class Filled(base):  # type: ignore[misc, valid-type]
            """The form with the choices of this catalogue."""

            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **kwargs)
                self.needs.choices = needs
                if rules == NEW:
                    self.organisation_id.choices, self.area.choices = given, areas
                    self.service_type.choices = [(one, one.replace("_", " ")) for one in types]
                while len(self.channels) < EMPTY_ROWS:
                    self.channels.append_entry()

        return Filled

    async def get_form_data_for_edit(self, obj: models.Service) -> dict[str, Any]:
        """What the form is filled with."""
        with self._session() as session:
            service = session.get_one(models.Service, obj.id)
            return form_data({field: value_of(service, field) for field in EDITABLE})

    async def update_model(self, request: Request, pk: str, data: dict[str, Any]) -> models.Service:
        """Stores what was changed, and logs it."""
        with self._session() as session, session.begin():
            before = session.get_one(models.Service, pk)
            values = json_values(data, value_of(before, "needs"), value_of(before, "channels"))
            edit_service(session, pk, values, who(request))
        with self._session() as session:
            return session.get_one(models.Service, pk)

    async def insert_model(self, request: Request, data: dict[str, Any]) -> models.Service:
        """Adds a service of this installation's own."""
        own = {name: data[name] for name in ("organisation_id", "service_type", "source_name", "source_url")}
        kind, code = ("municipality", data["area"]) if data["area"] else ("national", "")
        with self._session() as session, session.begin():
            fields = {**json_values(data, [], []), **own, "target_groups": []}
            made = create_service(session, fields, [models.ServiceArea(kind=kind, code=code)], who(request))
        with self._session() as session:
            return session.get_one(models.Service, made)


class PinView(Quiet, model=models.Pin):
    """Which service comes first for a need and area, or never."""

    name, name_plural = upkeep_texts()["names"]["pin"]
    can_edit = False
    can_delete = True
    column_list: ClassVar = ["need_id", "area_kind", "area_code", "service_id", "kind", "made_by", "made_on"]
    column_labels: ClassVar = {
        **labels("need_id", "area_kind", "area_code", "service_id", "made_by", "made_on"),
        "kind": label("pin_kind"),
    }

    async def scaffold_form(self, _rules: list[str] | None = None) -> type[Form]:
        """The form with the needs and municipalities of this catalogue."""
        with self._session() as session:
            needs = need_choices(session)
            areas = area_choices(session)
            known = set(session.scalars(select(models.Service.id)))

        class PinForm(Form):
            """A pin or an exclusion."""

            need_id = SelectField(label("need_id"), choices=needs)
            area = SelectField(label("area"), choices=areas)
            service_id = StringField(label("service_id"), validators=[InputRequired()])
            kind = SelectField(label("pin_kind"), choices=choices("pin_kind"))

            def validate_service_id(self, field: Any) -> None:
                """The service is there."""
                if field.data not in known:
                    raise ValidationError(upkeep_texts()["errors"]["unknown"])

        return PinForm

    async def insert_model(self, request: Request, data: dict[str, Any]) -> models.Pin:
        """Stores the pin, and logs it."""
        pin = models.Pin(
            need_id=data["need_id"],
            service_id=data["service_id"],
            kind=data["kind"],
            area_kind="municipality" if data["area"] else "national",
            area_code=data["area"],
            made_by=who(request),
            made_on=dt.datetime.now(dt.UTC).date(),
        )
        with self._session() as session, session.begin():
            session.expire_on_commit = False
            pin_service(session, pin)
        return pin

    async def delete_model(self, request: Request, pk: str) -> None:
        """Takes the pin away, and logs it."""
        with self._session() as session, session.begin():
            unpin_service(session, int(pk), who(request))


class AuditView(Quiet, model=AuditEntry):
    """Who changed what and when: to be read only."""

    name, name_plural = upkeep_texts()["names"]["audit"]
    can_create = False
    can_edit = False
    column_list: ClassVar = ["made_at", "made_by", "action", "record"]
    column_details_list: ClassVar = ["made_at", "made_by", "action", "record", "before", "after"]
    column_default_sort: ClassVar = ("id", True)
    column_searchable_list: ClassVar = ["made_by", "record"]
    column_labels: ClassVar = labels("made_at", "made_by", "action", "record", "before", "after")
    column_formatters_detail: ClassVar = {
        name: lambda row, field: json.dumps(getattr(row, field), ensure_ascii=False, indent=1)
        for name in ("before", "after")
    }


def need_choices(session: Session) -> list[tuple[str, str]]:
    """All needs, in their order."""
    return [(need.id, need.name) for need in session.scalars(select(models.Need).order_by(models.Need.position))]


def area_choices(session: Session) -> list[tuple[str, str]]:
    """The whole country, then the municipalities of this installation by name."""
    places = session.scalars(select(models.Municipality).where(models.Municipality.in_scope).order_by("name"))
    return [(NATIONAL, str(upkeep_texts()["choices"]["national"])), *((place.code, place.name) for place in places)]


def who(request: Request) -> str:
    """The name of the person who is signed in."""
    return str(get_current_user_id(request))
