"""Puts the edit view into the application."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from sqladmin import Admin
from sqlalchemy import Engine

from service_catalog.importers.build import migrate
from web.settings import WebSettings, listed
from web.signin.accounts import Accounts
from web.signin.backend import SignIn
from web.signin.oidc import OpenIdConnect
from web.upkeep.reports import ReportsView
from web.upkeep.texts import gettext, ngettext, upkeep_texts
from web.upkeep.views import AuditView, PinView, ServiceView

PATH = "/yllapito"
TEMPLATES = Path(__file__).parent / "templates"


def install(app: FastAPI, settings: WebSettings, engine: Engine, reported: Engine | None = None) -> None:
    """Mounts /yllapito on the catalogue of `engine`, which must allow writing; `reported` is insight's database."""
    migrate(engine)
    # Other closed pages (/havainnot) ask it too.
    app.state.sign_in = SignIn(Accounts(engine), settings.secret, oidc_of(settings))
    admin = Admin(
        app,
        engine,
        base_url=PATH,
        title=str(upkeep_texts()["title"]),
        templates_dir=str(TEMPLATES),
        authentication_backend=app.state.sign_in,
    )
    # Jinja's i18n extension adds the method (the library has no Finnish of its own).
    admin.templates.env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    admin.templates.env.globals["oidc"] = upkeep_texts()["signin"]["oidc"] if settings.oidc_issuer else ""
    for view in (ServiceView, PinView, AuditView):
        admin.add_view(view)
    if reported is not None:
        ReportsView.engine = reported
        admin.add_view(ReportsView)


def oidc_of(settings: WebSettings) -> OpenIdConnect | None:
    """The municipality's sign-in, where it is configured."""
    if not settings.oidc_issuer:
        return None
    users = listed(settings.oidc_users)
    return OpenIdConnect(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret, users)
