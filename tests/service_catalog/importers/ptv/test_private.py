"""Names and addresses of persons are taken out; offices, titles, places and programmes stay. All names are made up."""

from __future__ import annotations

import pytest

from service_catalog.importers.ptv.private import shown_email, without_persons


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Palvelupäällikkö Maija Korhonen", "Palvelupäällikkö"),
        ("Maija Korhonen, palvelupäällikkö", "palvelupäällikkö"),
        ("Maija Korhonen (ma–pe 9–10)", "(ma–pe 9–10)"),
        ("johtaja Maija Korhonen, Testitalon päiväkoti", "johtaja, Testitalon päiväkoti"),
        ("Varhaiskasvatus/Maija Korhonen PL 2", "Varhaiskasvatus/ PL 2"),
        ("Riitta-Liisa Tuntemattola puh. 000", "puh. 000"),
        ("Head of Services Matti Martin", "Head of Services"),
        ("Kysy: matti.virtanen@example.fi tai vaihteesta", "Kysy: tai vaihteesta"),
        ("Soita Maija Korhoselle", "Soita"),
        ("Maija Korhosen puhelin", "puhelin"),
        ("Matti Virtanen\nMaija Korhonen", ""),
        ("Satu Virtanen", ""),
    ],
)
def test_persons_are_taken_out(text: str, expected: str) -> None:
    shown, taken = without_persons(text)
    assert shown == expected
    assert taken


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sosiaaliohjaaja (asiakkaat A - L)",
        "Minna Canthin katu 3",
        "Aino Ackténin aukio",
        "Maria Akatemia",
        "Mannerheimin Lastensuojeluliitto",
        "Toivo Talo",
        "Ilo Elämään",
        "Onni Palvelut",
        "Meri Helsinki",
        "Hietalahti, Vaskiluoto, Sundom",
        "Rikosuhripäivystys Tampere",
        "Nuorten Ohjaamo Pohjanmaa",
        "kirjaamo@example.fi",
        "Testitalon päivätoiminnan ohjaaja",
    ],
)
def test_what_is_no_person_stays(text: str) -> None:
    assert without_persons(text) == (text, 0)


@pytest.mark.parametrize(
    "address",
    [
        "matti.virtanen@example.fi",
        "m.virtanen@example.fi",
        "matti_virtanen@example.fi",
        "virtanen.matti@example.fi",
        "Matti.Virtanen@EXAMPLE.fi",
        "riitta-liisa.korhonen@example.fi",
        "etunimi.sukunimi@example.fi",
        "fornamn.efternamn@example.fi",
        "matti.tuntemattola@example.fi",
    ],
)
def test_addresses_of_persons_are_not_shown(address: str) -> None:
    assert shown_email(address) is None


@pytest.mark.parametrize(
    "address",
    ["kirjaamo@example.fi", "sosiaali.neuvonta@example.fi", "info-tampere@example.fi", "aikuissosiaalityo@example.fi"],
)
def test_addresses_of_offices_are_shown(address: str) -> None:
    assert shown_email(address) == address
