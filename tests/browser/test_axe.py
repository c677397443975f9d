"""axe-core finds nothing on any page, nor in a sample of the matrix of surfaces, languages, states, eyes and screens.

The sample has every state of every surface; `make test-axe` goes through the whole matrix.
"""

from __future__ import annotations

import pytest

from tests.browser.axe import faults, findings
from tests.browser.conftest import Open
from tests.browser.hosts import HOST
from tests.browser.states import LANGUAGES, MODES, STATES, Case, every_case, reach, sample
from tests.browser.steps import open_widget

PAGES = ["/", "/aiheet?kunta=536", "/aihe/vuokra_hata?kunta=536", "/palvelu/mieli_kriisipuhelin", "/ihminen?kunta=837",
         "/tuloste?id=mieli_kriisipuhelin&id=nollalinja", "/valitut?id=nollalinja", "/upota", "/saavutettavuus",
         "/tietosuoja", "/nain-luotsi-toimii", "/palvelu/olematon"]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_pages_in_three_languages(open_page: Open, site: str, path: str) -> None:
    page = open_page(path)
    for language in LANGUAGES:
        page.goto(f"{site}{path}{'&' if '?' in path else '?'}kieli={language}")
        assert faults(page) == []


@pytest.mark.parametrize("case", sample(), ids=str)
def test_sample_of_the_matrix(open_page: Open, case: Case) -> None:
    page = open_page(case.address, **MODES[case.mode])
    reach(page, case)
    assert faults(page) == []


def test_sample_has_every_value_of_every_dimension_on_every_surface() -> None:
    assert len(list(every_case())) == 3 * 3 * 12 * 5
    for surface, states in STATES.items():
        cases = [case for case in sample() if case.surface == surface]
        assert {case.language for case in cases} == set(LANGUAGES)
        assert {case.mode for case in cases} == set(MODES)
        assert [case.state for case in cases] == list(states)
        assert len(states) == 12


def test_host_page_is_as_accessible_with_the_widget_as_without(open_page: Open) -> None:
    page = open_page(f"{HOST}/bare")
    without = findings(page)
    page.goto(f"{HOST}/")
    open_widget(page)
    assert [one["id"] for one in findings(page)] == [one["id"] for one in without]
