"""The whole matrix of axe: `python -m tests.browser.matrix [words]` (`make test-axe`).

Three surfaces x three languages x twelve states x five modes. Words limit it to the cases that have them all, such as
`widget sv`. The order is mixed (SEED), so that a run that is stopped has seen some of everything. Prints what is wrong,
how far it is, and at the end the count of cases and of findings; ends with 1 when anything is wrong.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from service_catalog.catalogue import Catalogue
from service_catalog.database import open_engine
from service_catalog.importers.build import build_catalogue
from tests.browser.axe import faults
from tests.browser.hosts import HOST
from tests.browser.states import MODES, Case, every_case, reach
from tests.browser.watching import ARGUMENTS, CHROMIUM, Watched, come_alive, watched_context
from tests.web.fake_rasa import app_with_fake_rasa
from tests.web.serving import serving

SEED = 7
TOLD_EVERY = 30


def checked(browser: Browser, site: str, case: Case) -> list[str]:
    """What is wrong in one case."""
    watched = Watched()
    context = watched_context(browser, site, watched, **MODES[case.mode])
    try:
        page = context.new_page()
        page.goto(case.address if case.address.startswith("http") else site + case.address)
        come_alive(page)
        reach(page, case)
        found = faults(page)
    except Error as error:
        found = [f"not reached: {error.message.splitlines()[0]}"]
    finally:
        context.unroute_all(behavior="ignoreErrors")
        context.close()
    others = watched.hosts - {site, HOST, ""}
    return [*found, *watched.problems, *(f"asked {host}" for host in sorted(others))]


def run(browser: Browser, site: str, cases: list[Case]) -> int:
    """Goes through the cases and prints what is wrong; the number of findings."""
    count = 0
    started = time.monotonic()
    for number, case in enumerate(random.Random(SEED).sample(cases, len(cases)), 1):
        found = checked(browser, site, case)
        if number % TOLD_EVERY == 0:
            print(f"{number} of {len(cases)}, {count} findings", flush=True)  # noqa: T201
        count += len(found)
        for one in found:
            print(f"{case}: {one}", flush=True)  # noqa: T201
    seconds = time.monotonic() - started
    print(f"{len(cases)} cases in Chromium {browser.version}, {count} findings, {seconds:.0f} s")  # noqa: T201
    return count


def main() -> int:
    """Serves the application with a fake Rasa and looks at it."""
    words = [word.lower() for word in sys.argv[1:]]
    cases = [case for case in every_case() if all(word in str(case) for word in words)]
    with (
        tempfile.TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
        sync_playwright() as playwright,
    ):
        engine = open_engine(f"sqlite:///{Path(folder) / 'catalogue.db'}")
        build_catalogue(engine, "pikassos")
        app = app_with_fake_rasa(Catalogue(engine), str(engine.url), patch)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        with serving(app) as site:
            count = run(browser, site, cases)
        browser.close()
        engine.dispose()
    return min(count, 1)


if __name__ == "__main__":
    raise SystemExit(main())
