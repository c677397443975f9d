"""What staff have pinned to a need in an area, or excluded from it. Asked at every search: a pin holds at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from service_catalog.areas import WHOLE_COUNTRY, Home
from service_catalog.models import Pin
from service_catalog.ranking.columns import Columns, Rows


@dataclass(frozen=True)
class Pins:
    """The rows that are pinned to each need for a person of an area, and those that are kept away from it."""

    pinned: dict[str, Rows] = field(default_factory=dict)
    excluded: dict[str, Rows] = field(default_factory=dict)


def read_pins(session: Session, columns: Columns, needs: Sequence[str], home: Home | None) -> Pins:
    """The pins of `needs` that hold for a person of `home`; for an unknown home those of the whole country."""
    if not needs:
        return Pins()
    found: dict[str, defaultdict[str, list[int]]] = {"pin": defaultdict(list), "exclude": defaultdict(list)}
    for pin in session.scalars(select(Pin).where(Pin.need_id.in_(needs)).order_by(Pin.id)):
        here = pin.area_kind in WHOLE_COUNTRY or (home and home.codes.get(pin.area_kind) == pin.area_code)
        if here and pin.service_id in columns.row_of:
            found[pin.kind][pin.need_id].append(columns.row_of[pin.service_id])
    return Pins(*({need: np.array(rows, dtype=np.int32) for need, rows in found[kind].items()} for kind in found))
