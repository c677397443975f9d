"""Sign-in with the municipality's own accounts: OpenID Connect, authorization code flow with PKCE (Authlib)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import httpx
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

NAME = "municipality"
BACK = "admin:index"


class OpenIdConnect:
    """`issuer` is the address under which `.well-known/openid-configuration` is; only `users` may come in.

    A user is named by `preferred_username`, else by `email` when it is verified.
    """

    def __init__(self, issuer: str, client_id: str, client_secret: str, users: Collection[str], **more: Any) -> None:
        self._users = frozenset(users)
        self._client = OAuth().register(
            NAME,
            client_id=client_id,
            client_secret=client_secret,
            server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256", **more},
        )

    @staticmethod
    def is_answer(request: Request) -> bool:
        """Whether this is the way back from the sign-in."""
        return "state" in request.query_params and ("code" in request.query_params or "error" in request.query_params)

    async def begin(self, request: Request) -> Response:
        """Sends the visitor to the sign-in."""
        answer: Response = await self._client.authorize_redirect(request, request.url_for(BACK))
        return answer

    async def finish(self, request: Request) -> str | None:
        """The name of who came back, or None when the answer is wrong or the person may not come in."""
        try:
            token = await self._client.authorize_access_token(request)
        except (OAuthError, JoseError, httpx.HTTPError):
            return None
        claims = token.get("userinfo") or {}
        email = claims.get("email") if claims.get("email_verified") else None
        name = str(claims.get("preferred_username") or email or "")
        return name if self.may_enter(name) else None

    def may_enter(self, name: str) -> bool:
        """Whether the name is on the list."""
        return name in self._users
