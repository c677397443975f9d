"""The form of a service, and what it turns into: the JSON values of `service_catalog.importers.local_edits`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wtforms import (
    DateField,
    FieldList,
    Form,
    FormField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import URL, InputRequired, Length, Optional, ValidationError

from service_catalog.verdicts import verdicts_in
from web.upkeep.texts import choices, help_of, label, upkeep_texts

LONGEST_SUMMARY = 320
EMPTY_ROWS = 2
CHANNEL_FIELDS = (
    *("kind", "value", "hours_text", "price_text", "place_name", "street", "postal_code", "municipality"),
)
LINES = ("keywords", "languages")
OPTIONAL_TEXTS = ("description", "if_refused", "not_for", "note")
FREE = {"true": True, "false": False, "": None}


def _named(field: str) -> dict[str, Any]:
    return {"label": label(field), "description": help_of(field)}


def no_verdict(_form: Form, field: Any) -> None:
    """No text decides for the authority (digipalvelulaki 6 a §)."""
    if verdicts_in(field.data or ""):
        raise ValidationError(upkeep_texts()["errors"]["verdict"])


class ChannelForm(Form):
    """One way to reach the service; a row without a kind is left out."""

    kind = SelectField(label("kind"), choices=choices("kind"), validators=[Optional()])
    value = StringField(label("value"))
    hours_text = StringField(label("hours_text"))
    price_text = StringField(label("price_text"))
    place_name = StringField(label("place_name"))
    street = StringField(label("street"))
    postal_code = StringField(label("postal_code"), validators=[Optional(), Length(5, 5)])
    municipality = StringField(label("municipality"))

    def validate_kind(self, field: Any) -> None:
        """A place has a name and a municipality, the others a value; none runs a script."""
        errors = upkeep_texts()["errors"]
        if field.data == "place" and not (self.place_name.data and self.municipality.data):
            raise ValidationError(errors["channel_place"])
        if field.data and field.data != "place" and not (self.value.data or "").strip():
            raise ValidationError(errors["channel_value"])
        if field.data in {"web", "chat", "form"} and not (self.value.data or "").strip().startswith("https://"):
            raise ValidationError(errors["url"])


class ServiceForm(Form):
    """What may be edited of any service."""

    name = StringField(**_named("name"), validators=[InputRequired(), Length(max=200)])
    summary = TextAreaField(
        **_named("summary"), validators=[InputRequired(), Length(min=10, max=LONGEST_SUMMARY), no_verdict]
    )
    description = TextAreaField(**_named("description"), validators=[no_verdict])
    needs = SelectMultipleField(**_named("needs"))
    keywords = TextAreaField(**_named("keywords"))
    threshold = SelectField(**_named("threshold"), choices=choices("threshold"))
    cost_free = SelectField(**_named("cost_free"), choices=choices("cost_free"))
    cost_text = StringField(**_named("cost_text"), validators=[InputRequired(), no_verdict])
    how_to_apply = TextAreaField(**_named("how_to_apply"), validators=[InputRequired(), no_verdict])
    if_refused = TextAreaField(**_named("if_refused"), validators=[no_verdict])
    not_for = TextAreaField(**_named("not_for"), validators=[no_verdict])
    note = TextAreaField(**_named("note"), validators=[no_verdict])
    languages = TextAreaField(**_named("languages"), validators=[InputRequired()])
    checked_on = DateField(**_named("checked_on"), validators=[InputRequired()])
    valid_until = DateField(**_named("valid_until"), validators=[Optional()])
    status = SelectField(**_named("status"), choices=choices("status"))
    channels = FieldList(FormField(ChannelForm), **_named("channels"))

    def validate_needs(self, field: Any) -> None:
        """A service without a need would never be found."""
        if not field.data:
            raise ValidationError(upkeep_texts()["errors"]["needs"])

    def validate_channels(self, field: Any) -> None:
        """A service that nobody can reach helps nobody."""
        if not any(row.get("kind") for row in field.data):
            raise ValidationError(upkeep_texts()["errors"]["no_channel"])


class NewServiceForm(ServiceForm):
    """A service of this installation's own: also who gives it, to whom, and where the facts are from."""

    organisation_id = SelectField(**_named("organisation_id"))
    service_type = SelectField(**_named("service_type"))
    area = SelectField(**_named("area"))
    source_name = StringField(**_named("source_name"), validators=[InputRequired(), Length(max=300)])
    source_url = StringField(
        **_named("source_url"), validators=[InputRequired(), Length(max=500), URL(require_tld=True)]
    )


def form_data(values: dict[str, Any]) -> dict[str, Any]:
    """The data that fills a ServiceForm, from JSON values."""
    channels = [{name: channel.get(name) or "" for name in CHANNEL_FIELDS} for channel in values["channels"]]
    return {
        **values,
        **{name: "\n".join(values[name]) for name in LINES},
        "cost_free": {True: "true", False: "false", None: ""}[values["cost_free"]],
        **{name: _day(values[name]) for name in ("checked_on", "valid_until")},
        "channels": channels + [{}] * EMPTY_ROWS,
    }


def json_values(data: dict[str, Any], needs: list[str], channels: list[dict[str, Any]]) -> dict[str, Any]:
    """The JSON values of a filled form. `needs` and `channels` are those before: what the form does not show stays.

    That is the order of the needs, the closest first, and the weekly hours of a channel.
    """
    rows = [{**old, **_channel(new)} for old, new in _beside(channels, data["channels"]) if new.get("kind")]
    chosen = [*(need for need in needs if need in data["needs"]), *(n for n in data["needs"] if n not in needs)]
    return {
        **{name: _clean(data[name]) for name in ("name", "summary", "cost_text", "how_to_apply")},
        **{name: _clean(data[name]) or None for name in OPTIONAL_TEXTS},
        **{name: [line.strip() for line in _clean(data[name]).splitlines() if line.strip()] for name in LINES},
        **{name: data[name].isoformat() if data[name] else None for name in ("checked_on", "valid_until")},
        **{name: data[name] for name in ("threshold", "status")},
        "needs": chosen,
        "cost_free": FREE[data["cost_free"]],
        "channels": rows,
    }


def _beside(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(old[i] if i < len(old) else {}, row) for i, row in enumerate(new)]


def _channel(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _clean(row.get(name)) or None for name in CHANNEL_FIELDS}


def _clean(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None
