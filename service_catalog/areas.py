"""Whom a service serves: the kinds of area, which of them cover a municipality, and the reason in words.

The kinds, nearest first, and their codes (`ServiceArea.code`):

* `municipality`: the three-digit code of the code list,
* `employment_area`: the code of `content/areas/employment_areas.yaml`,
* `county`: the code of the wellbeing services county,
* `remote`: no code; the service is given at a distance to anyone in Finland,
* `national`: no code.

Where the service is does not matter here: an address may be in another municipality than those that it serves.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from finnish.normalise import fold
from service_catalog import models
from service_catalog.texts import say

AREA_KINDS = ("municipality", "employment_area", "county", "remote", "national")
WHOLE_COUNTRY = frozenset({"remote", "national"})

# Of a name that is inflected its last two letters may change ("Orivesi", "Orivedellä"), or "nen" ("Ikaalisissa").
SHORTEST_STEM = 4


@dataclass(frozen=True)
class Home:
    """The municipality of a person, and the areas that it belongs to: names by kind, and codes by kind."""

    municipality: str
    codes: dict[str, str]
    names: dict[str, str]

    def within(self, area: models.ServiceArea) -> bool:
        """Whether `area` covers this municipality."""
        return area.kind in WHOLE_COUNTRY or self.codes.get(area.kind) == area.code

    def left_out_of(self, text: str) -> str:
        """`text` without the words that name this municipality, inflected too; the text itself when nothing is left.

        "Sastamala" tells where the person lives, and is no wish for what has Sastamala in its name.
        """
        name = fold(self.names["municipality"])
        stem = name[: max(SHORTEST_STEM, len(name) - (3 if name.endswith("nen") else 2))]
        others = [word for word in text.split() if not fold(word).lstrip("(\"'”»").startswith(stem)]
        return " ".join(others) or text


def home_of(session: Session, given: str | None) -> Home | None:
    """The home of a municipality that is given by code or Finnish or Swedish name, today's or a former one's."""
    place = municipality_of(session, given) if given else None
    if place is None:
        return None
    codes, names = {"municipality": place.code}, {"municipality": place.name}
    if place.employment_area:
        codes["employment_area"], names["employment_area"] = place.employment_area.code, place.employment_area.name
    if place.county:
        codes["county"], names["county"] = place.county.code, place.county.name
    return Home(place.code, codes, names)


def municipality_of(session: Session, given: str) -> models.Municipality | None:
    """The municipality of a code or name; a former municipality leads to the one that it was merged into."""
    place, former = models.Municipality, models.FormerMunicipality
    found = session.get(place, given) or session.scalar(
        select(place).where(or_(place.name == given, place.name_sv == given)).limit(1)
    )
    if found:
        return found
    return session.scalar(
        select(place)
        .join(former, former.successor_code == place.code)
        .where(or_(former.code == given, former.name == given))
    )


def area_in_words(area: models.ServiceArea, home: Home | None) -> str:
    """Whom `area` serves in a sentence, for a person of `home` that it covers."""
    if area.kind in WHOLE_COUNTRY:
        return say(f"why.{area.kind}")
    name = home.names[area.kind] if home else ""
    return say("why.staying" if area.staying else f"why.{area.kind}", area=name)
