"""`<luotsi-chat>` on another site's page: polite, contained, and usable on a hostile one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.hosts import HOST
from tests.browser.steps import ask, crisis, listen, open_widget, spoken

OUTER = "() => document.activeElement.tagName"


def test_launcher_is_a_named_button_and_nothing_more_is_loaded_or_stored(open_page: Open) -> None:
    page = open_page(f"{HOST}/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    button = page.get_by_role("button", name="Etsi palveluita")
    expect(button).to_have_attribute("aria-haspopup", "dialog")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert asked == []
    assert page.evaluate("() => sessionStorage.length + localStorage.length + document.cookie.length") == 0
    box = button.bounding_box()
    assert box
    assert 1280 - (box["x"] + box["width"]) >= 16


def test_opens_with_the_keyboard_and_closes_with_escape(open_page: Open) -> None:
    page = open_page(f"{HOST}/")
    page.locator(".launcher").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Luotsi")).to_be_visible()
    expect(page.locator("[data-part=field]")).to_be_focused()
    expect(page.locator(".intro")).to_contain_text("automaattinen neuvoja")
    page.locator("[data-part=menu-button]").press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(".menu")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator(".launcher")).to_be_focused()


def test_tab_leaves_the_panel_to_the_host_page(open_page: Open) -> None:
    page = open_page(f"{HOST}/")
    open_widget(page)
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(OUTER) != "LUOTSI-CHAT":
            return
    raise AssertionError("the focus is trapped")


def test_answers_on_a_hostile_page(open_page: Open) -> None:
    page = open_page(f"{HOST}/?hostile=1&municipality=Nokia")
    open_widget(page)
    ask(page, "vuokra rästissä")
    panel = page.locator("dialog")
    style = panel.evaluate(
        "one => { const s = getComputedStyle(one); return [s.opacity, s.textTransform, s.fontSize]; }"
    )
    assert style == ["1", "none", "16px"]
    expect(page.get_by_role("button", name="Kunta: Nokia, vaihda")).to_be_visible()
    expect(page.locator("article").first).to_be_visible()
    over = "([x, y]) => document.elementFromPoint(x, y).tagName"
    box = page.locator(".send").bounding_box()
    assert box
    assert page.evaluate(over, [box["x"] + 5, box["y"] + 5]) == "LUOTSI-CHAT"


def test_there_is_one_log_in_the_page_also_when_the_dialog_is_modal(open_page: Open) -> None:
    for viewport in ({"width": 1280, "height": 800}, {"width": 390, "height": 844}):
        page = open_page(f"{HOST}/", viewport=viewport)
        open_widget(page)
        session = page.context.new_cdp_session(page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        logs = [node for node in nodes if node.get("role", {}).get("value") == "log" and not node["ignored"]]
        assert len(logs) == 1


def test_answer_is_announced_and_the_focus_stays(open_page: Open) -> None:
    page = open_page(f"{HOST}/")
    open_widget(page)
    listen(page)
    ask(page, "vuokra rästissä, asun nokialla")
    assert len([text for text in spoken(page) if "palvelua:" in text]) == 1
    expect(page.locator("[data-part=field]")).to_be_focused()


def test_answer_that_comes_while_closed_is_told(open_page: Open) -> None:
    page = open_page(f"{HOST}/")
    open_widget(page)
    page.locator("[data-part=field]").fill("vuokra rästissä")
    page.evaluate("""() => { const root = document.querySelector("luotsi-chat").shadowRoot;
        root.querySelector("form").requestSubmit(); root.querySelector("[data-close]").click(); }""")
    expect(page.locator(".launcher")).to_have_text("Etsi palveluita (1 uusi)")
    open_widget(page)
    expect(page.locator(".launcher")).to_have_text("Etsi palveluita")


def test_conversation_goes_on_over_page_changes(open_page: Open) -> None:
    page = open_page(f"{HOST}/")
    open_widget(page)
    ask(page, "vuokra rästissä, asun nokialla")
    page.goto(f"{HOST}/?page=perhekeskus")
    open_widget(page)
    expect(page.locator("ol.log > li")).to_have_count(2)


def test_language_follows_the_page_and_the_menu_changes_it_with_the_draft(open_page: Open) -> None:
    page = open_page(f"{HOST}/?sivu-lang=sv")
    expect(page.locator(".launcher")).to_have_text("Sök tjänster")
    open_widget(page)
    page.locator("[data-part=field]").fill("luonnos")
    page.locator("[data-part=menu-button]").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_label("Write a message")).to_have_value("luonnos")
    assert page.locator("dialog").get_attribute("lang") == "en"


@pytest.mark.parametrize(
    ("how", "before", "after"), [("auto", False, True), ("always", True, True), ("never", False, False)]
)
def test_quick_exit_shows_when_it_should(open_page: Open, how: str, before: bool, after: bool) -> None:
    page = open_page(f"{HOST}/?quick-exit={how}")
    open_widget(page)
    leave = page.locator("[data-part=exit]")
    assert leave.is_visible() is before
    crisis(page)
    assert leave.is_visible() is after


def test_hash_leads_to_the_launcher(open_page: Open) -> None:
    page = open_page(f"{HOST}/#luotsi")
    expect(page.locator(".launcher")).to_be_focused()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_launcher_never_covers_what_has_the_focus(open_page: Open, width: int) -> None:
    page = open_page(f"{HOST}/", viewport={"width": width, "height": 640})
    page.locator(".launcher").wait_for()
    covered = """() => { const one = document.activeElement.getBoundingClientRect();
      const { shadowRoot } = document.querySelector("luotsi-chat");
      const over = shadowRoot.querySelector(".launcher").getBoundingClientRect();
      return document.activeElement.tagName === "A" && one.left >= over.left && one.right <= over.right
        && one.top >= over.top && one.bottom <= over.bottom; }"""
    for _ in range(42):
        page.keyboard.press("Tab")
        assert page.evaluate(covered) is False


def test_inline_fills_its_place_without_a_launcher(open_page: Open) -> None:
    page = open_page(f"{HOST}/?position=inline")
    page.locator("[data-part=field]").wait_for()
    expect(page.locator(".launcher")).to_be_hidden()
    ask(page, "vuokra rästissä")
    expect(page.locator("article").first).to_be_visible()


def test_faint_colours_of_the_host_are_not_used(open_page: Open) -> None:
    page = open_page("/upota/esikatselu")
    page.evaluate("""() => { const chat = document.createElement("luotsi-chat"); chat.id = "haalea";
        chat.style.setProperty("--luotsi-accent", "#ffee88"); chat.style.setProperty("--luotsi-accent-fg", "#ffffff");
        document.body.append(chat); }""")
    colour = "one => getComputedStyle(one.shadowRoot.querySelector('.launcher')).backgroundColor"
    assert page.locator("#haalea").evaluate(colour) == "rgb(0, 53, 122)"


def test_link_is_there_without_scripts(open_page: Open) -> None:
    page = open_page(f"{HOST}/", java_script_enabled=False)
    expect(page.get_by_role("link", name="Etsi palveluita")).to_be_visible()


def test_events_tell_what_happened_but_not_what_was_said(open_page: Open) -> None:
    page = open_page(f"{HOST}/")
    page.evaluate("""() => { window.heard = [];
        for (const name of ["open", "close", "result", "unknown", "error", "feedback"]) addEventListener(
          `luotsi-${name}`, (event) => window.heard.push([event.type, JSON.stringify(event.detail)])); }""")
    open_widget(page)
    ask(page, "vuokra rästissä")
    heard: list[list[str]] = page.evaluate("() => window.heard")
    assert [name for name, _ in heard] == ["luotsi-open", "luotsi-result"]
    assert "vuokra" not in str(heard)


def test_forced_colours_keep_the_borders(open_page: Open) -> None:
    page = open_page(f"{HOST}/", forced_colors="active")
    open_widget(page)
    ask(page, "vuokra rästissä")
    width = "one => getComputedStyle(one).borderTopWidth"
    for what in (".card", ".send", ".choice", "textarea"):
        assert page.locator(what).first.evaluate(width) != "0px"


def whole_rows(page: Page) -> int:
    count: int = page.locator("pre code").count()
    return count


def test_embed_page_builds_the_code_and_shows_it_live(open_page: Open, site: str) -> None:
    page = open_page("/upota")
    assert whole_rows(page) == 2
    page.get_by_label("Kunta", exact=True).select_option(label="Nokia")
    page.get_by_label("Perhekeskuksen sivu").check()
    page.get_by_label("Vasen alareuna").check()
    expect(page.locator("[data-code]")).to_have_text(
        f'<script type="module" src="{site}/w/1/luotsi.js"></script>\n'
        f'<luotsi-chat municipality="Nokia" page="perhekeskus" position="left">'
        f'<a href="{site}/">Etsi palveluita</a></luotsi-chat>'
    )
    frame = page.frame_locator("[data-preview]")
    page.locator("[data-preview]").evaluate("one => one.scrollIntoView({block: 'end'})")
    frame.locator(".launcher").click()
    expect(frame.locator("[data-part=field]")).to_be_visible()


SPACING = """() => { const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
  const root = document.querySelector("luotsi-chat")?.shadowRoot;
  if (root) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]; }"""
CLIPPED = """() => { const root = document.querySelector("luotsi-chat")?.shadowRoot ?? document;
  return [...root.querySelectorAll("a, button, p, li, dd, h2, h3, label")]
    .filter((one) => one.checkVisibility() && !one.closest(".sr") && one.clientWidth > 0)
    .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2)
    .filter((one) => getComputedStyle(one).overflow !== "visible").map((one) => one.outerHTML.slice(0, 80)); }"""


@pytest.mark.parametrize("address", ["/", f"{HOST}/"])
def test_wider_text_spacing_clips_nothing(open_page: Open, address: str) -> None:
    page = open_page(address, viewport={"width": 390, "height": 844})
    if address != "/":
        open_widget(page)
    ask(page, "vuokra rästissä ja ahdistaa, asun nokialla")
    page.evaluate(SPACING)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("viewport", [(320, 640), (640, 320), (320, 256)])
def test_small_screens_show_the_whole_panel_by_scrolling_down_only(open_page: Open, viewport: tuple[int, int]) -> None:
    page = open_page(f"{HOST}/", viewport={"width": viewport[0], "height": viewport[1]})
    open_widget(page)
    ask(page, "vuokra rästissä ja ahdistaa, asun nokialla")
    assert page.locator("dialog").evaluate("one => one.scrollWidth") <= viewport[0]
    page.locator(".send").scroll_into_view_if_needed()
    expect(page.locator(".send")).to_be_in_viewport()


def test_person_is_in_the_same_place_in_every_state(open_page: Open) -> None:
    page = open_page(f"{HOST}/")
    open_widget(page)
    order = "() => [...document.querySelector('luotsi-chat').shadowRoot.querySelectorAll('dialog .ask-area *')]"
    place = f"{order}.map((one) => one.className + (one.dataset.part ?? '')).join(' ')"
    first = page.evaluate(place)
    ask(page, "vuokra rästissä")
    assert page.evaluate(place) == first
    crisis(page)
    assert page.evaluate(place) == first
    expect(page.locator("[data-person]")).to_be_visible()
