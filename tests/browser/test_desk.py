"""The front desk: keys, corrected needs, filters, tray, hand-out, and nothing of the client left behind."""

from __future__ import annotations

import time
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open


def search(page: Page, text: str) -> None:
    page.fill("#tarve", text)
    page.locator(".results li").first.wait_for()


def test_searches_as_one_types_and_shows_the_first_result_in_full(open_page: Open) -> None:
    page = open_page("/tiski?kunta=536")
    search(page, "lämmitys")  # warms the index
    page.fill("#tarve", "")
    expect(page.locator(".results li")).to_have_count(0)
    started = time.monotonic()
    search(page, "vuokra rästissä")
    assert time.monotonic() - started < 1.5
    expect(page.locator("[role=status]")).to_contain_text("auki nyt")
    expect(page.locator(".detail article h3")).to_have_text(page.locator(".results h3").first.inner_text())


def test_heard_needs_can_be_taken_away(open_page: Open) -> None:
    page = open_page("/tiski?kunta=536")
    search(page, "vuokra rästissä ja ahdistaa")
    page.get_by_role("button", name="Mielen hyvinvointi, poista").click()
    expect(page.get_by_role("button", name="Mielen hyvinvointi, poista")).to_have_count(0)
    expect(page.get_by_role("button", name="Vuokrarästi tai häätöuhka, poista")).to_be_visible()
    expect(page.locator(".results .reasons", has_text="Mielen hyvinvointi")).to_have_count(0)


def test_filters_narrow_the_results(open_page: Open) -> None:
    page = open_page("/tiski?kunta=837")
    search(page, "ahdistaa")
    page.get_by_label("Järjestäjä").select_option("ngo")
    page.get_by_label("Maksuton").check()
    page.get_by_label("Kynnys").select_option("open")
    page.wait_for_timeout(400)
    thresholds = page.locator(".results li").count()
    assert thresholds >= 1
    page.get_by_label("Auki nyt").check()
    page.wait_for_timeout(400)
    for row in page.locator(".results .facts").all_inner_texts():
        assert "Auki" in row


def test_limits_are_laid_by_the_search_over_all_services(open_page: Open) -> None:
    page = open_page("/tiski?kunta=837")
    page.get_by_label("Maksuton").check()
    page.get_by_label("Ilman hakemusta").check()
    page.get_by_label("Asiakkaan kieli").select_option("sv")
    page.get_by_label("Kynnys").select_option("open")
    page.get_by_label("Postinumero").fill("33100")
    with page.expect_request(lambda request: "q=ahdistaa" in request.url) as sent:
        page.fill("#tarve", "ahdistaa")
    asked = dict(parse_qsl(urlsplit(sent.value.url).query))
    assert asked == {"page": "asiakaspalvelu", "limit": "40", "q": "ahdistaa", "municipality": "837", "near": "33100",
                     "threshold": "open", "language": "sv", "free": "true", "without_referral": "true"}  # fmt: skip


def test_half_written_postal_code_limits_nothing(open_page: Open) -> None:
    page = open_page("/tiski?kunta=837")
    page.get_by_label("Postinumero").fill("331")
    search(page, "ahdistaa")


def test_whole_work_with_keys(open_page: Open) -> None:
    page = open_page("/tiski?kunta=536")
    expect(page.locator("#tarve")).to_be_focused()
    page.keyboard.type("vuokra rästissä")
    page.locator(".results li").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("v")
    page.keyboard.press("j")
    page.keyboard.press("v")
    expect(page.locator(".tray li")).to_have_count(2)
    expect(page.locator(".results li.current")).to_have_count(1)
    with page.context.expect_page() as opened:
        page.keyboard.press("t")
    expect(opened.value.locator("h1")).to_have_text("Sinulle valitut palvelut")
    expect(opened.value.locator(".block")).to_have_count(2)
    page.keyboard.press("/")
    expect(page.locator("#tarve")).to_be_focused()


def test_shortcuts_do_nothing_in_fields_and_can_be_switched_off(open_page: Open) -> None:
    page = open_page("/tiski?kunta=536")
    search(page, "vuokra rästissä")
    page.locator("#tarve").press("v")
    expect(page.locator(".tray li")).to_have_count(0)
    page.get_by_text("Pikanäppäimet", exact=True).click()
    page.get_by_label("Käytä pikanäppäimiä").uncheck()
    page.locator(".results h3 button").first.focus()
    page.keyboard.press("v")
    expect(page.locator(".tray li")).to_have_count(0)
    page.reload()
    page.wait_for_selector("[data-ready]", state="attached")
    assert page.locator("[data-part=shortcuts-on]").is_checked() is False


def test_order_of_the_tray_changes_by_buttons(open_page: Open) -> None:
    page = open_page("/tiski?kunta=536")
    search(page, "vuokra rästissä")
    for number in range(2):
        page.locator(".results .add").nth(number).click()
    first = page.locator(".tray li > span").first.inner_text()
    page.get_by_role("button", name="Siirrä alemmas").first.click()
    expect(page.locator(".tray li > span").nth(1)).to_have_text(first.replace("1.", "2."))


def test_new_client_clears_everything_but_the_desks_own_municipality(open_page: Open) -> None:
    page = open_page("/tiski")
    page.get_by_label("Kunta", exact=True).select_option("536")
    search(page, "vuokra rästissä")
    page.locator(".results .add").first.click()
    page.get_by_label("Maksuton").check()
    page.get_by_role("button", name="Uusi asiakas").click()
    expect(page.locator("#tarve")).to_have_value("")
    expect(page.locator(".results li")).to_have_count(0)
    expect(page.locator(".tray li")).to_have_count(0)
    expect(page.get_by_label("Maksuton")).not_to_be_checked()
    expect(page.get_by_label("Kunta", exact=True)).to_have_value("536")
    stored = page.evaluate("() => [JSON.stringify(localStorage), sessionStorage.length]")
    assert "vuokra" not in stored[0]
    assert stored[1] == 0
    assert "vuokra" not in page.url


def test_turned_screen_shows_the_tray_in_large_text(open_page: Open) -> None:
    page = open_page("/tiski?kunta=536")
    search(page, "vuokra rästissä")
    page.locator(".results .add").first.click()
    page.locator(".tray").get_by_role("button", name="Käännä näyttö").click()
    dialog = page.get_by_role("dialog", name="Asiakkaalle")
    expect(dialog.locator("article")).to_have_count(1)
    assert dialog.locator(".sum").evaluate("one => parseFloat(getComputedStyle(one).fontSize)") > 24
    page.get_by_role("button", name="Takaisin hakuun").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_number_is_copied(open_page: Open) -> None:
    page = open_page("/tiski?kunta=536", permissions=["clipboard-read", "clipboard-write"])
    search(page, "vuokra rästissä")
    page.locator(".results h3 button").first.focus()
    page.keyboard.press("c")
    expect(page.locator("[data-part=announcer]")).to_contain_text("Kopioitu")
    assert page.evaluate("() => navigator.clipboard.readText()").startswith("0")


def test_missing_service_is_reported(open_page: Open) -> None:
    page = open_page("/tiski")
    page.get_by_text("Palvelu puuttuu", exact=True).click()
    page.get_by_label("Mikä palvelu puuttuu").fill("yöpaikka")
    with page.expect_request("**/api/v1/feedback") as sent:
        page.get_by_role("button", name="Ilmoita puuttuva palvelu").click()
    told = sent.value.post_data_json or {}
    assert (told["kind"], told["reason"]) == ("missing", "yöpaikka")


def test_list_is_usable_at_200_per_cent_on_a_small_screen(open_page: Open) -> None:
    page = open_page("/tiski?kunta=536", viewport={"width": 683, "height": 384})
    search(page, "vuokra rästissä")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 683
