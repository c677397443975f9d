"""Forms typed by hand, apart from the generator: the oracle of the paradigms."""

from __future__ import annotations

import pytest

from finnish.places import PlaceRecogniser

DISTRICTS = """
Tampere: hervanta hervannan hervantaa hervannassa hervannasta hervantaan hervannas hervannast hervantalaisille
Tampere: tahmela tahmelan tahmelaa tahmelassa tahmelasta tahmelaan tahmelas tahmelast tahmelalainen
Helsinki: santahamina santahaminan santahaminaa santahaminassa santahaminasta santahaminaan santahaminalaisia
Helsinki: hakuninmaa hakuninmaan hakuninmaata hakuninmaalla hakuninmaalta hakuninmaalle hakuninmaalainen
Espoo: keilaniemi keilaniemen keilaniemeä keilaniemessä keilaniemestä keilaniemeen keilaniemeläisen
Vantaa: sotunki sotungin sotunkia sotungissa sotungista sotunkiin sotunkilainen
Turku: artukainen artukaisten artukaisia artukaisissa artukaisista artukaisiin artukaislainen
Oulu: metsokangas metsokankaan metsokangasta metsokankaalla metsokankaalta metsokankaalle metsokankaalainen
Jyväskylä: rautpohja rautpohjan rautpohjaa rautpohjassa rautpohjasta rautpohjaan rautpohjalainen
Kuopio: peipposenrinne peipposenrinteen peipposenrinnettä peipposenrinteellä peipposenrinteeltä
Lahti: sopenkorpi sopenkorven sopenkorpea sopenkorvessa sopenkorvesta sopenkorpeen sopenkorpelainen
Pori: preiviiki preiviikin preiviikiä preiviikissä preiviikistä preiviikiin preiviikiläinen
"""
# Genetiivi, partitiivi, missä, mistä, mihin, essiivi, asukas, asukkaita.
TYPED = """
Tampere: Tampereen Tamperetta Tampereella Tampereelta Tampereelle Tampereena tamperelainen tamperelaisia
Nokia: Nokian Nokiaa Nokialla Nokialta Nokialle Nokiana nokialainen nokialaisia
Ylöjärvi: Ylöjärven Ylöjärveä Ylöjärvellä Ylöjärveltä Ylöjärvelle Ylöjärvenä ylöjärveläinen ylöjärveläisiä
Kangasala: Kangasalan Kangasalaa Kangasalla Kangasalta Kangasalle Kangasalana kangasalalainen kangasalalaisia
Lempäälä: Lempäälän Lempäälää Lempäälässä Lempäälästä Lempäälään Lempäälänä lempääläläinen lempääläläisiä
Pirkkala: Pirkkalan Pirkkalaa Pirkkalassa Pirkkalasta Pirkkalaan Pirkkalana pirkkalalainen pirkkalalaisia
Vesilahti: Vesilahden Vesilahtea Vesilahdessa Vesilahdesta Vesilahteen Vesilahtena vesilahtelainen vesilahtelaisia
Pälkäne: Pälkäneen Pälkänettä Pälkäneellä Pälkäneeltä Pälkäneelle Pälkäneenä pälkäneläinen pälkäneläisiä
Ikaalinen: Ikaalisten Ikaalisia Ikaalisissa Ikaalisista Ikaalisiin Ikaalisina ikaalislainen ikaalislaisia
Huittinen: Huittisten Huittisia Huittisissa Huittisista Huittisiin Huittisina huittislainen huittislaisia
Orivesi: Oriveden Orivettä Orivedellä Orivedeltä Orivedelle Orivetenä orivesiläinen orivesiläisiä
Parkano: Parkanon Parkanoa Parkanossa Parkanosta Parkanoon Parkanona parkanolainen parkanolaisia
Kihniö: Kihniön Kihniötä Kihniössä Kihniöstä Kihniöön Kihniönä kihniöläinen kihniöläisiä
Sastamala: Sastamalan Sastamalaa Sastamalassa Sastamalasta Sastamalaan Sastamalana sastamalalainen sastamalalaisia
Punkalaidun: Punkalaitumen Punkalaidunta Punkalaitumella Punkalaitumelta Punkalaitumelle Punkalaitumena \
punkalaitumelainen punkalaitumelaisia
Hämeenkyrö: Hämeenkyrön Hämeenkyröä Hämeenkyrössä Hämeenkyröstä Hämeenkyröön Hämeenkyrönä hämeenkyröläinen \
hämeenkyröläisiä
Riihimäki: Riihimäen Riihimäkeä Riihimäellä Riihimäeltä Riihimäelle Riihimäkenä riihimäkeläinen riihimäkeläisiä
Helsinki: Helsingin Helsinkiä Helsingissä Helsingistä Helsinkiin Helsinkinä helsinkiläinen helsinkiläisiä
Espoo: Espoon Espoota Espoossa Espoosta Espooseen Espoona espoolainen espoolaisia
Vantaa: Vantaan Vantaata Vantaalla Vantaalta Vantaalle Vantaana vantaalainen vantaalaisia
Turku: Turun Turkua Turussa Turusta Turkuun Turkuna turkulainen turkulaisia
Oulu: Oulun Oulua Oulussa Oulusta Ouluun Ouluna oululainen oululaisia
Lahti: Lahden Lahtea Lahdessa Lahdesta Lahteen Lahtena lahtelainen lahtelaisia
Jyväskylä: Jyväskylän Jyväskylää Jyväskylässä Jyväskylästä Jyväskylään Jyväskylänä jyväskyläläinen jyväskyläläisiä
Kuopio: Kuopion Kuopiota Kuopiossa Kuopiosta Kuopioon Kuopiona kuopiolainen kuopiolaisia
Pori: Porin Poria Porissa Porista Poriin Porina porilainen porilaisia
Hanko: Hangon Hankoa Hangossa Hangosta Hankoon Hankona hankolainen hankolaisia
Uusikaupunki: Uudenkaupungin Uuttakaupunkia Uudessakaupungissa Uudestakaupungista Uuteenkaupunkiin \
Uutenakaupunkina uusikaupunkilainen uusikaupunkilaisia
Isokyrö: Isonkyrön Isoakyröä Isossakyrössä Isostakyröstä Isoonkyröön Isonakyrönä isokyröläinen isokyröläisiä
Virrat: Virtain Virtoja Virroilla Virroilta Virroille Virtoina virtolainen virtolaisia
Alavus: Alavuden Alavutta Alavudella Alavudelta Alavudelle Alavutena alavutelainen alavutelaisia
Muhos: Muhoksen Muhosta Muhoksella Muhokselta Muhokselle Muhoksena muhoslainen muhoslaisia
Nurmes: Nurmeksen Nurmesta Nurmeksessa Nurmeksesta Nurmekseen Nurmeksena nurmeslainen nurmeslaisia
Pihtipudas: Pihtiputaan Pihtipudasta Pihtiputaalla Pihtiputaalta Pihtiputaalle Pihtiputaana pihtiputaalainen \
pihtiputaalaisia
Kankaanpää: Kankaanpään Kankaanpäätä Kankaanpäässä Kankaanpäästä Kankaanpäähän Kankaanpäänä kankaanpääläinen \
kankaanpääläisiä
Rautalampi: Rautalammin Rautalampia Rautalammilla Rautalammilta Rautalammille Rautalampina rautalampilainen \
rautalampilaisia
Viitasaari: Viitasaaren Viitasaarta Viitasaarella Viitasaarelta Viitasaarelle Viitasaarena viitasaarelainen \
viitasaarelaisia
Rovaniemi: Rovaniemen Rovaniemeä Rovaniemellä Rovaniemeltä Rovaniemelle Rovaniemenä rovaniemeläinen rovaniemeläisiä
Seinäjoki: Seinäjoen Seinäjokea Seinäjoella Seinäjoelta Seinäjoelle Seinäjokena seinäjokelainen seinäjokisia
Äänekoski: Äänekosken Äänekoskea Äänekoskella Äänekoskelta Äänekoskelle Äänekoskena äänekoskelainen äänekoskelaisia
Outokumpu: Outokummun Outokumpua Outokummussa Outokummusta Outokumpuun Outokumpuna outokumpulainen outokumpulaisia
Lappeenranta: Lappeenrannan Lappeenrantaa Lappeenrannassa Lappeenrannasta Lappeenrantaan Lappeenrantana \
lappeenrantalainen lappeenrantalaisia
Hailuoto: Hailuodon Hailuotoa Hailuodossa Hailuodosta Hailuotoon Hailuotona hailuotolainen hailuotolaisia
Loppi: Lopen Loppea Lopella Lopelta Lopelle Loppena loppilainen loppilaisia
Juuka: Juuan Juukaa Juuassa Juuasta Juukaan Juukana juukalainen juukalaisia
Liminka: Limingan Liminkaa Limingassa Limingasta Liminkaan Liminkana liminkalainen liminkalaisia
Ii: Iin Iitä Iissä Iistä Iihin Iinä iiläinen iiläisiä
Kitee: Kiteen Kiteetä Kiteellä Kiteeltä Kiteelle Kiteenä kiteeläinen kiteeläisiä
Kruunupyy: Kruunupyyn Kruunupyytä Kruunupyyssä Kruunupyystä Kruunupyyhyn Kruunupyynä kruunupyyläinen kruunupyyläisiä
Kaustinen: Kaustisen Kaustista Kaustisella Kaustiselta Kaustiselle Kaustisena kaustislainen kaustislaisia
Korsnäs: Korsnäsin Korsnäsiä Korsnäsissä Korsnäsistä Korsnäsiin Korsnäsinä korsnäsiläinen korsnäsiläisiä
Mänttä-Vilppula: Mänttä-Vilppulan Mänttä-Vilppulaa Mänttä-Vilppulassa Mänttä-Vilppulasta Mänttä-Vilppulaan \
Mänttä-Vilppulana mänttä-vilppulalainen mänttä-vilppulalaisia
"""
NAMES_OF_PEOPLE = {"Iitä", "Iinä"}
ROWS = [line.split(": ") for line in TYPED.replace("\\\n", "").strip().splitlines()]
CASES = [(name, form) for name, forms in ROWS for form in forms.split()]


def test_enough_is_typed() -> None:
    assert len(ROWS) >= 40
    assert all(len(forms.split()) == 8 for _, forms in ROWS)


@pytest.mark.parametrize(("name", "form"), CASES)
def test_typed_form_is_known(places: PlaceRecogniser, name: str, form: str) -> None:
    undotted = form if form in NAMES_OF_PEOPLE else form.translate(str.maketrans("äöÄÖ", "aoAO"))
    for written in (form, form.lower(), undotted):
        found = places.home(f"kotikunta: {written}")
        assert found is not None, written
        assert found.name == name
        assert found.start == len("kotikunta: ")
        assert found.end == len("kotikunta: ") + len(written)


@pytest.mark.parametrize(("name", "forms"), [line.split(": ") for line in DISTRICTS.strip().splitlines()])
def test_district_in_small_letters_is_known(places: PlaceRecogniser, name: str, forms: str) -> None:
    for form in forms.split():
        for text in (form, f"mistä saa apua {form} iltaisin", f"kotikunta: {form.capitalize()}"):
            found = places.home(text)
            assert found is not None, text
            assert found.name == name


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Nokia", "Nokialtahan"),
        ("Tampere", "Tampereellakin"),
        ("Tampere", "Tampereellani"),
        ("Tampere", "tampereelleko"),
        ("Turku", "Turussakaan"),
        ("Turku", "Turkumme"),
        ("Vesilahti", "Vesilahtemme"),
        ("Kangasala", "kangasalalaiseni"),
        ("Oulu", "Oulussapa"),
        ("Oulu", "oulussakohan"),
        ("Tampere", "Tampereita"),
        ("Tampere", "Tampereet"),
        ("Helsinki", "Helsinkejä"),
        ("Ylöjärvi", "Ylöjärveläisenä"),
        ("Ylöjärvi", "ylöjärveläisillekin"),
        ("Helsinki", "Itä-Helsingissä"),
        ("Helsinki", "itähelsinkiläinen"),
        ("Ii", "Ii:ssä"),
        ("Koski Tl", "Koski Tl:ssä"),
        ("Koski Tl", "Koskella"),
        ("Pedersören kunta", "Pedersören kunnassa"),
        ("Pedersören kunta", "Pedersöressä"),
        ("Maarianhamina - Mariehamn", "Maarianhaminassa"),
    ],
)
def test_clitics_possessives_plurals_and_parts(places: PlaceRecogniser, name: str, form: str) -> None:
    found = places.home(f"asun {form}")
    assert found is not None
    assert found.name == name
