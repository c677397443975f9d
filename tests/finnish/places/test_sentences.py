"""Whole messages: where the person lives, and what is no place."""

from __future__ import annotations

from pathlib import Path

import pytest

from finnish.places import PlaceRecogniser

HOMES = [
    ("muutin Turusta, asun nyt Ylöjärvellä", "Ylöjärvi"),
    ("oon Nokialta mutta asun nykyään Tampereella", "Tampere"),
    ("äiti asuu Porissa, minä Pirkkalassa", "Pirkkala"),
    ("muutettiin just Hämeenlinnasta Riihimäelle", "Riihimäki"),
    ("asuin ennen Helsingissä, nykyään olen Lohjalla", "Lohja"),
    ("olen alunperin Kajaanista mutta asunut Kuopiossa kymmenen vuotta", "Kuopio"),
    ("synnyin Iisalmessa ja asun Siilinjärvellä", "Siilinjärvi"),
    ("isäni asuu Savonlinnassa ja minä Espoossa", "Espoo"),
    ("äidin luona Raumalla, itse asun Porissa", "Pori"),
    ("käyn töissä Vantaalla mutta koti on Tuusulassa", "Tuusula"),
    ("opiskelen Tampereella, kotikunta Ikaalinen", "Ikaalinen"),
    ("poika on Hämeenlinnassa vankilassa ja me asutaan Janakkalassa", "Janakkala"),
    ("olin sairaalassa Tampereella, kotiuduin Sastamalaan", "Sastamala"),
    ("ex-mies muutti Ouluun, minä jäin Kokkolaan", "Kokkola"),
    ("täällä Parkanossa on vaikea löytää apua, Tampereelle on 80 km", "Parkano"),
    ("asiakas on tamperelainen, asuu tällä hetkellä Nokialla siskonsa luona", "Nokia"),
    ("asiakas asuu Nokialla, äiti Tampereella", "Nokia"),
    ("en asu enää Tampereella, muutin Orivedelle", "Orivesi"),
    ("en ole Turusta vaan Naantalista", "Naantali"),
    ("ei Nokia vaan Ylöjärvi", "Ylöjärvi"),
    ("ei kun asun siis Vesilahdella", "Vesilahti"),
    ("muutan ensi kuussa Tampereelle, nyt asun Jämsässä", "Jämsä"),
    ("haaveilen muutosta Poriin mutta asun Raumalla", "Rauma"),
    ("muutan Tampereelta Nokialle", "Tampere"),
    ("I moved from Helsinki to Tampere", "Tampere"),
    ("jag flyttade från Åbo till Vasa", "Vaasa"),
    ("soitin Nokian kaupungille, asun siis Pirkkalassa", "Pirkkala"),
    ("tyttäreni asuu Turussa ja itse olen Salossa", "Salo"),
    ("Salossa asuva isäni tarvitsee kotihoitoa", "Salo"),
    ("kävin Tampereella", "Tampere"),
    ("asun Tampereen Tammelassa", "Tampere"),
    ("asun Tammelassa", "Tammela"),
]
SPOKEN = [
    ("asun tampereel", "Tampere"),
    ("nokialt moi", "Nokia"),
    ("oon kangasalt", "Kangasala"),
    ("hervannas asutaan", "Tampere"),
    ("mansesta moi", "Tampere"),
    ("mä oon stadist", "Helsinki"),
    ("asutaan lahes", "Lahti"),
    ("asun ruoverellä", "Ruovesi"),
    ("asun turkussa", "Turku"),
    ("minä asun helsinkissä", "Helsinki"),
    ("minä asun Hervantassa", "Tampere"),
    ("hki:ssa", "Helsinki"),
    ("asun ylojarvella", "Ylöjärvi"),
    ("vammalassa", "Sastamala"),
    ("toijalasta päivää", "Akaa"),
    ("viljakkalassa", "Ylöjärvi"),
    ("haukiputaalla", "Oulu"),
    ("pertunmaalta", "Mäntyharju"),
    ("i Tammerfors", "Tampere"),
    ("Åbo", "Turku"),
    ("Mariehamn", "Maarianhamina - Mariehamn"),
]
RESIDENTS = [
    ("olen hervantalainen", "Tampere"),
    ("apua hervantalaiselle yksinhuoltajalle", "Tampere"),
    ("hervantalaisii nuorii", "Tampere"),
    ("kallioLainen", "Helsinki"),
    ("oon kalliolainen eläkeläinen", "Helsinki"),
    ("lielahtelainen", "Tampere"),
    ("malmilaisena kysyn", "Helsinki"),
    ("itäkeskuslainen perhe", "Helsinki"),
    ("itakeskuslaiselle", "Helsinki"),
    ("tikkurilalaisten vertaistuki", "Vantaa"),
    ("leppävaaralainen", "Espoo"),
    ("varissuolaiset", "Turku"),
    ("tuiralainen", "Oulu"),
    ("petoslainen", "Kuopio"),
    ("olen hermannilainen kolmen lapsen isä", "Helsinki"),
    ("olen pispalalainen, äiti asuu Turussa", "Tampere"),
]
NICKNAMES = [
    ("mistä saa apua treella", "Tampere"),
    ("Treelt moi, tarviin apua heti", "Tampere"),
    ("muutettiin treelle", "Tampere"),
    ("mistä saan apua tre:lle", "Tampere"),
    ("ruoka-apua tarvitaan Tre:llä nyt heti", "Tampere"),
    ("tarviin apua stadissa", "Helsinki"),
    ("Mansesta tarviin apua", "Tampere"),
    ("mistä ruokaa hesassa", "Helsinki"),
    ("oon nokial ja rahat loppu", "Nokia"),
    ("mistä apua turust", "Turku"),
    ("vertaistukea Jkl:ssä asuvalle", "Jyväskylä"),
    ("mistä saa apua lpr:ssa iltaisin", "Lappeenranta"),
    ("mistä saa apua sjk:lla iltaisin", "Seinäjoki"),
    ("oulus ei oo töitä", "Oulu"),
    ("mistä saa apua rollossa iltaisin", "Rovaniemi"),
]
MISSPELT = [
    ("tamperella", "Tampere"),
    ("tmapereella", "Tampere"),
    ("tampeereella", "Tampere"),
    ("tampwreella", "Tampere"),
    ("ylöjärvelä", "Ylöjärvi"),
    ("yläjärvellä", "Ylöjärvi"),
    ("kangsalla", "Kangasala"),
    ("sastmala", "Sastamala"),
    ("huitisissa", "Huittinen"),
    ("riihmäellä", "Riihimäki"),
    ("nokkialla", "Nokia"),
    ("lappenrannasta", "Lappeenranta"),
    ("jyväskyllässä", "Jyväskylä"),
    ("hämenlinnassa", "Hämeenlinna"),
]
AMBIGUOUS = [
    ("salo", "Salo"),
    ("lahti", "Lahti"),
    ("ii", "Ii"),
    ("Kolari", "Kolari"),
    ("Varkaus", "Varkaus"),
    ("asun kolarissa", "Kolari"),
    ("asun Varkaudessa", "Varkaus"),
    ("asun Simossa", "Simo"),
    ("velkaneuvonta salo", "Salo"),
    ("terveyskeskus ii", "Ii"),
    ("mistä saan ruoka-apua lahdessa", "Lahti"),
    ("asuntoa vailla Kotkassa", "Kotka"),
    ("I live in Lahti", "Lahti"),
    ("Lopen kunta", "Loppi"),
]
MORE = [
    tuple(line.rsplit(" => ", 1))
    for line in (Path(__file__).parent / "messages.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# Kirjoitettu")
]
NOWHERE = [
    "nokia-puhelin meni rikki",
    "ostin nokian puhelimen osamaksulla",
    "nokia 3310",
    "vanha nokia hajosi",
    "kalevalainen perinne",
    "vesi lahti",
    "meri on jäässä ja lahti on jäässä",
    "metsän salossa kuljen",
    "näin kotkan taivaalla",
    "pori jazz oli kiva",
    "Imatran Voima myi osakkeita",
    "helsingin sanomat kirjoitti",
    "olen lopen uupunut",
    "kolarissa meni jalka",
    "jouduin kolariin",
    "varkaus",
    "minut on tuomittu varkaudesta",
    "Salla tarvii apua",
    "mun kaveri Salla tarvii apua",
    "Kaarina on mun äiti",
    "kaarinan kanssa meni välit poikki",
    "simo hakkaa mua",
    "t. Maija Marttila",
    "opettaja Tammela soitti",
    "kemia kiinnostaa",
    "karvia jaloissa",
    "euroja ei oo",
    "vaaleja odotellessa",
    "perhosia vatsassa",
    "eno kuoli",
    "asun enon luona",
    "vuokraa maksamaan",
    "lähden kotoa",
    "lahden kotoa",
    "mies lahti",
    "sain luotosta kielteisen päätöksen",
    "tyypin II diabetes",
    "jag behöver hjälp med tre barn",
    "Kommunen kan ingå avtal",
    "en asu Tampereella",
    "en ole tamperelainen",
    "Jyväskylä-hankkeen kysely",
    "kalevalainen runo",
    "olen kalevalainen",
    "korealainen naapuri",
    "malilainen ystävä",
    "iittalalainen lasi",
    "hermannilainen perinne elää yhä",
    "tree house",
    "treenit ja treenaaminen",
    "treenini jäi",
    "trees",
    "tahmean pinnan pesu",
    "kuninkaalla on valta",
    "seutuaan kierrellyt",
    "isoisien aikaan",
    "metsäkankaalla kasvaa puolukkaa",
    "",
    "   ",
    "!!!",
    "123",
]


@pytest.mark.parametrize(("text", "name"), [*HOMES, *SPOKEN, *RESIDENTS, *NICKNAMES, *MISSPELT, *AMBIGUOUS])
def test_home(places: PlaceRecogniser, text: str, name: str) -> None:
    found = places.home(text)
    assert found is not None
    assert found.name == name
    assert places.name_of(found.code) == name


@pytest.mark.parametrize(("text", "name"), MORE)
def test_message(places: PlaceRecogniser, text: str, name: str) -> None:
    found = places.home(text)
    assert (found.name if found else "-") == name


@pytest.mark.parametrize("text", NOWHERE)
def test_no_place(places: PlaceRecogniser, text: str) -> None:
    assert places.home(text) is None


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("asun Tampereella", "form"),
        ("asun tampereel", "clipped"),
        ("asun tamprereella", "typo"),
        ("asun mansessa", "nickname"),
        ("asun Vammalassa", "former"),
        ("asun Hervannassa", "district"),
        ("jag bor i Tammerfors", "swedish"),
    ],
)
def test_says_how_it_was_found(places: PlaceRecogniser, text: str, how: str) -> None:
    found = places.home(text)
    assert found is not None
    assert found.matched == how


def test_offsets_are_of_the_text_as_it_was_given(places: PlaceRecogniser) -> None:
    text = "\u200bHei!  A\u0308iti asuu Y\u0308lo\u0308ja\u0308rvella\u0308, mina\u0308 Turussa."
    text = text.replace("Y\u0308", "Y")
    found = places.find(text)
    assert [(place.name, text[place.start : place.end]) for place in found] == [
        ("Ylöjärvi", "Ylo\u0308ja\u0308rvella\u0308"),
        ("Turku", "Turussa"),
    ]


def test_finds_every_place_in_order(places: PlaceRecogniser) -> None:
    found = places.find("Tampere, Nokia ja Mänttä-Vilppula")
    assert [place.name for place in found] == ["Tampere", "Nokia", "Mänttä-Vilppula"]
