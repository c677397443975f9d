"""After an answer: the way back to the newest, more and other services, and the languages of what is said."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.hosts import HOST
from tests.browser.states import TWO_NEEDS
from tests.browser.steps import ask, listen, open_widget, spoken

UP = """() => { scrollTo(0, 0);
  document.querySelector("luotsi-chat")?.shadowRoot.querySelector(".scroll").scrollTo(0, 0); }"""
FOCUSED = """() => { let one = document.activeElement; while (one.shadowRoot) one = one.shadowRoot.activeElement;
  return one.className; }"""


def opened(open_page: Open, address: str) -> Page:
    page = open_page(address)
    if address != "/":
        open_widget(page)
    return page


@pytest.mark.parametrize("address", ["/", f"{HOST}/"])
def test_newest_is_one_tap_away_when_it_is_out_of_sight_and_only_then(open_page: Open, address: str) -> None:
    page = opened(open_page, address)
    button = page.get_by_role("button", name="Siirry uusimpaan")
    ask(page, TWO_NEEDS)
    ask(page, "vuokra rästissä")
    expect(button).to_be_hidden()
    page.evaluate(UP)
    expect(button).to_be_in_viewport()
    button.click()
    expect(page.locator("li.bot").last).to_be_in_viewport()
    expect(button).to_be_hidden()
    assert "bot" in page.evaluate(FOCUSED)


def test_answer_never_moves_the_focus_or_hides_its_own_start(open_page: Open) -> None:
    page = open_page("/")
    ask(page, TWO_NEEDS)
    ask(page, "vuokra rästissä")
    expect(page.locator("#viesti")).to_be_focused()
    expect(page.locator("li.own").last).to_be_in_viewport()


def test_more_services_are_counted_aloud_and_the_focus_goes_to_the_first_of_them(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "vuokra rästissä, asun nokialla")
    listen(page)
    shown = page.locator("li.bot article").count()
    page.get_by_role("button", name="Näytä 1 lisää").click()
    expect(page.locator("li.bot article")).to_have_count(shown + 1)
    assert page.evaluate(FOCUSED) == "card-name"
    newest = page.locator("li.bot article h3").nth(shown).inner_text()
    assert spoken(page) == [f"1 palvelu: {newest}"]


@pytest.mark.parametrize("address", ["/", f"{HOST}/"])
def test_no_brings_the_next_services_and_a_phone_at_once(open_page: Open, address: str) -> None:
    page = opened(open_page, address)
    ask(page, "vuokra rästissä, asun tampereella")
    before = page.locator("article h3").all_inner_texts()
    listen(page)
    page.locator("[data-helped='0']").click()
    others = page.locator(".helped article h3")
    expect(others.first).to_be_visible()
    assert 1 <= others.count() <= 3
    assert not set(others.all_inner_texts()) & set(before)
    expect(page.locator(".helped a[href^='tel:']").first).to_be_visible()
    expect(page.locator(".helped form")).to_contain_text("Älä kirjoita nimiä")
    name = (others.first.text_content() or "").split(" (avautuu")[0]
    assert [text for text in spoken(page) if f": {name}" in text]


def test_vote_can_be_changed_and_is_told_to_the_host_page_without_words(open_page: Open) -> None:
    page = opened(open_page, f"{HOST}/")
    page.evaluate("""() => { window.heard = [];
        addEventListener("luotsi-feedback", (event) => window.heard.push(event.detail.value)); }""")
    ask(page, "vuokra rästissä, asun nokialla")
    yes, no = page.locator("[data-helped='1']"), page.locator("[data-helped='0']")
    no.click()
    yes.click()
    expect(yes).to_have_attribute("aria-pressed", "true")
    expect(no).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("() => window.heard") == ["no", "yes"]


def test_what_is_said_in_another_language_carries_it_and_its_direction(open_page: Open) -> None:
    for scripted in (True, False):
        page = open_page("/", java_script_enabled=scripted)
        page.get_by_label("Kirjoita viesti").fill("أحتاج إلى مساعدة في دفع الإيجار")
        page.get_by_role("button", name="Lähetä").click()
        said = page.locator("li.bot .said").first
        expect(said).to_have_attribute("lang", "ar")
        expect(said).to_have_attribute("dir", "rtl")


def test_urgent_help_is_in_the_language_of_the_message_and_says_so(open_page: Open) -> None:
    for scripted in (True, False):
        page = open_page("/?kieli=en", java_script_enabled=scripted)
        page.get_by_label("Write a message").fill("I want to kill myself tonight")
        page.get_by_role("button", name="Send").click()
        expect(page.locator(".crisis > p").first).to_have_attribute("lang", "en")


def test_every_phone_link_says_whom_it_calls(open_page: Open) -> None:
    page = open_page("/")
    ask(page, TWO_NEEDS)
    names = page.locator("article a[href^='tel:']").evaluate_all(
        "links => links.map((link) => [link.textContent, link.closest('article').querySelector('h3').textContent])"
    )
    assert names
    for link, service in names:
        assert service in link
