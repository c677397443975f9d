"""The pages as the server draws them: they answer without scripts, keep what was chosen, and never break."""

from __future__ import annotations

import re

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy.exc import OperationalError

from web.pages.prints import qr_code

PATHS = ["/", "/aiheet", "/aihe/vuokra_hata", "/palvelu/mieli_kriisipuhelin", "/valitut?id=mieli_kriisipuhelin",
         "/tuloste?id=mieli_kriisipuhelin", "/ihminen", "/tiski", "/upota", "/saavutettavuus", "/tietosuoja",
         "/nain-luotsi-toimii"]  # fmt: skip


def with_language(path: str, language: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}kieli={language}"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_served_in_its_language(pages: httpx.Client, path: str, language: str) -> None:
    response = pages.get(with_language(path, language))
    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.text
    assert len(re.findall("<h1", response.text)) == 1
    assert " style=" not in response.text
    assert " onclick=" not in response.text
    assert "title=" not in re.sub("<iframe.*", "", response.text)


def test_form_without_scripts_gives_the_cards_and_goes_on_with_the_same_conversation(pages: httpx.Client) -> None:
    first = pages.post("/", data={"viesti": "vuokra rästissä, asun nokialla"})
    assert 'class="card"' in first.text
    assert "Kunta: Nokia" in first.text
    conversation = re.search(r'name="keskustelu" value="([^"]+)"', first.text)
    assert conversation
    second = pages.post("/", data={"viesti": "myös ahdistaa", "keskustelu": conversation[1]})
    assert "Vuokrarästi tai häätöuhka, poista" in second.text
    assert "Mielen hyvinvointi, poista" in second.text


def test_tapped_choice_wins_over_an_unsent_draft(pages: httpx.Client) -> None:
    response = pages.post("/", data={"viesti": "luonnos", "valinta": "ruoka-apua"})
    assert "<p>ruoka-apua</p>" in response.text


def test_words_of_the_person_are_text_and_never_markup(pages: httpx.Client) -> None:
    response = pages.post("/", data={"viesti": "<script>alert(1)</script> vuokra"})
    assert "<script>alert" not in response.text
    assert "&lt;script&gt;" in response.text


@pytest.mark.parametrize(("text", "says"), [("", "Kirjoita ensin viesti"), ("a" * 2001, "liian pitkä")])
def test_message_that_cannot_be_taken_says_why(pages: httpx.Client, text: str, says: str) -> None:
    response = pages.post("/", data={"viesti": text})
    assert response.status_code == 422
    assert says in response.text


def test_municipality_of_the_address_stays_in_the_links(pages: httpx.Client) -> None:
    response = pages.get("/aiheet?kunta=536&kieli=sv")
    assert "/aihe/vuokra_hata?kunta=536&amp;kieli=sv" in response.text


def test_unknown_municipality_and_language_are_left_out(pages: httpx.Client) -> None:
    response = pages.get("/aiheet?kunta=Atlantis&kieli=xx")
    assert response.status_code == 200
    assert '<html lang="fi">' in response.text


def test_link_to_a_topic_leads_to_its_services(pages: httpx.Client) -> None:
    response = pages.get("/?kunta=536&aihe=vuokra_hata")
    assert response.headers["location"] == "/aihe/vuokra_hata?kunta=536"
    assert pages.get("/?aihe=olematon").status_code == 200


def test_topic_pages_are_paged(pages: httpx.Client) -> None:
    first = pages.get("/aihe/mielenterveys?kunta=837")
    assert "alku=10" in first.text
    assert 'rel="prev"' in pages.get("/aihe/mielenterveys?kunta=837&alku=10").text


@pytest.mark.parametrize("path", ["/palvelu/olematon", "/aihe/olematon"])
def test_what_does_not_exist_says_so_and_where_to_go(pages: httpx.Client, path: str) -> None:
    response = pages.get(path)
    assert response.status_code == 404
    assert "Sivua ei löydy" in response.text
    assert "/ihminen" in response.text


def test_human_page_shows_who_answers_in_the_municipality(pages: httpx.Client) -> None:
    assert "Pirha" in pages.get("/ihminen?kunta=536").text
    lines = pages.get("/ihminen.json?kunta=536").json()
    assert lines
    assert all(line["phone"] for line in lines)


def test_sheet_has_a_code_and_an_address_for_each_service(pages: httpx.Client) -> None:
    sheet = pages.get("/tuloste?id=mieli_kriisipuhelin&id=nollalinja&id=olematon&koko=iso")
    assert sheet.text.count("<svg") == 2
    assert "/palvelu/nollalinja</span>" in sheet.text
    assert 'class="large"' in sheet.text


def test_code_is_hidden_from_screen_readers_and_has_no_styles() -> None:
    code = qr_code("https://luotsi.example/palvelu/x")
    assert 'aria-hidden="true"' in code
    assert "style" not in code


def test_pages_say_so_when_the_catalogue_is_away(
    pages: httpx.Client, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("select", {}, Exception("away"))

    catalogue = app.state.luotsi.catalogue
    for name in ("cards", "needs", "search", "municipalities", "person_contacts"):
        monkeypatch.setattr(catalogue, name, away)
    assert pages.get("/").status_code == 200
    assert pages.get("/aiheet").status_code == 503
    assert pages.get("/palvelu/nollalinja").status_code == 503
    assert "112" in pages.get("/ihminen").text
    assert pages.get("/tuloste?id=nollalinja").status_code == 200
    assert pages.get("/w/1/texts/fi.js").status_code == 200
    assert pages.get("/w/1/texts/fi.json").status_code == 200


@pytest.mark.parametrize("name", ["fi", "fi-selko", "sv", "en"])
def test_texts_are_modules_that_other_sites_may_import(pages: httpx.Client, name: str) -> None:
    response = pages.get(f"/w/1/texts/{name}.js")
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.text.startswith("export default {")
    answers = pages.get(f"/w/1/texts/{name}.json")
    assert answers.headers["access-control-allow-origin"] == "*"
    assert answers.json()["needs"]["vuokra_hata"]


def test_unknown_language_of_texts_is_not_found(pages: httpx.Client) -> None:
    assert pages.get("/w/1/texts/xx.js").status_code == 404
    assert pages.get("/w/1/texts/xx.json").status_code == 404


def test_widget_files_are_open_to_other_sites(pages: httpx.Client) -> None:
    for path in ("/w/1/luotsi.js", "/w/1/launcher.js", "/w/1/styles.js", "/w/1/js/panel.js"):
        response = pages.get(path)
        assert response.status_code == 200, path
        assert response.headers["access-control-allow-origin"] == "*"
