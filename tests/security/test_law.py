"""The six conditions of digipalvelulaki (306/2019) 6 a § and the named person, in three languages.

What an answer may say of a person's rights is tested beside the answers: tests/conversations/test_eligibility_traps.py.
"""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from service_catalog.approvals import read_approvals
from service_catalog.verdicts import verdicts_in
from tests.security.conftest import MakeSite, Site
from web.pages.texts import ui_texts

LANGUAGES = ("fi", "sv", "en")
AUTOMATIC = {"fi": "automaattinen", "sv": "automatisk", "en": "automatic"}
NOT_HUMAN = {"fi": "en ihminen", "sv": "inte en människa", "en": "not a person"}
PATHS = (
    "/",
    "/aiheet",
    "/ihminen",
    "/nain-luotsi-toimii",
    "/tietosuoja",
    "/saavutettavuus",
    "/tiski",
    "/palvelu/ei-ole",
)
TEXTS = ("ruoka loppu", "asdf", "hej jag behöver hjälp med hyran", "I need help with rent", "🙂", "velka ja vuokra")


def dead(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


@pytest.mark.parametrize("language", LANGUAGES)
def test_1_no_decision_is_given_and_that_is_said(language: str) -> None:
    notice = ui_texts(language)("chat.notice")
    assert {"fi": "En tee päätöksiä", "sv": "beslut", "en": "decisions"}[language] in notice
    assert verdicts_in(str(ui_texts(language).tree)) == []


def test_2_and_3_content_is_verified_beforehand_and_until_then_the_page_says_that_it_is_a_draft(
    site: MakeSite,
) -> None:
    draft = {"fi": "ei ole vielä hyväksytty", "sv": "inte godkända ännu", "en": "not been approved yet"}

    async def scenario(site: Site) -> None:
        async with site.client() as client:
            for language in LANGUAGES:
                page = (await client.get("/nain-luotsi-toimii", params={"kieli": language})).text
                assert (draft[language] in page) is not read_approvals().approved
                named = read_approvals().responsible.name
                unnamed = {"fi": "ei ole vielä nimetty", "sv": "inte utsedd ännu", "en": "not been named yet"}
                assert (named in page) if named else (unnamed[language] in page)

    site().run(scenario)


@pytest.mark.parametrize("rasa", [None, dead], ids=["running", "outage"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_4_every_first_turn_says_that_the_adviser_is_automatic_after_a_restart_and_in_an_outage_too(
    site: MakeSite,
    language: str,
    rasa: Any,
) -> None:
    addresses = iter(("203.0.113.7", "203.0.113.8"))  # each may write only so much

    async def scenario(site: Site) -> None:
        async with site.client(next(addresses)) as client:
            for text in TEXTS:
                first = (await client.post("/api/v1/chat", json={"text": text, "language": language})).json()
                assert AUTOMATIC[language] in first["notice"]
                assert NOT_HUMAN[language] in first["notice"]
            again = {
                "text": "vuokra on maksamatta ja pelkään",
                "conversation_id": first["conversation_id"],
                "language": language,
            }
            second = (await client.post("/api/v1/chat", json=again)).json()
            assert bool(second["notice"]) is (rasa is dead)
            page = (await client.get("/", params={"kieli": language})).text
            assert AUTOMATIC[language] in page
            answered = await client.post("/", params={"kieli": language}, data={"viesti": "ruoka"})
            assert AUTOMATIC[language] in answered.text

    made = site(rasa)
    made.run(scenario)
    made.run(scenario)  # the same site started anew


def test_4_the_outage_page_says_it_too(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_given: Any, **_named: Any) -> Any:
        raise OSError

    async def scenario(site: Site) -> None:
        monkeypatch.setattr(site.app.state.luotsi.catalogue.__class__, "cards", away)
        async with site.client() as client:
            for language in LANGUAGES:
                page = await client.get("/palvelu/hatanumero_112", params={"kieli": language})
                assert page.status_code == 503
                assert AUTOMATIC[language] in page.text
                assert "112" in page.text

    site().run(scenario)


@pytest.mark.parametrize("language", LANGUAGES)
def test_5_a_person_is_one_step_away_on_every_page_and_in_every_fault(site: MakeSite, language: str) -> None:
    async def scenario(site: Site) -> None:
        async with site.client() as client:
            for path in PATHS:
                page = (await client.get(path, params={"kieli": language})).text
                assert 'href="tel:112"' in page, path
                assert "/ihminen" in page, path
            for given in ({}, {"text": "a" * 3000}):
                answer = await client.post("/", params={"kieli": language}, data={"viesti": given.get("text", "")})
                assert "/ihminen" in answer.text

    site(dead).run(scenario)


@pytest.mark.parametrize("language", LANGUAGES)
def test_6_the_exchange_can_be_saved(language: str) -> None:
    texts = ui_texts(language)
    assert texts("chat.save_file")
    assert texts("chat.file_name").endswith(".txt")


@pytest.mark.parametrize("language", LANGUAGES)
def test_statement_and_privacy_notice_are_there(site: MakeSite, language: str) -> None:
    async def scenario(site: Site) -> None:
        async with site.client() as client:
            for path in ("/saavutettavuus", "/tietosuoja"):
                page = await client.get(path, params={"kieli": language})
                assert page.status_code == 200
                assert f'<html lang="{language}"' in page.text

    site().run(scenario)
