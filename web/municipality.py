"""A municipality as people and pages give it, by name or code: one reading for the chat, the API and the pages."""

from __future__ import annotations

from finnish.places import PlaceRecogniser
from web.api.contract import HeardMunicipality


def code_of(places: PlaceRecogniser, given: str | None) -> str | None:
    """The code of a municipality that is given by its code or by any form of its name; None when there is none such."""
    if not given:
        return None
    if places.name_of(given):
        return given
    found = places.home(given)
    return found.code if found else None


def municipality_of_code(places: PlaceRecogniser, code: str | None) -> HeardMunicipality | None:
    """The municipality of a code with its name; None for an unknown one."""
    name = places.name_of(code) if code else None
    return HeardMunicipality(code=code, name=name) if code and name else None
