"""Makes the web application: routes, pages, limits, headers, and the parts they share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from sqlalchemy import Engine
from starlette.middleware.trustedhost import TrustedHostMiddleware

from finnish import language
from finnish.places import PlaceRecogniser
from service_catalog.catalogue import Catalogue
from service_catalog.database import open_engine
from service_catalog.settings import CatalogueSettings
from web import pages
from web.api import chat, feedback, health, metrics, problems, services
from web.crisis.answer import CrisisAnswers
from web.crisis.detector import CrisisDetector
from web.gateway.answering import ChatGateway
from web.gateway.conversation_ids import ConversationIds
from web.gateway.limits import RateLimit
from web.gateway.memory import Memory
from web.gateway.rasa_client import RasaClient
from web.insight import page as insight_page
from web.insight.insight import Insight
from web.insight.settings import InsightSettings
from web.insight.tables import open_insight
from web.limits import AddressLimit, BodyLimit
from web.metrics import CountResponses, watch_queue
from web.pages.lean_files import LeanFiles
from web.security import SecurityHeaders
from web.settings import WebSettings, listed
from web.state import AppState

HERE = Path(__file__).parent
CONVERSATION_BURST = 60
ADDRESS_BURST = 300


def make_state(settings: WebSettings, catalogue: Catalogue, rasa: RasaClient) -> AppState:
    """Wires the parts together: the one place that knows them all."""
    places = PlaceRecogniser.load()
    language.warm_up()
    insight = Insight(InsightSettings(), catalogue)
    gateway = ChatGateway(
        rasa=rasa,
        catalogue=catalogue,
        ids=ConversationIds(settings.secret),
        memory=Memory(),
        places=places,
        detector=CrisisDetector.load(),
        crisis_answers=CrisisAnswers.load(),
        limit=RateLimit(settings.conversation_per_minute, CONVERSATION_BURST),
        watch=insight.observer.saw,
        weights=lambda: insight.weights,
    )
    return AppState(gateway, catalogue, rasa, places, insight, frozenset(listed(settings.model_sha256)))


def create_app(settings: WebSettings | None = None) -> FastAPI:
    """The application of the settings (from the environment by default)."""
    settings = settings or WebSettings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        rasa = RasaClient(
            settings.rasas(),
            settings.answer_seconds,
            settings.slow_answer_seconds,
            action_url=settings.action_url,
            at_once=settings.messages_at_once,
        )
        catalogue = CatalogueSettings()
        state = make_state(settings, Catalogue.open(catalogue.database_url, catalogue.vectors), rasa)
        app.state.luotsi = state
        watch_queue(lambda: state.insight.writer.waiting, lambda: state.insight.writer.dropped)
        state.insight.start()
        yield
        state.insight.stop()
        state.catalogue.close()
        for engine in app.state.upkeep_engines:
            engine.dispose()
        await rasa.close()

    app = FastAPI(title="Luotsi", version="0.1.0", lifespan=lifespan, docs_url=None, redoc_url=None)
    problems.install(app)
    for part in (chat, feedback, services, health, metrics, insight_page, pages):
        app.include_router(part.router)
    app.mount("/static", LeanFiles(HERE / "static"), name="static")
    app.mount("/w/1", LeanFiles(HERE / "static"), name="widget")
    app.state.upkeep_engines = install_upkeep(app, settings) if settings.upkeep else []
    guard(app, settings)
    return app


def install_upkeep(app: FastAPI, settings: WebSettings) -> list[Engine]:
    """The edit view, the only part of the web that writes to the catalogue; returns the engines that it opened."""
    from web.upkeep.install import install

    insight = InsightSettings().url
    engine, reported = open_engine(CatalogueSettings().database_url), open_insight(insight) if insight else None
    install(app, settings, engine, reported)
    return [engine] if reported is None else [engine, reported]


def guard(app: FastAPI, settings: WebSettings) -> None:
    """What a request passes before the routes; the last one added is the first one passed."""
    app.add_middleware(problems.Contained)
    app.add_middleware(BodyLimit)
    app.add_middleware(AddressLimit, limit=RateLimit(settings.address_per_minute, ADDRESS_BURST))
    if origins := listed(settings.cors_origins):
        app.add_middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type", "Idempotency-Key"],
            expose_headers=["Retry-After"],
        )
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=settings.hosts(), www_redirect=False)
    app.add_middleware(SecurityHeaders, frame_ancestors=settings.frame_ancestors)
    app.add_middleware(CountResponses)
