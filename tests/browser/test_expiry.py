"""The hour of a conversation: warned of, extended by one tap, and nothing on the screen is lost when it is over."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.hosts import HOST
from tests.browser.states import GROWN_OLD
from tests.browser.steps import ask, listen, open_widget, spoken
from tests.browser.watching import come_alive

STORED = "() => sessionStorage.length + localStorage.length + document.cookie.length"


def with_a_clock(open_page: Open) -> Page:
    """The chat page under a clock that the test moves, with a conversation."""
    page = open_page("/")
    page.clock.install()
    page.reload()
    come_alive(page)
    ask(page, "vuokra rästissä, asun nokialla")
    listen(page)
    return page


def test_end_of_the_hour_is_warned_of_and_put_off_by_one_tap(open_page: Open) -> None:
    page = with_a_clock(open_page)
    notice = page.locator("[data-part=notice]")
    page.clock.fast_forward(54 * 60_000)
    expect(notice).to_be_hidden()
    page.clock.fast_forward(2 * 60_000)
    expect(notice).to_contain_text("vanhenee viiden minuutin kuluttua")
    notice.get_by_role("button", name="Jatka keskustelua").click()
    expect(notice).to_be_hidden()
    expect(page.locator("#viesti")).to_be_focused()
    page.clock.fast_forward(50 * 60_000)
    expect(notice).to_be_hidden()
    assert page.evaluate(STORED) == 1
    assert [text for text in spoken(page) if "jatkuu" in text or "vanhenee" in text] == [
        "Keskustelu vanhenee viiden minuutin kuluttua.",
        "Keskustelu jatkuu.",
    ]


def test_after_the_hour_the_tab_holds_nothing_but_the_page_still_shows_all(open_page: Open) -> None:
    page = with_a_clock(open_page)
    page.clock.fast_forward(61 * 60_000)
    notice = page.locator("[data-part=notice]")
    expect(notice).to_contain_text("Keskustelu on vanhentunut. Aloita uusi tai katso vanha.")
    assert page.evaluate(STORED) == 0
    expect(page.locator("ol.log > li")).to_have_count(2)
    notice.get_by_role("button", name="Aloita uusi").click()
    expect(page.locator("ol.log > li")).to_have_count(0)
    expect(page.locator("#viesti")).to_be_focused()


@pytest.mark.parametrize("address", ["/", f"{HOST}/"])
def test_old_conversation_can_be_looked_at_and_a_new_one_goes_on_below(open_page: Open, address: str) -> None:
    page = open_page(address)
    if address != "/":
        open_widget(page)
    ask(page, "vuokra rästissä, asun nokialla")
    page.evaluate(GROWN_OLD)
    page.reload()
    if address != "/":
        open_widget(page)
    page.get_by_role("button", name="Katso vanha").click()
    expect(page.locator("ol.log > li")).to_have_count(2)
    expect(page.get_by_role("button", name="Miten haen")).to_have_attribute("aria-disabled", "true")
    assert page.evaluate(STORED) == 0
    with page.expect_request("**/api/v1/chat") as sent:
        ask(page, "vuokra rästissä")
    assert "conversation_id" not in (sent.value.post_data_json or {})
    expect(page.locator("ol.log > li")).to_have_count(4)


def test_kept_services_outlive_the_conversation(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "vuokra rästissä, asun nokialla")
    page.get_by_role("button", name="Tallenna listalle").first.click()
    page.evaluate(GROWN_OLD)
    page.reload()
    expect(page.locator("[data-part=kept-list] li")).to_have_count(1)
    assert "vuokra" not in page.evaluate("() => JSON.parse(sessionStorage.luotsi).turns.join()")
