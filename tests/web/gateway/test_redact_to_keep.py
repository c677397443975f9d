"""What is kept for weeks has no address, name, plate or number of a person. All persons and codes here are made up."""

from __future__ import annotations

import itertools

import pytest

from finnish.normalise import clean
from web.gateway.redact import redact, redact_to_keep

CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
CENTURIES = "+-ABCDEFUVWXY"
PHONES = """040 123 4567|0401234567|040-123 4567|040-1234567|(040) 123 4567|040.123.4567|050 123 45 67|0500 123 456
0440123456|045/1234567|+358 40 123 4567|+358401234567|00358 40 1234567|+358 (0)40 123 4567|+46 70 123 45 67
0046701234567|+372 5123 4567
03 123 4567|09-1234 567|019 123 456|044 123 4 567|+358-50-123-4567|0 4 0 1 2 3 4 5 6 7""".replace("\n", "|").split("|")
EMAILS = [
    "maija.meikalainen@example.com",
    "m@example.fi",
    "MAIJA@EXAMPLE.FI",
    "maija+kela@posti.example.org",
    "äiti.ö@example.fi",
    "maija(at)example.fi",
    "maija (at) example.fi",
    "maija[at]example.com",
    "maija_m@sub.domain.example.fi",
    "maija@localhost",
]
IBANS = [
    "FI21 1234 5600 0007 85",
    "FI2112345600000785",
    "fi21 1234 5600 0007 85",
    "FI21-1234-5600-0007-85",
    "DE89 3704 0044 0532 0130 00",
    "SE35 5000 0000 0549 1000 0003",
    "EE38 2200 2210 2014 5685",
    "123456-785",
]
STREETS = [
    "Hämeenkatu 12",
    "Hämeenkatu 12 B 34",
    "hämeenkatu 12 b 34",
    "Hämeenkadulla",
    "Hämeenkadulla 5",
    "Pitkäkuja 3",
    "Metsätie 7 as 2",
    "Metsätie 7 as. 2",
    "Mannerheimintiellä 5",
    "Koivupolku 2",
    "Kangaspolulla 14",
    "Rantakaari 8 C",
    "Kirkkoraitti 1",
    "Satamaväylä 22",
    "Toriaukio 4",
    "Keskustori 2",
    "Myllyranta 6",
    "Ala-Rinne 9",
    "Linnanmäki 3 a 1",
    "Järvikatu 5-7",
    "Iso Kuja 11",
    "Storgatan 5",
    "Kyrkvägen 12 B",
    "Rautatienkatu 1 rappu C 12",
    "33100 Tampere",
    "37100 Nokia",
    "FI-33100",
]
NAMES = [
    "Matti Virtanen",
    "matti virtanen",
    "Matille",
    "Matin",
    "Matilla",
    "Matti",
    "Maija",
    "Maijalle",
    "Maijan",
    "maijan",
    "Pekalle",
    "Pekka",
    "pekan",
    "Korhonen",
    "Korhoselle",
    "Korhosen",
    "Mäkinen",
    "Mäkiselle",
    "Virtasella",
    "Virtaselta",
    "Juha-Pekka Nieminen",
    "Anna-Liisa",
    "Tapani Salonen",
    "Kaisa Pelkäläinen",
    "Jari",
    "Jarille",
    "Tiinalta",
    "Mikko Xylander",
    "Ville Hämäläinen",
    "ville hämäläiselle",
    "Johanna",
    "Johannalle",
    "Antero",
    "Anteron",
    "Kristiina",
    "Kristiinaa",
    "Emmalle",
    "Laura Rantanen",
    "laura rantasen",
    "Hannele",
    "Sari Laaksonen",
    "Petri",
    "Petrille",
    "Petrin",
    "Heikki",
    "Heikin",
    "Heikille",
    "Jukka Heikkinen",
    "Marjatta",
]
PLATES = ["ABC-123", "abc-123", "XYZ-9", "ÄÖÅ-111", "AB-12", "ABC 123", "KLO-907"]
SENTENCES = ("{}", "asia on {} ja odotan", "En tiedä, {}.")


def identity_codes() -> list[str]:
    """A code of each century sign, with a right check letter, of persons that do not exist (900-999)."""
    made = []
    for number, sign in enumerate(CENTURIES):
        day, serial = f"{number + 1:02d}0{number % 9 + 1}{number + 30:02d}", f"{900 + number}"
        made.append(f"{day}{sign}{serial}{CHECK[int(day + serial) % 31]}")
    return made


def cases(found: list[str]) -> list[tuple[str, str]]:
    return [(sentence.format(one), one) for sentence, one in itertools.product(SENTENCES, found)]


PERSONAL = [
    *cases(identity_codes()),
    *cases([code.lower() for code in identity_codes()]),
    *cases([code.replace(code[6], "") for code in identity_codes()[1:]]),
    *cases(PHONES),
    *cases(EMAILS),
    *cases(IBANS),
    *cases(STREETS),
    *cases(NAMES),
    *cases(PLATES),
]
KEPT = [
    "vuokra on 650 euroa kuussa",
    "päätös tuli 24.11.2026",
    "kello 12.30 tai 8-16",
    "soitin 112 ja 116 117",
    "yritys 1234567-8 perii velkaa",
    "anna minulle rahaa",
    "toivon että joku auttaa",
    "onni oli ettei mitään sattunut",
    "koko perhe voi huonosti",
    "siskoni lapsi on yksin",
    "asun Tampereella Hervannassa",
    "kela ei maksa asumistukea",
    "olen ollut kadulla kaksi yötä",
    "2 lasta ja 3 kk vuokraa",
    "mistä saan ruokaa Nokialla",
    "veli juo liikaa",
]


def test_there_are_at_least_three_hundred_cases() -> None:
    assert len(PERSONAL) + len(KEPT) >= 300


@pytest.mark.parametrize(("text", "personal"), PERSONAL)
def test_personal_data_is_not_kept(text: str, personal: str) -> None:
    kept = redact_to_keep(clean(text))
    assert personal.lower() not in kept.lower()
    assert "[" in kept
    assert not any(part.lower() in kept.lower() for part in personal.split() if len(part) > 5)


@pytest.mark.parametrize("text", KEPT)
def test_what_tells_of_no_one_stays(text: str) -> None:
    assert redact_to_keep(clean(text)) == text


@pytest.mark.parametrize(
    "said", ["nimeni on Xiomara Quist", "Terveisin Xiomara", "jag heter Xiomara", "My name is Xiomara Q"]
)
def test_a_rare_name_is_known_by_the_words_before_it(said: str) -> None:
    assert "Xiomara" not in redact_to_keep(said)
    assert "Quist" not in redact_to_keep(said)


def test_a_passing_message_keeps_the_places_and_names_that_the_bot_needs() -> None:
    text = "Asun Hämeenkadulla Tampereella ja Matti auttaa"
    assert redact(text) == text
