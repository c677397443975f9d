"""Rows of the accessibility checklist (shared/design/ux.md, 3) that other tests do not show; numbers are its rows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import own
from tests.browser.conftest import Open
from tests.browser.hosts import HOST
from tests.browser.states import GROWN_OLD, TWO_NEEDS
from tests.browser.steps import ask, crisis, fail, listen, open_widget, refuse, spoken, write
from tests.browser.watching import Watched

SURFACES = ["/", f"{HOST}/"]
ROOT = "(document.querySelector('luotsi-chat')?.shadowRoot ?? document)"
ACTIVE = """() => { let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement; return one; }"""
REVERSED = f"""() => [...{ROOT}.querySelectorAll("*")].filter(
  (one) => getComputedStyle(one).flexDirection.includes("reverse")).length"""
SHIFTS = """window.shifts = 0; new PerformanceObserver((list) => list.getEntries().forEach(
  (one) => { if (!one.hadRecentInput) window.shifts += one.value; }
  )).observe({type: "layout-shift", buffered: true});"""


def answered(open_page: Open, address: str, text: str = TWO_NEEDS) -> Page:
    page = open_page(address)
    if address != "/":
        open_widget(page)
    ask(page, text)
    return page


def go_to(page: Page, selector: str, key: str = "Tab", most: int = 80) -> None:
    """Moves with one key alone until what has the focus matches the selector."""
    for _ in range(most):
        if page.evaluate(f"(selector) => ({ACTIVE})()?.matches(selector)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not reach {selector}")


def test_widget_from_opening_to_closing_with_the_keyboard_alone(open_page: Open) -> None:
    """Row 15."""
    page = open_page(f"{HOST}/")
    go_to(page, ".launcher")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=field]")).to_be_focused()
    page.keyboard.type("vuokra rästissä, asun nokialla")
    page.keyboard.press("Enter")
    page.locator("li.bot").wait_for()
    go_to(page, ".choices[role=group] .choice", "Shift+Tab")
    page.keyboard.press("Space")
    page.locator("li.bot").nth(1).wait_for()
    page.locator("[data-helped]").first.wait_for()
    go_to(page, "[data-helped='1']")
    page.keyboard.press("Space")
    expect(page.locator(".helped")).to_contain_text("Kiitos palautteesta")
    go_to(page, "article a[href^='tel:']", "Shift+Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".launcher")).to_be_focused()


@pytest.mark.parametrize("address", SURFACES)
def test_what_is_read_in_order_stands_in_order(open_page: Open, address: str) -> None:
    """Row 3."""
    page = answered(open_page, address)
    tops = page.locator("ol.log > li").evaluate_all("items => items.map((item) => item.getBoundingClientRect().top)")
    assert tops == sorted(tops)
    assert page.evaluate(REVERSED) == 0


@pytest.mark.parametrize("address", [*SURFACES, "/tiski?kunta=536", "/upota"])
def test_edges_of_controls_are_seen(open_page: Open, address: str) -> None:
    """Row 11."""
    page = open_page(address)
    if address in SURFACES:
        if address != "/":
            open_widget(page)
        ask(page, TWO_NEEDS)
    assert page.evaluate(own("faint_borders")) == []


@pytest.mark.parametrize("address", SURFACES)
def test_focus_is_seen_and_nothing_hides_in_a_tooltip(open_page: Open, address: str) -> None:
    """Rows 13 and 25."""
    page = answered(open_page, address, "vuokra rästissä, asun nokialla")
    thin = f"""async () => {{ const found = [];
      for (const one of {ROOT}.querySelectorAll("a[href], button, textarea, summary, select")) {{
        if (!one.checkVisibility()) continue;
        one.focus({{ focusVisible: true }});
        if (parseFloat(getComputedStyle(one).outlineWidth) < 3) found.push(one.outerHTML.slice(0, 80)); }}
      return found; }}"""
    page.keyboard.press("Tab")
    assert page.evaluate(thin) == []
    assert page.evaluate(f"() => {ROOT}.querySelectorAll('[title]').length") == 0


def test_nothing_moves_inside_the_widget_either(open_page: Open) -> None:
    """Row 19: document.getAnimations() does not see into shadow roots."""
    page = open_page(f"{HOST}/", reduced_motion="reduce")
    open_widget(page)
    ask(page, "vuokra rästissä")
    assert page.evaluate(f"() => {ROOT}.getAnimations().length") == 0


def test_touch_opens_on_the_heading_so_that_no_keyboard_pops_up(open_page: Open) -> None:
    """Row 22."""
    page = open_page(f"{HOST}/", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.locator(".launcher").tap()
    page.locator("[data-part=field]").wait_for()
    assert page.evaluate(f"() => ({ACTIVE})().id") == "luotsi-title"


def test_headings_labels_and_measures_of_the_panel(open_page: Open) -> None:
    """Rows 24, 37 and 49."""
    page = answered(open_page, f"{HOST}/", "vuokra rästissä, asun nokialla")
    expect(page.get_by_role("dialog", name="Luotsi").get_by_role("heading", level=2, name="Luotsi")).to_be_visible()
    assert page.get_by_role("dialog").get_by_role("article").first.get_by_role("heading", level=3).count() == 1
    expect(page.get_by_label("Kirjoita viesti")).to_be_editable()
    box = page.locator("dialog").bounding_box()
    assert box
    assert box["width"] <= 26 * 16
    assert 1280 - box["x"] - box["width"] >= 16
    assert page.locator(".launcher").get_attribute("aria-expanded") == "true"


def test_titles_name_the_step_and_the_service(open_page: Open, site: str) -> None:
    """Row 21."""
    page = open_page("/palvelu/nollalinja")
    assert page.locator("h1").inner_text() in page.title()
    titles = {page.title()}
    for path in ("/", "/tiski", "/aiheet", "/ihminen", "/upota", "/aihe/vuokra_hata"):
        page.goto(site + path)
        titles.add(page.title())
    assert len(titles) == 7
    assert all(title.endswith("– Luotsi") for title in titles)


def test_each_event_is_announced_once(open_page: Open) -> None:
    """Row 38: failed, offline, back online and copied."""
    page = open_page("/", permissions=["clipboard-read", "clipboard-write"])
    listen(page)
    fail(page)
    page.unroute("**/api/v1/chat", refuse)
    page.context.set_offline(True)
    expect(page.locator("[data-part=notice]")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("[data-part=notice]")).to_be_hidden()
    page.get_by_role("button", name="Kopioi keskustelu").click()
    expect(page.locator("[role=log]")).to_contain_text("Kopioitu.")
    said = [re.sub(r"[.,].*", "", text) for text in spoken(page) if "hakee" not in text]
    assert said == ["Viesti ei lähtenyt", "Verkkoyhteys puuttuu", "Yhteys palasi", "Kopioitu"]


def test_automatic_adviser_says_so_before_the_first_message(open_page: Open) -> None:
    """Row 47, in three languages, with and without scripts."""
    for language, says in (
        ("fi", "automaattinen neuvoja"),
        ("sv", "automatisk rådgivare"),
        ("en", "automatic adviser"),
    ):
        page = open_page(f"/?kieli={language}", java_script_enabled=language != "sv")
        expect(page.locator(".identity").first).to_contain_text(says)


def test_person_is_in_the_same_place_on_the_page_in_every_state(open_page: Open) -> None:
    """Row 34."""
    page = open_page("/")
    order = "() => [...document.querySelectorAll('.ask-area [data-part]')].map((one) => one.dataset.part).join()"
    first = page.evaluate(order)
    ask(page, "abrakadabra")
    crisis(page)
    assert page.evaluate(order) == first
    page.evaluate(GROWN_OLD)
    page.reload()
    page.get_by_role("button", name="Katso vanha").wait_for()
    assert page.evaluate(order) == first
    expect(page.locator("[data-person]")).to_be_visible()


@pytest.mark.parametrize("address", SURFACES)
def test_nothing_shifts_while_loading(open_page: Open, site: str, address: str) -> None:
    """Budget: no layout shift but what the person does; the widget's own opening is the person's act."""
    page = open_page("/ihminen")
    page.add_init_script(SHIFTS)
    page.goto(site + address if address == "/" else address)
    page.locator(".launcher, [data-ready]").first.wait_for(state="attached")
    page.wait_for_timeout(500)
    assert page.evaluate("() => window.shifts") == 0


def test_quick_exit_of_the_widget_clears_and_leaves(open_page: Open, watched: Watched) -> None:
    page = open_page(f"{HOST}/?quick-exit=always")
    open_widget(page)
    ask(page, "vuokra rästissä")
    page.route("https://www.ilmatieteenlaitos.fi/**", lambda route: route.fulfill(status=204))
    assert page.evaluate("() => sessionStorage.length") == 1
    with page.expect_request("https://www.ilmatieteenlaitos.fi/**"):
        page.get_by_role("link", name="Poistu nopeasti").click()
    watched.hosts.discard("https://www.ilmatieteenlaitos.fi")
    assert page.evaluate("() => sessionStorage.length") == 0


def test_conversation_prints_with_its_answer_and_without_its_controls(open_page: Open) -> None:
    page = open_page("/")
    crisis(page)
    ask(page, "vuokra rästissä, asun nokialla")
    page.emulate_media(media="print")
    for hidden in (".ask-area", ".top", ".helped", "[data-keep]"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in (".crisis", ".log article", ".log .said"):
        expect(page.locator(shown).first).to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_kept_list_goes_along_on_paper_by_mail_and_by_message(open_page: Open) -> None:
    page = answered(open_page, "/", "vuokra rästissä, asun nokialla")
    page.get_by_role("button", name="Tallenna listalle").first.click()
    name = page.locator("article h3").first.inner_text()
    kept = page.get_by_role("complementary")
    for link, scheme in (("Lähetä sähköpostilla", "mailto:?subject="), ("Lähetä tekstiviestillä", "sms:?&body=")):
        href = kept.get_by_role("link", name=link).get_attribute("href") or ""
        assert href.startswith(scheme)
        assert name.split()[0] in page.evaluate("(text) => decodeURIComponent(text)", href)
    with page.expect_download() as saved:
        kept.get_by_role("button", name="Tallenna tiedostoon").click()
    assert name in saved.value.path().read_text(encoding="utf-8")
    kept.get_by_role("button", name="Tyhjennä lista").click()
    expect(kept).to_be_hidden()


def test_draft_with_an_error_is_kept_and_enter_sends_nothing(open_page: Open) -> None:
    """Row 35."""
    page = open_page(f"{HOST}/")
    open_widget(page)
    write(page, "olen 131052-308T")
    field = page.locator("[data-part=field]")
    expect(field).to_have_value("olen 131052-308T")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert (field.get_attribute("aria-describedby") or "") in ("luotsi-error",)
    expect(page.locator("li.own")).to_have_count(0)
