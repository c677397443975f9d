"""The main job: needs and municipality to services."""

from __future__ import annotations

from actions.search_services import SearchServices
from tests.actions.conftest import Run

NOKIA, HELSINKI = "536", "091"
ASKED = {"municipality_asked": True}


def test_the_municipality_is_asked_before_the_first_results(run: Run) -> None:
    said = run(SearchServices(), "vuokra rästissä", ("vuokra_hata",))
    assert said.responses == ["utter_ask_municipality"]
    assert said.services == {}
    assert said.slots["municipality_asked"] is True


def test_it_is_asked_only_once(run: Run) -> None:
    said = run(SearchServices(), "vuokra rästissä", ("vuokra_hata",), slots=ASKED)
    assert "utter_ask_municipality" not in said.responses
    assert said.services["vuokra_hata"]


def test_it_is_not_asked_in_danger(run: Run) -> None:
    said = run(SearchServices(), "mies lyö", ("lahisuhdevakivalta",), metadata={"crisis": "violence"})
    assert said.services["lahisuhdevakivalta"]


def test_the_answer_to_the_question_brings_the_services(run: Run) -> None:
    slots = {"needs": [{"id": "vuokra_hata", "confidence": 0.9}], **ASKED}
    said = run(SearchServices(), "Nokialla", municipality=NOKIA, intent="kerro_kunta", slots=slots)
    assert 1 <= len(said.services["vuokra_hata"]) <= 3
    assert said.slots["municipality"] == NOKIA
    assert said.slots["shown_services"] == [card["id"] for card in said.services["vuokra_hata"]]


def test_several_needs_are_each_answered_and_none_twice(run: Run) -> None:
    said = run(SearchServices(), "vuokra rästissä ja ahdistaa", ("vuokra_hata", "mielenterveys"), NOKIA)
    assert list(said.services) == ["vuokra_hata", "mielenterveys"]
    assert "utter_understood_many" in said.responses
    shown = [card["id"] for cards in said.services.values() for card in cards]
    assert len(shown) == len(set(shown))


def test_urgent_needs_come_first(run: Run) -> None:
    said = run(SearchServices(), "", ("velka", "lahisuhdevakivalta"), NOKIA)
    assert list(said.services) == ["lahisuhdevakivalta", "velka"]


def test_an_urgent_need_that_was_hardly_heard_does_not_lead_unless_it_is_about_safety(run: Run) -> None:
    sure = {"needs": [{"id": "sosiaalinen_kuntoutus", "confidence": 0.9}]}
    for faint, order in (("ruoka_apu", -1), ("itsetuho", 0)):
        said = run(SearchServices(), "", (faint,), NOKIA, slots=sure, confidence=0.45)
        assert list(said.services)[order] == faint


def test_a_new_need_joins_the_old_one(run: Run) -> None:
    said = run(SearchServices(), "", ("velka",), NOKIA, slots={"needs": [{"id": "ero", "confidence": 0.8}]})
    assert {need["id"] for need in said.slots["needs"]} == {"velka", "ero"}


def test_an_outside_municipality_is_said_and_gets_national_services(run: Run) -> None:
    said = run(SearchServices(), "velkoja", ("velka",), HELSINKI)
    assert "utter_outside_area" in said.responses
    assert {card["provider"]["kind"] for card in said.services["velka"]} <= {"state", "ngo"}


def test_children_bring_family_services_too(run: Run) -> None:
    said = run(SearchServices(), "velkoja ja kolme lasta", ("velka",), NOKIA, slots={"has_children": True})
    assert said.services["vanhemmuus"]
    assert "utter_family_too" in said.responses


def test_the_family_centre_page_always_looks_at_the_family(run: Run) -> None:
    said = run(SearchServices(), "velkoja", ("velka",), NOKIA, metadata={"page": "perhekeskus"})
    assert said.services["vanhemmuus"]


def test_the_front_desk_is_terse(run: Run) -> None:
    said = run(SearchServices(), "häätö", ("vuokra_hata",), NOKIA, metadata={"page": "asiakaspalvelu"})
    assert said.responses == ["utter_understood_desk", "utter_what_next_desk"]


def test_a_bare_municipality_is_taken_in(run: Run) -> None:
    said = run(SearchServices(), "Nokia", municipality=NOKIA, intent="kerro_kunta")
    assert said.responses == ["utter_municipality_known"]


def test_the_page_presets_the_municipality(run: Run) -> None:
    said = run(SearchServices(), "velkoja", ("velka",), metadata={"municipality": NOKIA})
    assert said.services["velka"]
    assert said.slots["municipality"] == NOKIA


def test_what_rasa_has_lost_is_filled_from_what_the_web_remembers(run: Run) -> None:
    remembered = {"needs": [{"id": "velka", "confidence": 0.9}], "municipality": NOKIA}
    said = run(SearchServices(), "", intent="kerro_itsesta", metadata={"remembered": remembered})
    assert said.services["velka"]


def test_the_third_failure_offers_a_human(run: Run) -> None:
    said = run(SearchServices(), "asdf", slots={"misunderstood": 2, "municipality": NOKIA})
    assert said.responses == ["utter_person_may_help"]
    assert said.services[None]


def test_what_was_nearly_heard_is_asked_back_about(run: Run) -> None:
    said = run(SearchServices(), "tota se juttu", candidates={"velka": 0.3, "ero": 0.2, "terveys": 0.01})
    assert said.responses[-1] == "utter_did_you_mean"
    asked = [button["title"] for button in said.messages[-1]["buttons"]]
    assert asked == ["Velat ja maksuvaikeudet", "Ero ja perheasiat"]


def test_with_nothing_nearly_heard_the_themes_are_offered(run: Run) -> None:
    said = run(SearchServices(), "tota se juttu", candidates={"terveys": 0.01})
    assert said.responses[-1] == "utter_ask_need"


def test_after_a_guess_the_other_likely_needs_are_one_tap_away(run: Run) -> None:
    guess = {"velka": 0.2, "ero": 0.1}
    said = run(SearchServices(), "se asia", ("velka",), NOKIA, candidates=guess, confidence=0.2)
    assert said.services["velka"]
    assert said.responses[-1] == "utter_did_you_mean"
    assert [button["title"] for button in said.messages[-1]["buttons"]] == ["Ero ja perheasiat"]


def test_what_is_clear_is_not_asked_back_about(run: Run) -> None:
    said = run(SearchServices(), "velkaa", ("velka",), NOKIA, candidates={"velka": 0.9, "ero": 0.1})
    assert "utter_did_you_mean" not in said.responses


def test_a_danger_that_the_web_met_is_what_the_message_is_about(run: Run) -> None:
    said = run(SearchServices(), "en kestä", ("velka",), NOKIA, metadata={"crisis": "self_harm"}, confidence=0.1)
    assert [need["id"] for need in said.slots["needs"]] == ["itsetuho"]


def test_what_is_said_clearly_beside_a_danger_is_answered_after_it(run: Run) -> None:
    said = run(SearchServices(), "", ("velka",), NOKIA, metadata={"crisis": "violence"})
    assert [need["id"] for need in said.slots["needs"]] == ["lahisuhdevakivalta", "velka"]


def test_a_danger_that_the_message_names_itself_gets_no_other_name(run: Run) -> None:
    said = run(SearchServices(), "", ("seksuaalivakivalta",), NOKIA, metadata={"crisis": "violence"})
    assert [need["id"] for need in said.slots["needs"]] == ["seksuaalivakivalta"]
