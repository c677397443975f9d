"""The conversation on the full page: keyboard, announcements, corrections, failures, memory, exit."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.steps import ask, crisis, listen, refuse, spoken, write
from tests.browser.watching import Watched

STORED = "() => sessionStorage.length + localStorage.length + document.cookie.length"


def focused(page: Page) -> str:
    name: str = page.evaluate("() => document.activeElement.id || document.activeElement.textContent")
    return name


def test_journey_with_the_keyboard_only(open_page: Open) -> None:
    page = open_page("/")
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == "viesti":
            break
    page.keyboard.type("vuokra rästissä, asun nokialla")
    page.keyboard.press("Enter")
    page.locator("li.bot").wait_for()
    assert focused(page) == "viesti"
    page.get_by_role("button", name="Miten haen").focus()
    page.keyboard.press("Enter")
    page.locator("li.bot").nth(1).wait_for()
    page.locator(".actions a[href^='tel:']").first.focus()
    assert focused(page)
    page.get_by_role("button", name="Kyllä", exact=True).last.focus()
    page.keyboard.press("Space")
    expect(page.locator(".helped")).to_contain_text("Kiitos palautteesta")


def test_answer_is_announced_once_and_shortly(open_page: Open) -> None:
    page = open_page("/")
    listen(page)
    ask(page, "vuokra rästissä, asun nokialla")
    said = [text for text in spoken(page) if "hakee" not in text]
    assert len(said) == 1
    assert "palvelua:" in said[0]
    assert len(said[0]) <= 300
    assert not set("*#<>") & set(said[0])


def test_same_answer_twice_is_announced_twice(open_page: Open) -> None:
    page = open_page("/")
    listen(page)
    ask(page, "abrakadabra")
    ask(page, "abrakadabra")
    said = [text for text in spoken(page) if "Missä asiassa" in text]
    assert len(said) == 2


def test_there_is_one_log_for_screen_readers_and_it_is_empty_at_first(open_page: Open) -> None:
    page = open_page("/")
    assert page.locator("[role=log]").count() == 1
    expect(page.locator("[role=log]")).to_be_empty()


def test_messages_are_a_list_that_says_who_speaks(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "vuokra rästissä, asun nokialla")
    first = "items => items.map(item => item.firstElementChild.className + item.firstElementChild.textContent)"
    assert page.locator("ol.log > li").evaluate_all(first) == ["srSinä:", "srLuotsi:"]
    assert page.locator("h1").count() == 1
    assert page.locator("li.bot article h3").count() >= 1
    assert page.locator("li.bot .said").first.get_attribute("lang") == "fi"


def test_card_tells_what_ux_asks_for(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "vuokra rästissä, asun nokialla")
    card = page.locator("article").first
    for text in ("Miksi ehdotan tätä", "Hinta", "Nyt", "Kielet", "Näin pääset alkuun", "Lähde:", "Tarkistettu"):
        expect(card).to_contain_text(text)
    for name in ("Tallenna listalle", "Tiedot väärin"):
        expect(card.get_by_role("button", name=name)).to_be_visible()


def test_card_of_the_script_is_the_card_of_the_server(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "vuokra rästissä, asun nokialla")
    text = "card => card.innerText.replace(/\\s+/g, ' ').replace(/ Tallenna listalle.*/, '').trim()"
    scripted = page.locator("article").first.evaluate(text)
    plain = open_page("/?q=vuokra+rästissä,+asun+nokialla")
    assert plain.locator("article").first.evaluate(text) == scripted


def test_one_tap_takes_a_need_away(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "vuokra rästissä ja ahdistaa, asun nokialla")
    page.get_by_role("button", name="Mielen hyvinvointi, poista").click()
    page.locator("li.bot").nth(1).wait_for()
    expect(page.get_by_role("button", name="Vuokrarästi tai häätöuhka, poista")).to_have_count(1)
    expect(page.get_by_role("button", name="Mielen hyvinvointi, poista")).to_have_count(0)
    expect(page.locator("li.own").last).to_contain_text("Valitsit: Mielen hyvinvointi, poista")


def test_municipality_is_changed_in_place(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "vuokra rästissä, asun nokialla")
    page.get_by_role("button", name="Kunta: Nokia, vaihda").click()
    field = page.get_by_label("Missä kunnassa asut?")
    expect(field).to_be_focused()
    page.locator("#luotsi-places option").first.wait_for(state="attached")
    field.fill("Atlantis")
    field.press("Enter")
    expect(page.locator("#luotsi-place-error")).to_contain_text("En tunne tätä kuntaa")
    field.fill("tampere")
    field.press("Enter")
    expect(page.get_by_role("button", name="Kunta: Tampere, vaihda")).to_be_visible()


def test_ready_answers_stay_and_show_what_was_chosen(open_page: Open) -> None:
    page = open_page("/")
    page.get_by_role("button", name="Koti tai vuokra").click()
    page.locator("li.bot", has_text="Voit kysyä").wait_for()
    topic = page.get_by_role("button", name="Koti tai vuokra")
    expect(topic).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Miten haen").click()
    page.locator("li.own").nth(1).wait_for()
    chosen = page.get_by_role("button", name="Miten haen").first
    expect(chosen).to_have_attribute("aria-disabled", "true")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(page.locator("li.own").nth(1)).to_contain_text("Valitsit: Miten haen")


def test_urgent_help_stands_above_and_stays(open_page: Open) -> None:
    page = open_page("/")
    crisis(page)
    expect(page.locator(".crisis[role=alert]")).to_contain_text("112")
    ask(page, "vuokra rästissä")
    expect(page.locator(".crisis a[href='tel:112']")).to_be_visible()
    expect(page.locator(".helped")).to_have_count(1)
    page.reload()
    expect(page.locator(".crisis[role=region]")).to_be_visible()


def test_line_with_a_phone_and_a_page_shows_both(open_page: Open) -> None:
    for scripted in (True, False):
        page = open_page("/", java_script_enabled=scripted)
        page.get_by_label("Kirjoita viesti").fill("en halua elää enää, mietin itsemurhaa")
        page.get_by_role("button", name="Lähetä").click()
        line = page.locator(".crisis li", has=page.locator("a[href='tel:0925250111']"))
        expect(line.locator("a[href^='https:']")).to_be_visible()


def test_urgent_help_does_not_need_the_server(open_page: Open) -> None:
    page = open_page("/")
    page.route("**/api/v1/chat", refuse)
    write(page, "tapan itseni")
    expect(page.locator(".crisis a[href='tel:112']")).to_be_visible()
    expect(page.locator(".crisis a[href='tel:0925250111']")).to_be_visible()


def test_offline_message_goes_when_the_connection_is_back(open_page: Open) -> None:
    page = open_page("/")
    listen(page)
    page.context.set_offline(True)
    expect(page.locator("[data-part=notice]")).to_contain_text("Verkkoyhteys puuttuu")
    write(page, "vuokra rästissä, asun nokialla")
    expect(page.locator(".status").first).to_contain_text("Lähetetään, kun yhteys palaa")
    page.context.set_offline(False)
    page.locator("article").first.wait_for()
    expect(page.locator("[data-part=notice]")).to_be_hidden()
    assert "Yhteys palasi." in spoken(page)


def test_failed_message_says_why_and_is_sent_again_with_the_same_key(open_page: Open) -> None:
    page = open_page("/")
    keys: list[Any] = []
    page.on("request", lambda request: keys.append(request.post_data_json) if "/chat" in request.url else None)
    page.route("**/api/v1/chat", refuse)
    write(page, "vuokra rästissä, asun nokialla")
    failed = page.locator(".status.failed")
    expect(failed).to_contain_text("Palvelussa on häiriö")
    expect(failed).to_contain_text("puhua ihmiselle")
    page.unroute("**/api/v1/chat")
    failed.get_by_role("button", name="Lähetä uudelleen").click()
    page.locator("article").first.wait_for()
    expect(page.locator("li.own")).to_have_count(1)
    assert len({body["message_id"] for body in keys}) == 1


def test_nothing_is_stored_before_the_first_message(open_page: Open) -> None:
    page = open_page("/")
    page.fill("#viesti", "luonnos")
    page.get_by_role("link", name="Selaa aiheita").hover()
    assert page.evaluate(STORED) == 0
    ask(page, "vuokra rästissä")
    assert page.evaluate("() => Object.keys(sessionStorage)") == ["luotsi"]
    assert page.evaluate("() => localStorage.length + document.cookie.length") == 0


def test_reload_keeps_the_conversation_and_does_not_read_it_again(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "vuokra rästissä, asun nokialla")
    page.reload()
    page.wait_for_selector("[data-ready]", state="attached")
    expect(page.locator("ol.log > li")).to_have_count(2)
    expect(page.get_by_role("button", name="Kunta: Nokia, vaihda")).to_be_visible()
    expect(page.locator("[role=log] p")).to_have_text(["Keskustelu jatkuu, 2 viestiä."])


def test_conversation_of_over_an_hour_ago_is_gone(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "vuokra rästissä, asun nokialla")
    page.evaluate("""() => sessionStorage.setItem("luotsi", JSON.stringify(
        {...JSON.parse(sessionStorage.getItem("luotsi")), at: Date.now() - 61 * 60 * 1000}))""")
    page.reload()
    expect(page.locator("[data-part=notice]")).to_contain_text("vanhentunut")
    expect(page.locator("ol.log > li")).to_have_count(0)
    assert page.evaluate(STORED) == 0


def test_deleting_forgets_everything(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "vuokra rästissä")
    page.get_by_role("button", name="Poista keskustelu").click()
    expect(page.locator("ol.log > li")).to_have_count(0)
    expect(page.locator("#viesti")).to_be_focused()
    assert page.evaluate(STORED) == 0


@pytest.mark.parametrize("how", ["button", "shift"])
def test_quick_exit_clears_and_leaves(open_page: Open, how: str, watched: Watched) -> None:
    page = open_page("/")
    page.route("https://www.ilmatieteenlaitos.fi/**", lambda route: route.fulfill(body="sää"))
    ask(page, "vuokra rästissä")
    if how == "button":
        page.get_by_role("link", name="Poistu nopeasti").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("https://www.ilmatieteenlaitos.fi/**")
    watched.hosts.discard("https://www.ilmatieteenlaitos.fi")
    page.go_back()
    assert page.locator("ol.log > li").count() == 0


def test_identity_code_is_stopped_before_it_is_sent(open_page: Open) -> None:
    page = open_page("/")
    write(page, "olen 131052-308T ja vuokra on rästissä")
    error = page.locator("#viesti-error")
    expect(error).to_contain_text("henkilötunnus")
    expect(page.locator("#viesti")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("li.own")).to_have_count(0)
    error.get_by_role("button").click()
    expect(page.locator("#viesti")).not_to_have_value("131052-308T")
    expect(page.locator("#viesti")).to_have_attribute("aria-describedby", "viesti-hint viesti-error")


def test_change_of_language_keeps_the_draft_and_the_address_holds_no_message(open_page: Open) -> None:
    page = open_page("/?kunta=536")
    page.fill("#viesti", "salainen luonnos")
    page.get_by_role("link", name="Svenska").click()
    page.wait_for_selector("[data-ready]", state="attached")
    expect(page.locator("#viesti")).to_have_value("salainen luonnos")
    assert "salainen" not in page.url
    assert "kunta=536" in page.url
    assert page.evaluate(STORED) == 0


def test_municipality_of_the_address_goes_with_the_first_message(open_page: Open) -> None:
    page = open_page("/?kunta=536")
    ask(page, "vuokra rästissä")
    expect(page.get_by_role("button", name="Kunta: Nokia, vaihda")).to_be_visible()
    expect(page.locator("[data-part=place]")).to_be_hidden()


def test_kept_services_stand_beside_the_conversation(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "vuokra rästissä, asun nokialla")
    keep = page.get_by_role("button", name="Tallenna listalle").first
    keep.click()
    expect(keep).to_have_attribute("aria-pressed", "true")
    aside = page.get_by_role("complementary")
    expect(aside.locator("li")).to_have_count(1)
    expect(aside.get_by_role("link", name="Tulosta lista")).to_have_attribute(
        "href", "/tuloste?id=asumissosiaalityo__pirha"
    )
    aside.get_by_role("button", name="Poista listalta").click()
    expect(keep).to_have_attribute("aria-pressed", "false")


def test_a_person_is_reachable_in_every_state(open_page: Open) -> None:
    page = open_page("/")
    help_line = page.locator("[data-part=help] a[href^='tel:']")
    for step in ("abrakadabra", "vuokra rästissä, asun nokialla"):
        expect(help_line).to_be_visible()
        ask(page, step)
    page.route("**/api/v1/chat", refuse)
    write(page, "vielä")
    page.locator(".status.failed").wait_for()
    expect(help_line).to_be_visible()
    expect(page.locator("[data-person]")).to_be_visible()


def test_answer_in_another_tab_shows_in_the_title(open_page: Open) -> None:
    page = open_page("/")
    title = page.title()
    page.evaluate("() => Object.defineProperty(document, 'hidden', {value: true, configurable: true})")
    ask(page, "vuokra rästissä")
    assert page.title() == "(1) Luotsi vastasi"
    page.evaluate("""() => { Object.defineProperty(document, 'hidden', {value: false});
        document.dispatchEvent(new Event('visibilitychange')); }""")
    assert page.title() == title


def test_saying_no_offers_something_else_at_once(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "vuokra rästissä, asun nokialla")
    with page.expect_request("**/api/v1/feedback") as sent:
        page.get_by_role("button", name="Ei", exact=True).click()
    assert (sent.value.post_data_json or {})["helped"] is False
    expect(page.get_by_role("button", name="Näytä muita palveluita")).to_be_visible()
    expect(page.get_by_label("Väärä palvelu")).to_be_visible()


def test_wrong_facts_of_a_card_are_reported(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "vuokra rästissä, asun nokialla")
    page.get_by_role("button", name="Tiedot väärin").first.click()
    page.get_by_label("Puhelinnumero").check()
    with page.expect_request("**/api/v1/feedback") as sent:
        page.get_by_role("button", name="Lähetä palaute").click()
    assert (sent.value.post_data_json or {})["service_id"] == "asumissosiaalityo__pirha"
    expect(page.locator("article").first).to_contain_text("Kiitos. Tieto tarkistetaan.")


def test_nothing_moves_with_reduced_motion_and_little_without(open_page: Open) -> None:
    still = "() => document.getAnimations().length"
    page = open_page("/", reduced_motion="reduce")
    ask(page, "vuokra rästissä")
    assert page.evaluate(still) == 0
    page = open_page("/", reduced_motion="no-preference")
    ask(page, "vuokra rästissä")
    page.wait_for_timeout(250)
    assert page.evaluate(still) == 0


@pytest.mark.parametrize("viewport", [(320, 640), (640, 320), (320, 256)])
def test_small_screens_need_no_sideways_scrolling(open_page: Open, viewport: tuple[int, int]) -> None:
    page = open_page("/", viewport={"width": viewport[0], "height": viewport[1]})
    ask(page, "vuokra rästissä ja ahdistaa, asun nokialla")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= viewport[0]


def test_text_of_200_per_cent_is_not_clipped(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "vuokra rästissä, asun nokialla")
    page.evaluate("() => document.documentElement.style.setProperty('font-size', '200%')")
    clipped = """() => [...document.querySelectorAll("main *")]
        .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible")
        .filter((one) => !one.closest(".sr, textarea, select")).map((one) => one.outerHTML.slice(0, 80))"""
    assert page.evaluate(clipped) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 1280


def test_page_works_without_scripts(open_page: Open) -> None:
    page = open_page("/", java_script_enabled=False)
    page.get_by_label("Kirjoita viesti").fill("vuokra rästissä, asun nokialla")
    page.get_by_role("button", name="Lähetä").click()
    expect(page.locator("article").first).to_contain_text("Miksi ehdotan tätä")
    assert "vuokra" not in page.url
    page.get_by_role("button", name="Miten haen").click()
    expect(page.locator("li.own")).to_contain_text("Miten haen")
    page.locator("article h3 a").first.click()
    expect(page.locator("h1")).to_be_visible()


def test_sheet_prints_to_pdf(open_page: Open) -> None:
    page = open_page("/tuloste?id=mieli_kriisipuhelin&id=nollalinja")
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") in (0, 1)
