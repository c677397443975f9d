"""Makes a service of a row of the sheet, and the organisation that gives it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from service_catalog import models
from service_catalog.hours.form import WEEKDAYS
from service_catalog.importers.fallback_texts import fallback_texts
from service_catalog.importers.sheet.cells import LIST, Cells
from service_catalog.importers.sheet.columns import sheet_texts

ORIGIN = "sheet"
SERVICE_TYPE = "muu"


def organisation_of(cells: Cells, organisation_id: str) -> models.Organisation:
    """The organisation of a row."""
    return models.Organisation(
        id=organisation_id,
        name=cells.text("organization.name"),
        kind=cells.choice("organization.legal_status", "ngo"),
        url=cells.url("organization.website") or "",
    )


def service_of(cells: Cells, service_id: str, organisation_id: str, external_id: str) -> models.Service:
    """The service of a row; its faults are in `cells.problems`, and then the service must not be used."""
    begins, ends = cells.day("schedule.valid_from"), cells.day("schedule.valid_to")
    if begins and ends and ends < begins:
        cells.note("schedule.valid_to", "order")
    page = cells.url("url")
    channels = list(_channels(cells, page))
    if not channels:
        cells.note(None, "no_channel")
    price = cells.amount("cost_option.amount")
    fees = cells.sentence("fees_description")
    texts = fallback_texts()
    return models.Service(
        id=service_id,
        external_id=external_id,
        status="published",
        organisation_id=organisation_id,
        service_type=SERVICE_TYPE,
        name=cells.sentence("name"),
        summary=cells.sentence("description"),
        keywords=[word.strip() for word in LIST.split(cells.text("alternate_name")) if word.strip()],
        target_groups=[],
        threshold=cells.choice("attribute.threshold", "open"),
        urgent=False,
        cost_free=None if price is None else price == 0,
        cost_text=fees or (texts.cost_free if price == 0 else texts.cost_unknown),
        how_to_apply=cells.sentence("application_process"),
        languages=cells.languages("language.code"),
        source_name=cells.raw("organization.name"),
        source_url=page or cells.raw("organization.website"),
        checked_on=cells.past_day("assured_date"),
        valid_from=begins,
        valid_until=ends,
        needs=[
            models.ServiceNeed(need_id=need, position=n) for n, need in enumerate(cells.needs("taxonomy_term.code"))
        ],
        conditions=list(_conditions(cells)),
        laws=[],
        channels=[models.Channel(**channel, position=n) for n, channel in enumerate(channels)],
        areas=[models.ServiceArea(kind=kind, code=code) for kind, code in cells.areas("service_area.name")],
    )


def _conditions(cells: Cells) -> Iterator[models.EligibilityCondition]:
    low, high = cells.age("minimum_age"), cells.age("maximum_age")
    position = 0
    if low is not None and high is not None and high < low:
        cells.note("maximum_age", "age_order")
    elif low is not None or high is not None:
        text = fallback_texts().age(low, high)
        yield models.EligibilityCondition(position=0, kind="age", text=text, min_age=low, max_age=high)
        position = 1
    text = cells.sentence("eligibility_description")
    if text:
        yield models.EligibilityCondition(position=position, kind="situation", text=text)


def _channels(cells: Cells, page: str | None) -> Iterator[dict[str, Any]]:
    """The channels of a row; the hours are those of its place, else of its phone, else of its page."""
    hours = _hours(cells)
    found: list[dict[str, Any]] = []
    place = {
        "place_name": cells.text("location.name") or None,
        "street": cells.text("address.address_1") or None,
        "postal_code": cells.postal_code("address.postal_code"),
        "municipality": cells.municipality("address.city"),
    }
    filled = any(cells.raw(name) for name in ("location.name", "address.address_1", "address.postal_code"))
    if filled and not (cells.raw("location.name") and cells.raw("address.city")):
        cells.note(None, "no_place")
    if filled:
        found.append({"kind": "place", **place})
    phone, label = cells.phone("phone.number"), cells.text("phone.description")
    if phone:
        found.append({"kind": "phone", "value": phone, "label": label or None})
    email = cells.email("email")
    if email:
        found.append({"kind": "email", "value": email})
    if page:
        found.append({"kind": "web", "value": page, "label": cells.raw("organization.name")})
    for number, channel in enumerate(found):
        yield {"weekly": [], **channel, **(hours if number == 0 else {})}


def _hours(cells: Cells) -> dict[str, Any]:
    spans = cells.spans("schedule.byday", "schedule.opens_at", "schedule.closes_at")
    words = cells.sentence("schedule.description") or ", ".join(_in_words(span) for span in spans)
    return {"weekly": spans, "hours_text": words} if words else {}


def _in_words(span: dict[str, Any]) -> str:
    """A span as people write it: ma–pe klo 9–15.30."""
    shown, days = sheet_texts().weekdays, span["days"]
    numbers = [WEEKDAYS.index(day) for day in days]
    in_a_row = len(days) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1))
    text = f"{shown[days[0]]}–{shown[days[-1]]}" if in_a_row else ", ".join(shown[day] for day in days)
    return sheet_texts().clock.format(days=text, opens=_clock(span["opens"]), closes=_clock(span["closes"]))


def _clock(time: str) -> str:
    hour, _, minute = time.partition(":")
    return f"{int(hour)}.{minute}" if minute != "00" else str(int(hour))
