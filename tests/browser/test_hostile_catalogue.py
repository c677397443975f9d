"""What a catalogue says is text on every face: no script of a record runs, and no address of one does."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.catalogue import Catalogue
from service_catalog.catalogue_state import mark_changed
from service_catalog.database import open_engine, used_once
from tests.browser.hosts import HOST
from tests.browser.payloads import ADDRESSES, MARKUP
from tests.browser.steps import ask, open_widget
from tests.browser.watching import Watched, come_alive, watched_context
from tests.web.fake_rasa import app_with_fake_rasa
from tests.web.serving import serving

# What a payload would call. Handlers that a person sets off are set off for them: each element is hovered and focused.
NOTICED = "window.ran = (number) => console.error('RAN', number);"
ALL = """const all = (root) => [...root.querySelectorAll("*")]
  .flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);"""
SET_OFF = f"""() => {{
  {ALL}
  for (const one of all(document))
    for (const kind of ["mouseover", "mouseenter", "focus", "toggle", "animationstart"])
      one.dispatchEvent(new Event(kind));
}}"""
LINKS = f"""() => {{
  {ALL}
  return all(document).map((one) => one.href || one.src || one.action).filter(Boolean).map(String);
}}"""
NO_ICON = "data:,"  # the host page asks for no icon of its own
SAFE = ("http://", "https://", "tel:", "mailto:", "sms:", "blob:", "#")
TEXTS = ("name", "summary", "description", "not_for", "cost_text", "how_to_apply", "if_refused", "note", "source_name")


@pytest.fixture(scope="module")
def hostile_site(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application over a catalogue in which every text of every record holds every payload."""
    path = tmp_path_factory.mktemp("hostile") / "catalogue.db"
    with pytest.MonkeyPatch.context() as patch, hostile_copy(engine, path) as own:
        catalogue = Catalogue(own)
        with serving(app_with_fake_rasa(catalogue, str(own.url), patch)) as address:
            yield address
        catalogue.close()


@contextlib.contextmanager
def hostile_copy(engine: Engine, path: Path) -> Iterator[Engine]:
    """A copy of the catalogue as if it had been imported from someone who means harm."""
    with engine.connect() as connection:
        connection.exec_driver_sql(f"VACUUM INTO '{path}'")
    with used_once(open_engine(f"sqlite:///{path}")) as own:
        with Session(own) as session, session.begin():
            poison(session)
            mark_changed(session)
        yield own


def poison(session: Session) -> None:
    """Puts every payload into every text, and an address that would run a script into every address."""
    markup, address = " ".join(MARKUP), cycle(ADDRESSES)
    for service in session.scalars(select(models.Service)):
        for name in TEXTS:
            setattr(service, name, f"{getattr(service, name) or 'Teksti'} {markup}")
        service.source_url = next(address)
        for condition in service.conditions:
            condition.text += markup
        for law in service.laws:
            law.text, law.url = law.text + markup, next(address)
        for channel in service.channels:
            channel.label = channel.hours_text = channel.price_text = channel.place_name = markup
            channel.street = channel.street and markup
            channel.value = channel.value if channel.kind == "phone" else next(address)
    for organisation in session.scalars(select(models.Organisation)):
        organisation.name += markup
        organisation.url = next(address)


@pytest.fixture
def page(browser: Browser, hostile_site: str, watched: Watched) -> Iterator[Callable[..., Page]]:
    """Opens a page of the hostile catalogue; at the end nothing has run and no page has asked another host."""
    opened: list[Page] = []
    contexts: list[BrowserContext] = []

    def open_it(path: str, **options: bool) -> Page:
        context = watched_context(browser, hostile_site, watched, **options)
        context.add_init_script(NOTICED)
        contexts.append(context)
        made = context.new_page()
        made.on("dialog", lambda dialog: watched.problems.append(f"a dialog: {dialog.message}"))
        made.goto(path if path.startswith("http") else hostile_site + path)
        if options.get("java_script_enabled", True):
            come_alive(made)
        opened.append(made)
        return made

    yield open_it
    for one in opened:
        one.evaluate(SET_OFF)
        one.wait_for_timeout(300)
        assert [link for link in one.evaluate(LINKS) if not link.startswith(SAFE) and link != NO_ICON] == []
    assert watched.problems == []
    assert watched.hosts <= {hostile_site, HOST, ""}
    for context in contexts:
        context.close()


def test_what_runs_is_noticed(page: Callable[..., Page], watched: Watched) -> None:
    assert len(MARKUP) + len(ADDRESSES) >= 40
    made = page("/tietosuoja")
    made.context.new_page().set_content("<svg onload=\"console.error('RAN')\">")
    made.wait_for_timeout(300)
    assert "RAN" in watched.problems  # such a thing is noticed
    watched.problems.clear()


def test_the_full_page_shows_them_as_text(page: Callable[..., Page]) -> None:
    made = page("/?kunta=536")
    ask(made, "vuokra rästissä ja ahdistaa")
    assert MARKUP[0] in made.locator("li.bot").last.inner_text()
    for summary in made.locator("li.bot details > summary").all():
        summary.evaluate("one => one.click()")


def test_the_page_without_scripts_shows_them_as_text(page: Callable[..., Page]) -> None:
    made = page("/?kunta=536", java_script_enabled=False)
    made.fill("[name=viesti]", "vuokra rästissä")
    made.locator("form:has([name=viesti]) [type=submit]").click()
    assert MARKUP[13] in made.content().replace("&lt;", "<").replace("&gt;", ">")


def test_the_page_of_one_service_shows_them_as_text(page: Callable[..., Page]) -> None:
    assert MARKUP[0] in page("/palvelu/talous_ja_velkaneuvonta").locator("main").inner_text()


def test_the_widget_on_another_site_shows_them_as_text(page: Callable[..., Page]) -> None:
    made = page(f"{HOST}/?municipality=Nokia")
    open_widget(made)
    ask(made, "vuokra rästissä")
    assert MARKUP[0] in made.locator("li.bot").last.inner_text()


def test_the_front_desk_shows_them_as_text(page: Callable[..., Page]) -> None:
    made = page("/tiski?kunta=536")
    made.fill("#tarve", "vuokra rästissä")
    made.locator(".results li").first.wait_for()
    assert MARKUP[0] in made.locator(".detail").inner_text()
    made.emulate_media(media="print")
