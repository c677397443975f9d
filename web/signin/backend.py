"""Who may open the edit view: asked by sqladmin on every request.

A session is a signed cookie (Starlette's SessionMiddleware): HttpOnly, Secure, SameSite=Lax, eight hours. Lax, not
Strict, since the way back from the municipality's sign-in comes from another site; other sites' posts are refused by
`same_origin`.
"""

from __future__ import annotations

import secrets
from typing import Any

from fastapi.concurrency import run_in_threadpool
from sqladmin.authentication import AuthenticationBackend
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from web.signin.accounts import Accounts
from web.signin.oidc import OpenIdConnect
from web.signin.same_origin import SameOrigin

HOURS = 8
COOKIE = "luotsi_yllapito"
USER, KIND = "user_id", "kind"
LOCAL, OIDC = "local", "oidc"


class SignIn(AuthenticationBackend):
    """Local accounts, and OpenID Connect where it is configured. An empty `secret` ends all sessions at a restart."""

    def __init__(self, accounts: Accounts, secret: str, oidc: OpenIdConnect | None) -> None:
        super().__init__(
            secret or secrets.token_urlsafe(32),
            session_cookie=COOKIE,
            max_age=HOURS * 3600,
            same_site="lax",
            https_only=True,
        )
        self.middlewares.insert(0, Middleware(SameOrigin))
        self._accounts = accounts
        self._oidc = oidc

    async def login(self, request: Request) -> Response | bool:
        """Checks the form: a local account, or the way to the municipality's sign-in."""
        form = await request.form()
        if "oidc" in form and self._oidc:
            return await self._oidc.begin(request)
        name, password = str(form.get("username") or ""), str(form.get("password") or "")
        if not await run_in_threadpool(self._accounts.check, name, password):
            return False
        self._enter(request, name, LOCAL)
        return True

    async def logout(self, request: Request) -> bool:
        """Ends the session."""
        request.session.clear()
        return False

    async def authenticate(self, request: Request) -> Response | bool:
        """Whether the session holds; also where the municipality's sign-in comes back to."""
        if self._oidc and OpenIdConnect.is_answer(request):
            name = await self._oidc.finish(request)
            if name is None:
                return False
            self._enter(request, name, OIDC)
        user: Any = request.session.get(USER)
        if not user:
            return False
        if request.session.get(KIND) == OIDC:
            return self._oidc is not None and self._oidc.may_enter(user)
        return await run_in_threadpool(self._accounts.exists, user)

    def _enter(self, request: Request, name: str, kind: str) -> None:
        request.session.clear()
        request.session.update({USER: name, KIND: kind})
