"""Sign-in with the municipality's accounts, against an issuer of our own: who is on the list comes in, nobody else."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from fastapi import FastAPI
from joserfc import jwt
from joserfc.jwk import RSAKey
from sqlalchemy import Engine

from tests.web.upkeep.test_upkeep import OWN, Visitor
from web.settings import WebSettings
from web.signin.oidc import OpenIdConnect
from web.upkeep import install as install_module

ISSUER = "https://kirjautuminen.example"


class Issuer:
    """An OpenID provider in this process: signs what it is told to say."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {"sub": "1", "preferred_username": "maija"}
        self.nonce = ""
        self.key = RSAKey.generate_key(2048, {"kid": "k"}, private=True)
        self.signing_key = self.key
        self.app = FastAPI()
        self.app.get("/.well-known/openid-configuration")(self.configuration)
        self.app.get("/keys")(self.keys)
        self.app.post("/token")(self.token)

    def configuration(self) -> dict[str, Any]:
        """What clients read first."""
        return {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def keys(self) -> dict[str, Any]:
        """The public key."""
        return {"keys": [self.key.as_dict(private=False)]}

    def token(self) -> dict[str, Any]:
        """The token for any code."""
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": "luotsi", "iat": now, "exp": now + 60, "nonce": self.nonce, **self.claims}
        signed = jwt.encode({"alg": "RS256", "kid": "k"}, claims, self.signing_key)
        return {"access_token": "a", "token_type": "Bearer", "id_token": signed}


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def visitor(own: Engine, issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """Somebody before the edit view whose sign-in is the issuer's."""
    transport = httpx2.ASGITransport(app=issuer.app)
    oidc = OpenIdConnect(ISSUER, "luotsi", "secret", {"maija"}, transport=transport)
    monkeypatch.setattr(install_module, "oidc_of", lambda _settings: oidc)
    app = FastAPI()
    install_module.install(app, WebSettings(secret="s" * 32, oidc_issuer=ISSUER), own)
    return Visitor(app)


def sent_to_issuer(visitor: Visitor, issuer: Issuer) -> str:
    """Begins the sign-in; the state with which the visitor comes back."""
    answer = visitor.post("/yllapito/login", data={"oidc": "1"}, headers=OWN)
    address = urlsplit(answer.headers["location"])
    asked = parse_qs(address.query)
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{ISSUER}/authorize"
    assert asked["code_challenge_method"] == ["S256"]
    issuer.nonce = asked["nonce"][0]
    return asked["state"][0]


def test_who_is_on_the_list_comes_in(visitor: Visitor, issuer: Issuer) -> None:
    state = sent_to_issuer(visitor, issuer)
    assert visitor.get(f"/yllapito/?code=c&state={state}").status_code == 200
    assert visitor.get("/yllapito/service/list").status_code == 200


def test_who_is_not_on_the_list_stays_out(visitor: Visitor, issuer: Issuer) -> None:
    issuer.claims = {"sub": "2", "preferred_username": "pekka"}
    state = sent_to_issuer(visitor, issuer)
    assert visitor.get(f"/yllapito/?code=c&state={state}").status_code == 302
    assert visitor.get("/yllapito/service/list").status_code == 302


def test_an_unverified_address_is_nobody(visitor: Visitor, issuer: Issuer) -> None:
    issuer.claims = {"sub": "3", "email": "maija", "email_verified": False}
    state = sent_to_issuer(visitor, issuer)
    assert visitor.get(f"/yllapito/?code=c&state={state}").status_code == 302


@pytest.mark.parametrize("fault", ["state", "nonce", "key", "audience", "refused"])
def test_a_false_answer_lets_nobody_in(visitor: Visitor, issuer: Issuer, fault: str) -> None:
    state = sent_to_issuer(visitor, issuer)
    if fault == "state":
        state = "another"
    elif fault == "nonce":
        issuer.nonce = "another"
    elif fault == "key":
        issuer.signing_key = RSAKey.generate_key(2048, {"kid": "k"}, private=True)
    elif fault == "audience":
        issuer.claims["aud"] = "another"
    what = "error=access_denied" if fault == "refused" else "code=c"
    assert visitor.get(f"/yllapito/?{what}&state={state}").status_code == 302
    assert visitor.get("/yllapito/service/list").status_code == 302
