"""Whom the services are for: conditions under what they mean for the person, each with its law; never a verdict."""

from __future__ import annotations

from actions.tell_eligibility import TellEligibility
from service_catalog.verdicts import verdicts_in
from tests.actions.conftest import Run

NOKIA = "536"


def told(run: Run, service: str, **slots: object) -> list[str]:
    """The lines that are said of one service."""
    said = run(TellEligibility(), slots={"shown_services": [service], **slots})
    lines: str = said.messages[0]["lines"]
    return lines.splitlines()


def part(lines: list[str], heading: str) -> list[str]:
    """The lines under a heading."""
    begin = lines.index(heading) + 1
    end = next((n for n, line in enumerate(lines[begin:], begin) if not line.startswith("– ")), len(lines))
    return lines[begin:end]


def test_an_age_that_is_told_fits_or_does_not(run: Run) -> None:
    fits = told(run, "ohjaamo_tampere", age=25, municipality="837")
    assert any("alle 30-vuotiaille" in line for line in part(fits, "Sopii siihen, mitä kerroit:"))
    differs = told(run, "ohjaamo_tampere", age=40, municipality="837")
    assert any("alle 30-vuotiaille" in line for line in part(differs, "Ei sovi siihen, mitä kerroit:"))


def test_a_situation_stands_beside_what_was_told_with_its_law_and_is_left_to_the_service(run: Run) -> None:
    needs = [{"id": "asunnottomuus", "confidence": 0.9}]
    lines = part(
        told(run, "hatamajoitus__pirha", needs=needs, municipality=NOKIA), "Nämä katsotaan kanssasi palvelussa:"
    )
    assert (
        "– Tarvitset kiireellisesti apua yösijan tai asunnon järjestämiseen. Kerroit asiasta: Ei asuntoa."
        " (Sosiaalihuoltolaki 21 §)" in lines
    )


def test_whom_it_is_not_for_is_told_with_where_to_go(run: Run) -> None:
    lines = told(run, "sosiaalityo__pirha", municipality=NOKIA)
    assert part(lines, "Hyvä tietää:") == ["– Perustoimeentulotukea haetaan Kelasta."]


def test_no_line_is_a_verdict(run: Run) -> None:
    needs = [{"id": "toimeentulo", "confidence": 0.9}]
    for service in ("perustoimeentulotuki", "taydentava_ehkaiseva_toimeentulotuki__pirha"):
        assert verdicts_in("\n".join(told(run, service, needs=needs, municipality=NOKIA, age=30))) == []
