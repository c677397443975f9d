"""The search API over the catalogue."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query

from service_catalog.cards import Card
from web.api.contract import (
    HeardMunicipality,
    HeardNeed,
    MunicipalityOut,
    NeedOut,
    Problem,
    ServicePage,
    Understanding,
)
from web.gateway.incoming import taken_in, with_public_numbers
from web.gateway.rasa_client import RasaUnavailable
from web.municipality import code_of, municipality_of_code
from web.state import AppState, State

router = APIRouter(prefix="/api/v1", tags=["services"])

ProviderKind = Literal["county", "municipality", "state", "ngo", "parish", "company"]
Threshold = Literal["open", "appointment", "decision"]
NOT_FOUND: dict[int | str, dict[str, object]] = {404: {"model": Problem}}
PROBLEMS: dict[int | str, dict[str, object]] = {422: {"model": Problem}}


@router.get("/services", responses=PROBLEMS)
async def find_services(
    state: State,
    q: Annotated[str, Query(max_length=500, description="The person's own words.")] = "",
    need: Annotated[list[str] | None, Query(description="Ids of needs; without them they are heard in `q`.")] = None,
    municipality: Annotated[str | None, Query(max_length=80, description="Name or code.")] = None,
    provider_kind: Annotated[list[ProviderKind] | None, Query()] = None,
    threshold: Annotated[list[Threshold] | None, Query()] = None,
    open_now: bool = False,
    free: Annotated[bool, Query(description="Only what is known to cost nothing.")] = False,
    without_referral: Annotated[bool, Query(description="Only what needs no referral and no application.")] = False,
    language: Annotated[str | None, Query(pattern="^[a-z]{2,3}$", description="A language of the service.")] = None,
    near: Annotated[
        str | None, Query(pattern=r"^\d{5}$", description="A postal code: services with a place, the nearest first.")
    ] = None,
    page: Annotated[Literal["asiakaspalvelu"] | None, Query(description="Counted as a front desk's search.")] = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> ServicePage:
    """Services that meet the needs and serve the municipality, best first, each with its reasons."""
    text = await with_public_numbers(q, taken_in(q), state.catalogue)
    understanding = await understand(state, text)
    code = municipality_code(state, municipality) or (
        understanding.municipality.code if understanding.municipality else None
    )
    known = {one.id for one in await asyncio.to_thread(state.catalogue.needs)}
    if need and not known.issuperset(need):
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, "Unknown need.")
    needs = need or [heard.id for heard in understanding.needs if heard.id in known]
    found = await asyncio.to_thread(
        state.catalogue.search,
        text=text,
        needs=needs,
        municipality=code,
        provider_kinds=provider_kind or [],
        thresholds=threshold or [],
        open_now=open_now,
        free_only=free,
        without_referral=without_referral,
        language=language,
        near=near,
        beside_needs=not need,
        boosts=state.insight.weights,
        limit=limit,
        offset=offset,
    )
    narrowed = provider_kind or threshold or open_now or free or without_referral or language or near or offset
    if page and not narrowed:
        state.insight.observer.searched(needs, code, found.items)
    place = municipality_of_code(state.places, code)
    return ServicePage(
        total=found.total, items=found.items, understanding=understanding.model_copy(update={"municipality": place})
    )


@router.get("/services/{service_id}", responses=NOT_FOUND)
async def one_service(service_id: str, state: State) -> Card:
    """One service by its id."""
    cards = await asyncio.to_thread(state.catalogue.cards, [service_id])
    if not cards:
        raise HTTPException(HTTPStatus.NOT_FOUND, "No such service.")
    return cards[0]


@router.get("/needs")
async def needs(state: State) -> list[NeedOut]:
    """The vocabulary of needs, in its order, with themes."""
    return [
        NeedOut(id=need.id, name=need.name, theme=need.theme, theme_name=need.theme_name, crisis=need.crisis)
        for need in await asyncio.to_thread(state.catalogue.needs)
    ]


@router.get("/municipalities")
async def municipalities(state: State) -> list[MunicipalityOut]:
    """All municipalities by name."""
    return [
        MunicipalityOut(code=one.code, name=one.name, name_sv=one.name_sv, in_scope=one.in_scope)
        for one in await asyncio.to_thread(state.catalogue.municipalities)
    ]


async def understand(state: AppState, text: str) -> Understanding:
    """What is heard in a search text; without Rasa only the place is."""
    if not text:
        return Understanding()
    home = state.places.home(text)
    place = HeardMunicipality(code=home.code, name=home.name) if home else None
    try:
        heard = await state.rasa.parse(text)
    except RasaUnavailable:
        return Understanding(municipality=place)
    return Understanding(
        intent=heard.get("intent"),
        confidence=heard.get("confidence") or 0.0,
        needs=[HeardNeed.model_validate(one) for one in heard.get("needs") or []],
        municipality=place,
    )


def municipality_code(state: AppState, given: str | None) -> str | None:
    """The code of a municipality given by name or code; an unknown one is a 422."""
    code = code_of(state.places, given)
    if given and code is None:
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, "Unknown municipality.")
    return code
