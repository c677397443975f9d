"""Cards: conditions are laid beside plain facts only, and never become a verdict."""

from __future__ import annotations

from service_catalog.cards import Person
from service_catalog.catalogue import Catalogue
from service_catalog.verdicts import verdicts_in

NOKIA = "536"


def test_benefits_are_never_refused_or_promised(catalogue: Catalogue) -> None:
    for need in catalogue.needs():
        for card in catalogue.search(needs=[need.id], municipality=NOKIA, limit=100, person=Person(age=40)).items:
            judged = [why for why in card.why if why.kind == "eligibility" and why.met is False]
            assert all("ikä" in why.text for why in judged), card.id  # all of them serve Nokia: only the age may differ
            texts = [card.summary, card.how_to_apply, card.not_for or "", *(why.text for why in card.why)]
            assert [found for text in texts for found in verdicts_in(text)] == [], card.id


def test_a_card_says_its_source_with_a_date(catalogue: Catalogue) -> None:
    card = catalogue.search(needs=["velka"], municipality=NOKIA, limit=1).items[0]
    assert card.source.name
    assert card.source.url.startswith("http")
    assert card.source.checked_on.isoformat() >= "2026-01-01"


def test_unknown_ids_are_left_out(catalogue: Catalogue) -> None:
    assert catalogue.cards(["ei_ole"]) == []
