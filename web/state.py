"""What the routes share: made once when the process starts, reached through the request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from finnish.places import PlaceRecogniser
from service_catalog.catalogue import Catalogue
from web.gateway.answering import ChatGateway
from web.gateway.rasa_client import RasaClient
from web.insight.insight import Insight


@dataclass(frozen=True)
class AppState:
    """The parts of the running web process. `models`: hashes of the bot's models that may answer; empty: any."""

    gateway: ChatGateway
    catalogue: Catalogue
    rasa: RasaClient
    places: PlaceRecogniser
    insight: Insight
    models: frozenset[str] = frozenset()


def app_state(request: Request) -> AppState:
    """The shared parts, for a route."""
    state: AppState = request.app.state.luotsi
    return state


State = Annotated[AppState, Depends(app_state)]
