"""What is heard of the person: about whom, age, children, urgency."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finnish.number_words import number_of
from finnish.person import PersonFacts, PersonReader

READER = PersonReader.load()


def facts(text: str) -> PersonFacts:
    return READER.read(text)


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("mun äitee ei pärjää kotona", "parent"),
        ("äidin muisti pätkii", "parent"),
        ("äitini on 82", "parent"),
        ("aitini unohtaa laakkeet", "parent"),
        ("isälle pitäisi saada kotihoitoa", "parent"),
        ("faija ryyppää ja mä en tiiä mitä tehä", "parent"),
        ("kysyn isäni puolesta", "parent"),
        ("hoidan äitiäni kotona", "parent"),
        ("iskä kaatuilee koko ajan", "parent"),
        ("mutsi ei pääse enää ylös sängystä", "parent"),
        ("meiän äiti on yksinäinen", "parent"),
        ("haen apua äidille", "parent"),
        ("isällä on muistisairaus", "parent"),
        ("vanhempani ovat iäkkäitä", "parent"),
        ("äidillänikin on vaikeaa", "parent"),
        ("mieheni juo", "partner"),
        ("mies juo kaiken", "partner"),
        ("mun mies on masentunu", "partner"),
        ("miehelläni on pelivelkaa", "partner"),
        ("vaimo ei jaksa enää", "partner"),
        ("vaimoni masentui synnytyksen jälkeen", "partner"),
        ("puolisoni tarvitsee apua", "partner"),
        ("avomies pelaa rahat", "partner"),
        ("mun akka juo", "partner"),
        ("poikaystävä käyttää huumeita", "partner"),
        ("poikani 17v", "child"),
        ("pojalla on 5000 e velkaa", "child"),
        ("tyttö ei mee kouluun", "child"),
        ("tyttäreni viiltelee", "child"),
        ("lapsi oireilee koulussa", "child"),
        ("lapseni ei puhu", "child"),
        ("mun poika on jäänyt velkoihin", "child"),
        ("mein flikka on kateissa", "child"),
        ("meidän 15-vuotias poika polttaa pilveä", "child"),
        ("13 v tyttö karkailee öisin", "child"),
        ("neljävuotias ei puhu kuin muutaman sanan", "child"),
        ("teini ei tuu kotiin", "child"),
        ("meidän esikoinen hakkaa pikkuveljeä", "child"),
        ("likka dokaa viikonloput", "child"),
        ("as. 45v mies", "client"),
        ("as. 29v nainen, vuokrarästi 2 kk", "client"),
        ("asiakkaani ei saa avattua postia", "client"),
        ("asiakas 60v, päiväraha päättymässä", "client"),
        ("as 34 v, pyörätuoli, avustaja lopettanut", "client"),
        ("asiakkaalla häätö tulossa", "client"),
        ("naapurin mummo", "other"),
        ("naapurin mummo ei pärjää yksin", "other"),
        ("naapurin 80-vuotias mummo", "other"),
        ("kaverin äiti juo", "other"),
        ("kaverilla ei oo kämppää", "other"),
        ("siskoni on raskaana ja yksin", "other"),
        ("veli ryyppää", "other"),
        ("mun mummi ei muista mitään", "other"),
        ("äidin mies lyö sitä", "other"),
        ("pojan vaimo jätti perheen", "other"),
        ("mun frendi on asunnoton", "other"),
        ("Ystäväni tarvitsee turvakotia", "other"),
        ("oon kolmekymppinen", "self"),
        ("mulla ei oo rahaa", "self"),
        ("minulla on velkaa", "self"),
        ("tarvitsen apua", "self"),
        ("mä en jaksa enää", "self"),
        ("mie en pärjää", "self"),
        ("olen 45-vuotias ja työtön", "self"),
        ("olen viisikymppinen isä, jonka lapset eivät halua tavata", "self"),
        ("kahden lapsen yh", "self"),
        ("olen kahden lapsen äiti", "self"),
        ("mieheni lyö minua", "self"),
        ("mies hakkaa mua", "self"),
        ("äiti heitti mut ulos", "self"),
        ("olen 52-vuotias mies", "self"),
        ("muutin äidin luota ja mulla ei oo mitään", "self"),
        ("riitelen miehen kanssa ja en jaksa", "self"),
        ("kolmen lapsen isä, 34", None),
        ("rahat loppu", None),
        ("mistä haetaan toimeentulotukea", None),
        ("vuokra maksamatta", None),
        ("asiakaspalvelu ei vastaa", None),
        ("asiakasmaksut", None),
        ("isännöitsijä ei vastaa", None),
        ("isoon velkaan", None),
        ("äitiysraha", None),
        ("lapsilisä myöhässä", None),
        ("lastensuojelu", None),
        ("mies 33v, ei asuntoa", None),
        ("poikkeustilanne", None),
        ("tytäryhtiö irtisanoi", None),
        ("", None),
        ("👍", None),
    ],
)
def test_whom_the_message_is_about_is_heard(text: str, whom: str | None) -> None:
    assert facts(text).about_whom == whom


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("as. 45v mies", 45),
        ("as. 45 v mies", 45),
        ("poikani 17v", 17),
        ("poikani, 17 v, ei käy koulua", 17),
        ("äiti on 82", 82),
        ("äiti on jo 82 ja kaatuilee", 82),
        ("äiti 82v", 82),
        ("hoidan 90-vuotiasta äitiäni kotona", 90),
        ("oon kolmekymppinen", 30),
        ("olen viiskymppinen työtön", 50),
        ("oon parikymppinen", 20),
        ("kahdeksankymppinen äitini", 80),
        ("kaheksankymppinen isä asuu yksin", 80),
        ("olen kuusikymppinen", None),
        ("olen seitsemäntoistavuotias", 17),
        ("oon seittemäntoist vuotias", 17),
        ("oon kolmekytkaksvuotias", 32),
        ("olen seitsemänkymmentäkaksi", 72),
        ("Poikani on kolmekymmentäkaksi", 32),
        ("olen neljäkymmentä kaksi vuotias", 42),
        ("oon 23", 23),
        ("olen 23 ja työtön", 23),
        ("mies 52", 52),
        ("olen 45 vuotias", 45),
        ("olen 45vuotias", 45),
        ("oon 45vee", 45),
        ("olen 45 vuotta", 45),
        ("olen 45 vuotta vanha", 45),
        ("ikä 67", 67),
        ("ikäni on 33", 33),
        ("täytin 18", 18),
        ("digipelit hallitsee mua, 27v", 27),
        ("17v raskaana", 17),
        ("Olen 19-vuotias ja odotan ensimmäistä lastani yksin", 19),
        ("neljävuotias ei puhu", 4),
        ("meidän 15-vuotias poika polttaa pilveä", 15),
        ("tyttäreni on 14", 14),
        ("naapurin 80-vuotias mummo", 80),
        ("nainen 33v ei kotikuntaa", 33),
        ("olen 71-vuotias leski", 71),
        ("olen 71 vuotias leski ja poikani on 40", 71),
        ("mun isä on kaheksankytviis", 85),
        ("mulla on 3-vuotias", None),
        ("olen pyörätuolissa ja kaksivuotias juoksee", None),
        ("isä 88 istuu päivät yksin", 88),
        ("äitini, 82, unohtelee", 82),
        ("poika 14 pelaa yöt", 14),
        ("lapsi 2 kertaa sairaalassa", None),
        ("pikkusisko makaa sängyssä, se on 17", 17),
        ("meillä on kaksivuotias", None),
        ("olen 3-vuotiaan äiti", None),
        ("jäin 62-vuotiaana pois töistä", None),
        ("muutin 18-vuotiaana omaan kämppään", None),
        ("alle 30-vuotiaille", None),
        ("yli 65-vuotias", None),
        ("5 v sitten", None),
        ("olin työttömänä 10 v", None),
        ("olen ollut 10 vuotta työttömänä", None),
        ("oon 2 lapsen äiti", None),
        ("velkaa on 80", None),
        ("olen 45 euroa miinuksella", None),
        ("vuokra on 750 e", None),
        ("poika on 5 luokalla", None),
        ("meitä on 4", None),
        ("häätö 15.3.", None),
        ("soita 112", None),
        ("116 117", None),
        ("24/7", None),
        ("tilillä kolme euroa", None),
        ("lainaa kolmekymppiä", None),
        ("mulle jää parikymppiä", None),
        ("vaimo täyttää viiskymppiä", None),
        ("äiti on 82 ja isä on 85", None),
        ("33100 tampere", None),
        ("oon 999", None),
    ],
)
def test_age_is_of_the_person_it_is_about(text: str, age: int | None) -> None:
    assert facts(text).age == age


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("kahden lapsen yh", True),
        ("oon yh", True),
        ("yksinhuoltaja, ei rahaa ruokaan", True),
        ("mulla on 3-vuotias", True),
        ("mul on kaks lasta", True),
        ("meillä on kolme pientä lasta", True),
        ("perheessä 2 lasta", True),
        ("as. nainen 30v, kaksi lasta", True),
        ("poikani 17v", True),
        ("tyttäreni viiltelee", True),
        ("lapset itkee nälkää", True),
        ("lapsille ei oo ruokaa", True),
        ("meidän muksut on nälkäsiä", True),
        ("ei lapsilla ole talvivaatteita", True),
        ("en saa tavata lapsiani", True),
        ("neljävuotias ei nuku", True),
        ("13 v tyttö karkailee, isänä en tiedä mitä tehdä", True),
        ("olen kahden lapsen äiti", True),
        ("vauva ei nuku ja mä en jaksa", True),
        ("mulla on lapsia", True),
        ("5 lapsen isä", True),
        ("yksinhuoltajana rahat ei riitä", True),
        ("lapseni on sairas", True),
        ("meillä ei oo lapsia", False),
        ("ei lapsia", False),
        ("lapsia ei ole", False),
        ("ei oo lapsii", False),
        ("mulla ei ole yhtään lasta", False),
        ("meil ei o lapsia", False),
        ("olen lapseton", False),
        ("ei ole omia lapsia", False),
        ("en ole yh", None),
        ("en oo yksinhuoltaja", None),
        ("poikani 34v asuu kotona", None),
        ("tytär pelaa netissä, hän on jo 25", None),
        ("ei oo rahaa ja kolme lasta, ei ole mitään", True),
        ("menetettiin vauva", None),
        ("epäilen et lasta on käytetty hyväks", None),
        ("aikuinen poikani pelaa", None),
        ("lapset on jo aikuisia", None),
        ("naapurin lapset huutaa yöt", None),
        ("lapsilisä", None),
        ("lastenvalvoja", None),
        ("odotan vauvaa", None),
        ("lapsena lyötiin", None),
        ("rahat loppu", None),
        ("äiti on 82", None),
        ("siskon kaksi lasta", None),
    ],
)
def test_children_are_heard_and_denials_respected(text: str, children: bool | None) -> None:
    assert facts(text).has_children is children


@pytest.mark.parametrize(
    ("text", "urgent"),
    [
        ("heti tänään", True),
        ("huomenna häätö", True),
        ("häätö huomena", True),
        ("haato on tiistaina", True),
        ("tarvitsen yöpaikan tänään", True),
        ("mihin yöksi tänään nukkumaan, tarviin apua", True),
        ("nyt on hätä", True),
        ("onko kiireellistä apua", True),
        ("on kiire", True),
        ("akuutti tilanne", True),
        ("sähköt katkaistaan huomenna", True),
        ("turvakotipaikan tänään", True),
        ("apua heti", True),
        ("häätö ens viikolla", True),
        ("ei kiire", False),
        ("sydän alkaa heti hakata", False),
        ("olen kiireinen", False),
        ("mihin voi mennä heti", True),
        ("ei ole mitään kiirettä", False),
        ("ei oo kiire", False),
        ("ei tarvitse heti", False),
        ("kävin tänään kelassa", False),
        ("heti kun pääsen töihin", False),
        ("soitan huomenna", False),
        ("kiireetön hoito", False),
        ("hätänumero", False),
        ("rahat loppu", False),
        ("mitä tehdä", False),
    ],
)
def test_urgency_is_heard_and_denials_respected(text: str, urgent: bool) -> None:
    assert facts(text).urgent is urgent


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("äiti on 82", "elder"),
        ("naapurin mummo", "elder"),
        ("vanhus tarvitsee apua", "elder"),
        ("poikani 17v", "youth"),
        ("meidän teini ei käy koulua", "youth"),
        ("neljävuotias ei puhu", "child"),
        ("meidän vauva ei nuku", "child"),
        ("as. 45v mies", "adult"),
        ("oon kolmekymppinen", "adult"),
        ("olen 12-vuotias", "child"),
        ("mulla ei oo rahaa", None),
        ("mieheni juo", None),
    ],
)
def test_age_group_is_told_by_age_or_by_a_word(text: str, group: str | None) -> None:
    assert facts(text).age_group == group


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("yksi", 1),
        ("kaks", 2),
        ("kahden", 2),
        ("kymmenen", 10),
        ("kaksitoista", 12),
        ("seittemantoist", 17),
        ("kakskyt", 20),
        ("kakskytviis", 25),
        ("kolmekymmentakaksi", 32),
        ("kuuskytviis", 65),
        ("kahdeksankymmentayhdeksan", 89),
        ("45", 45),
        ("kaksin", None),
        ("kuusikko", None),
        ("1234", None),
    ],
)
def test_number_words_are_numbers(word: str, number: int | None) -> None:
    assert number_of(word) == number


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert isinstance(facts(text), PersonFacts)


OWN_WORDS = """äiti poikani 17 v 17v on olen 82-vuotias mummo naapurin ei lapsia heti kk ikäinen as. , . mies yh"""


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(OWN_WORDS.split()), max_size=30).map(" ".join))
def test_any_order_of_its_own_words_is_read_without_an_error(text: str) -> None:
    assert isinstance(facts(text), PersonFacts)


@pytest.mark.parametrize(
    "piece", ["a", "ei ", "äiti ", "17 ", "kolmekymmentä", "lapsia ei ", "naapurin ", "heti, ", "ä"]
)
def test_a_long_message_takes_no_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.perf_counter()
    facts(text)
    assert time.perf_counter() - start < 1.0


def test_dots_do_not_matter() -> None:
    pairs: list[Any] = [("äitini on 82-vuotias", "aitini on 82-vuotias"), ("tyttö 15v ei mene", "tytto 15v ei mene")]
    assert all(facts(one) == facts(other) for one, other in pairs)
