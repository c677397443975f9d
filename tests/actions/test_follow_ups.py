"""Follow-up questions keep the context: they are about the services shown last, or about a need that they name."""

from __future__ import annotations

import pytest
from rasa_sdk.interfaces import Action

from actions.answer_yes import AnswerYes
from actions.correct_need import CorrectNeed
from actions.describe_service import DescribeService
from actions.offer_person import OfferPerson
from actions.say_plainly import SayPlainly
from actions.show_at_home import ShowAtHome
from actions.show_more import ShowMore
from actions.show_nearer import ShowNearer
from actions.show_ngos import ShowNgos
from actions.show_open_now import ShowOpenNow
from actions.show_without_appointment import ShowWithoutAppointment
from actions.skip_municipality import SkipMunicipality
from actions.start_over import StartOver
from actions.suggest_words import SuggestWords
from actions.tell_address import TellAddress
from actions.tell_contacts import TellContacts
from actions.tell_cost import TellCost
from actions.tell_eligibility import TellEligibility
from actions.tell_hours import TellHours
from actions.tell_how_to_apply import TellHowToApply
from actions.tell_if_refused import TellIfRefused
from actions.tell_languages import TellLanguages
from actions.tell_what_next import TellWhatNext
from actions.try_again import TryAgain
from service_catalog.catalogue import Catalogue
from service_catalog.need_texts import need_text
from tests.actions.conftest import Run

TAMPERE = "837"
VELKA = [{"id": "velka", "confidence": 0.9}]


@pytest.fixture
def shown(catalogue: Catalogue) -> dict[str, object]:
    """Slots after debt services have been shown in Tampere."""
    cards = catalogue.search(needs=["velka"], municipality=TAMPERE, limit=3).items
    return {"needs": VELKA, "municipality": TAMPERE, "shown_services": [card.id for card in cards]}


@pytest.mark.parametrize(
    ("action", "response"),
    [
        (TellCost(), "utter_cost"),
        (TellHours(), "utter_hours"),
        (TellContacts(), "utter_contacts"),
        (TellHowToApply(), "utter_how_to_apply"),
        (TellLanguages(), "utter_languages"),
        (DescribeService(), "utter_description"),
    ],
)
def test_the_answer_has_a_line_for_each_service_on_show(
    run: Run, shown: dict[str, list[str]], action: Action, response: str
) -> None:
    said = run(action, slots=shown)
    assert said.responses == [response]
    assert said.messages[0]["lines"].count("\n") + 1 == len(shown["shown_services"])


@pytest.mark.parametrize("action", [TellCost(), TellAddress(), TellEligibility(), TellIfRefused(), ShowMore()])
def test_without_anything_to_be_about_the_need_is_asked(run: Run, action: Action) -> None:
    assert run(action).responses == ["utter_ask_need"]


def test_a_need_in_the_question_brings_its_own_services(run: Run, shown: dict[str, object]) -> None:
    said = run(TellCost(), "paljonko lääkäri maksaa", ("terveys",), slots=shown)
    assert said.services
    assert all("terveys" in card["needs"] for cards in said.services.values() for card in cards)


def test_eligibility_lays_conditions_out_and_leaves_the_decision_to_the_authority(
    run: Run, shown: dict[str, object]
) -> None:
    said = run(TellEligibility(), slots=shown)
    assert said.responses == ["utter_eligibility", "utter_authority_decides"]
    assert "–" in said.messages[0]["lines"]


def test_what_is_not_known_is_said_and_the_cards_are_shown(run: Run) -> None:
    said = run(TellAddress(), slots={"needs": VELKA, "municipality": TAMPERE, "shown_services": ["hatanumero_112"]})
    assert said.responses in (["utter_not_known"], ["utter_ask_need"], ["utter_address"])


def test_more_results_are_new_ones(run: Run, shown: dict[str, list[str]]) -> None:
    said = run(ShowMore(), slots=shown)
    new = [card["id"] for card in said.services["velka"]]
    assert new
    assert not set(new) & set(shown["shown_services"])


def test_when_nothing_is_left_it_says_so(run: Run, catalogue: Catalogue) -> None:
    everything = [card.id for card in catalogue.search(needs=["velka"], municipality=TAMPERE, limit=1000).items]
    slots = {"needs": VELKA, "municipality": TAMPERE, "shown_services": everything}
    assert run(ShowMore(), slots=slots).responses == ["utter_no_more"]


def test_associations_only(run: Run) -> None:
    slots = {"needs": [{"id": "yksinaisyys", "confidence": 0.9}], "municipality": TAMPERE}
    cards = run(ShowNgos(), slots=slots).services["yksinaisyys"]
    assert {card["provider"]["kind"] for card in cards} <= {"ngo", "parish"}


def test_without_an_appointment_only(run: Run) -> None:
    slots = {"needs": [{"id": "paihteet", "confidence": 0.9}], "municipality": TAMPERE}
    cards = run(ShowWithoutAppointment(), slots=slots).services["paihteet"]
    assert {card["threshold"] for card in cards} == {"open"}


def test_open_now_only(run: Run) -> None:
    slots = {"needs": [{"id": "kriisi", "confidence": 0.9}], "municipality": TAMPERE}
    cards = run(ShowOpenNow(), slots=slots).services["kriisi"]
    assert {card["open"]["state"] for card in cards} == {"open"}


def test_nearer_needs_the_municipality(run: Run) -> None:
    assert run(ShowNearer(), slots={"needs": VELKA}).responses == ["utter_ask_municipality"]


def test_nearer_shows_places_of_the_own_municipality_first(run: Run) -> None:
    slots = {"needs": [{"id": "kohtaamispaikka", "confidence": 0.9}], "municipality": TAMPERE}
    cards = run(ShowNearer(), slots=slots).services["kohtaamispaikka"]
    assert any(place["municipality"] == "Tampere" for place in cards[0]["places"])


def test_home_services_are_found(run: Run) -> None:
    slots = {"needs": [{"id": "palvelutarve", "confidence": 0.9}], "municipality": TAMPERE}
    assert run(ShowAtHome(), slots=slots).services["palvelutarve"]


def test_a_corrected_need_leaves(run: Run, shown: dict[str, object]) -> None:
    said = run(CorrectNeed(), "en mä velasta puhunut", intent="korjaa_tarve", slots=shown)
    assert said.slots["needs"] == []
    assert said.responses == ["utter_corrected", "utter_ask_need"]


def test_a_need_that_is_denied_by_name_leaves_and_the_others_stay(run: Run) -> None:
    both = {"needs": [*VELKA, {"id": "ero", "confidence": 0.8}], "municipality": TAMPERE}
    said = run(CorrectNeed(), "en tarkoittanut velkaa", ("velka",), intent="korjaa_tarve", slots=both)
    assert [need["id"] for need in said.slots["needs"]] == ["ero"]


def test_a_need_is_taken_away_by_a_tap(run: Run) -> None:
    both = {"needs": [*VELKA, {"id": "ero", "confidence": 0.8}], "municipality": TAMPERE}
    said = run(CorrectNeed(), intent="korjaa_tarve", slots=both, rejected="ero")
    assert [need["id"] for need in said.slots["needs"]] == ["velka"]


def test_a_known_need_that_is_faintly_heard_in_a_correction_is_the_one_denied(run: Run) -> None:
    known = {"needs": [{"id": "vuokra_hata", "confidence": 0.9}, {"id": "velka", "confidence": 0.8}]}
    faint = {"velka": 0.3, "terveys": 0.1}
    said = run(CorrectNeed(), "en veloista puhunut", municipality="536", slots=known, candidates=faint)
    assert [need["id"] for need in said.slots["needs"]] == ["vuokra_hata"]


def test_a_new_need_that_is_faintly_heard_in_a_correction_takes_the_place_of_the_wrong_one(run: Run) -> None:
    known = {"needs": [{"id": "paihteet", "confidence": 0.9}], "municipality": TAMPERE}
    faint = {"pelaaminen": 0.04, "paihteet": 0.01}
    said = run(CorrectNeed(), "eiku tarkotin rahapelejä", intent="korjaa_tarve", slots=known, candidates=faint)
    assert [need["id"] for need in said.slots["needs"]] == ["pelaaminen"]
    close = {"pelaaminen": 0.04, "velka": 0.03}
    said = run(CorrectNeed(), "ei vaan sitä toista", intent="korjaa_tarve", slots=known, candidates=close)
    assert said.slots["needs"] == []


def test_a_need_that_a_follow_up_is_the_first_to_name_has_its_opening_line(run: Run, shown: dict[str, object]) -> None:
    asked = run(ShowWithoutAppointment(), "joku tila minne voi tulla", ("kohtaamispaikka",), slots=shown)
    assert asked.messages[0]["text"] == need_text("kohtaamispaikka").opening
    again = run(ShowWithoutAppointment(), "ilman varausta velkaneuvontaan", ("velka",), slots=shown)
    assert again.messages[0]["response"] == "utter_without_appointment"


def test_a_yes_that_answers_nothing_counts_as_not_understood(run: Run) -> None:
    said = run(AnswerYes(), "no sitä just", intent="myonna", slots={"misunderstood": 2})
    assert said.responses == ["utter_person_may_help"]


def test_a_correction_with_the_right_need_answers_it(run: Run, shown: dict[str, object]) -> None:
    said = run(CorrectNeed(), "ei vaan vuokrasta", ("vuokra_hata",), intent="korjaa_tarve", slots=shown)
    assert [need["id"] for need in said.slots["needs"]] == ["vuokra_hata"]
    assert said.services["vuokra_hata"]


def test_a_refused_municipality_is_not_asked_again(run: Run) -> None:
    said = run(SkipMunicipality(), "en halua sanoa", intent="ohita", slots={"needs": VELKA})
    assert said.slots["municipality_declined"] is True
    assert said.services["velka"]


def test_starting_over_forgets_everything(run: Run, shown: dict[str, object]) -> None:
    assert run(StartOver(), slots=shown).responses == ["utter_start_over"]


def test_a_human_is_offered_for_the_own_county(run: Run, shown: dict[str, object]) -> None:
    said = run(OfferPerson(), slots=shown)
    assert said.responses == ["utter_person"]
    assert len(said.services[None]) == 2


def test_without_a_municipality_a_human_is_offered_too(run: Run) -> None:
    assert run(OfferPerson()).responses == ["utter_person_anywhere", "utter_ask_municipality"]


def test_words_for_the_phone_name_the_need(run: Run, shown: dict[str, object]) -> None:
    said = run(SuggestWords(), slots=shown)
    assert said.responses == ["utter_words"]
    assert said.messages[0]["need"]


def test_plain_words_are_shorter(run: Run, shown: dict[str, object]) -> None:
    said = run(SayPlainly(), slots=shown)
    assert said.messages[0]["text"]
    assert said.responses == ["utter_plain_next_step"]


def test_what_happens_next_is_told(run: Run, shown: dict[str, object]) -> None:
    assert run(TellWhatNext(), slots=shown).responses[0] == "utter_what_happens_next"


def test_no_help_changes_something(run: Run, shown: dict[str, list[str]]) -> None:
    said = run(TryAgain(), slots=shown)
    assert said.responses[0] == "utter_sorry_no_help"
    assert not {card["id"] for card in said.services["velka"]} & set(shown["shown_services"])
    assert said.services[None]
