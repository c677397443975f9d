"""The twelve states of the chat on its three surfaces, and the eyes and screens for which they are looked at.

The desk is no conversation: its states are those of the same moments, such as results where the chat has an answer.
Everything is reached by parts and classes, which are the same in all languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.browser.hosts import HOST
from tests.browser.steps import ask, crisis, fail, go_offline, open_widget, refuse, write

LANGUAGES = ("fi", "sv", "en")
TWO_NEEDS = "vuokra rästissä ja ahdistaa, asun nokialla"
MODES: dict[str, dict[str, Any]] = {
    "1280x800": {"reduced_motion": "no-preference"},
    "320x256": {"viewport": {"width": 320, "height": 256}},
    "forced colours": {"forced_colors": "active"},
    "reduced motion": {"reduced_motion": "reduce"},
    "text 200 %": {},
}
TWICE_THE_TEXT = "() => document.documentElement.style.setProperty('font-size', '200%')"
GROWN_OLD = """() => sessionStorage.setItem("luotsi", JSON.stringify(
  {...JSON.parse(sessionStorage.getItem("luotsi")), at: Date.now() - 61 * 60 * 1000}))"""
Act = Callable[[Page], None]


@dataclass(frozen=True)
class Case:
    """One cell of the matrix."""

    surface: str
    language: str
    state: str
    mode: str

    def __str__(self) -> str:
        return f"{self.surface}, {self.language}, {self.state}, {self.mode}"

    @property
    def address(self) -> str:
        """Where the surface is; the site's own addresses begin with a slash."""
        if self.surface == "widget":
            return f"{HOST}/?sivu-lang={self.language}"
        return f"/?kieli={self.language}" if self.surface == "page" else f"/tiski?kunta=536&kieli={self.language}"


def nothing(_page: Page) -> None:
    """The state is there at once."""


def sending(page: Page) -> None:
    page.route("**/api/v1/chat", lambda _route: None)
    write(page, "vuokra rästissä")
    page.locator(".note .status").wait_for()


def answer(page: Page) -> None:
    ask(page, TWO_NEEDS)


def cards(page: Page) -> None:
    """A card opened in full, with the form for wrong facts, and the question whether the answer helped answered no."""
    answer(page)
    card = page.locator("article.card").first
    card.locator("summary").click()
    card.locator(".tools button").last.click()
    card.locator("form.wrong").wait_for()
    page.locator("[data-helped='0']").click()
    page.locator(".helped form").wait_for()


def choices(page: Page) -> None:
    answer(page)
    page.locator(".log > li").last.locator(".choices[role=group] .choice").first.click()
    page.locator("li.bot").nth(1).wait_for()


def unknown(page: Page) -> None:
    ask(page, "abrakadabra")


def grow_old(page: Page) -> None:
    ask(page, "vuokra rästissä")
    page.evaluate(GROWN_OLD)
    page.reload()


def expired_page(page: Page) -> None:
    grow_old(page)
    page.locator("[data-part=notice] button").first.wait_for()


def expired_widget(page: Page) -> None:
    grow_old(page)
    open_widget(page)
    page.locator("[data-part=notice] button").first.wait_for()


def menu(page: Page) -> None:
    page.locator("[data-part=menu-button]").click()
    page.locator(".menu .tools button").first.wait_for(state="attached")


def invalid(page: Page) -> None:
    """The field with what is wrong with the draft."""
    write(page, "olen 131052-308T")
    page.locator("[data-part=error] button").wait_for()


def kept(page: Page) -> None:
    """The kept list and the tools of the conversation: what the widget has in its menu."""
    answer(page)
    page.locator("[data-keep]").first.click()
    page.locator("[data-part=kept-list] li").first.wait_for()


def results(page: Page) -> None:
    page.fill("#tarve", "vuokra rästissä ja ahdistaa")
    page.locator(".results li").first.wait_for()


def tray(page: Page) -> None:
    results(page)
    page.locator(".results .add").first.click()
    page.locator(".detail summary").first.click()


def corrected(page: Page) -> None:
    results(page)
    page.locator(".understood .chip").first.click()
    page.locator(".results li").first.wait_for()


def none_found(page: Page) -> None:
    page.fill("[data-filter=near]", "99999")
    page.locator("[data-filter=threshold]").select_option("decision")
    page.locator("[data-filter=language]").select_option("so")
    page.fill("#tarve", "vuokra rästissä")
    page.wait_for_function("() => document.querySelector('[data-part=count]').textContent !== ''")


def danger_at_desk(page: Page) -> None:
    page.fill("#tarve", "asiakas puhuu itsemurhasta, ahdistaa")
    page.locator(".results li").first.wait_for()


def held(page: Page) -> None:
    page.route("**/api/v1/services?**", lambda _route: None)
    page.fill("#tarve", "vuokra rästissä")


def disconnect(page: Page) -> None:
    page.context.set_offline(True)


def break_search(page: Page) -> None:
    page.route("**/api/v1/services?**", refuse)


def away(page: Page, how: Act) -> None:
    how(page)
    page.fill("#tarve", "vuokra rästissä")
    page.wait_for_function("() => document.querySelector('[data-part=count]').textContent !== ''")


def cleared(page: Page) -> None:
    tray(page)
    page.locator("[data-act=new]").click()


def turned(page: Page) -> None:
    tray(page)
    page.locator(".tray .tools button").last.click()
    page.locator("dialog[open]").wait_for()


def shortcuts(page: Page) -> None:
    page.locator("[data-part=shortcuts] summary").click()


CHAT: dict[str, Act] = {
    "sending": sending, "answer": answer, "cards": cards, "choices": choices, "unknown": unknown, "crisis": crisis,
    "offline": go_offline, "failed": fail,
}  # fmt: skip
STATES: dict[str, dict[str, Act]] = {
    "page": {"closed": nothing, "open": invalid, **CHAT, "expired": expired_page, "menu": kept},
    "widget": {"closed": nothing, "open": open_widget, **CHAT, "expired": expired_widget, "menu": menu},
    "desk": {
        "closed": nothing, "open": turned, "sending": held, "answer": results, "cards": tray, "choices": corrected,
        "unknown": none_found, "crisis": danger_at_desk,
        "offline": lambda page: away(page, disconnect),
        "failed": lambda page: away(page, break_search),
        "expired": cleared, "menu": shortcuts,
    },
}  # fmt: skip
OPENED_BY_THE_STATE = ("closed", "open")


def reach(page: Page, case: Case) -> None:
    """Brings an open page of the case's surface into its state."""
    if case.mode == "text 200 %":
        page.evaluate(TWICE_THE_TEXT)
    if case.surface == "widget" and case.state not in OPENED_BY_THE_STATE:
        open_widget(page)
    STATES[case.surface][case.state](page)
    if case.mode == "text 200 %":
        page.evaluate(TWICE_THE_TEXT)


def every_case() -> Iterator[Case]:
    """The whole matrix: surfaces x languages x states x modes."""
    for surface, states in STATES.items():
        for state in states:
            for language in LANGUAGES:
                for mode in MODES:
                    yield Case(surface, language, state, mode)


def sample() -> list[Case]:
    """Every state of every surface once, with languages and modes in turn: each of them on every surface."""
    modes = list(MODES)
    return [
        Case(surface, LANGUAGES[number % 3], state, modes[(number + shift) % 5])
        for shift, (surface, states) in enumerate(STATES.items())
        for number, state in enumerate(states)
    ]
