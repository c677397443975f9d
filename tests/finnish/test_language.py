"""In which language a message is: Finnish is never taken for another language."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from finnish.language import LANGUAGES, language_of

ROOT = Path(__file__).parents[2]
MOST_WRONG = 0.002

FOREIGN = {
    "sv": [
        "Jag behöver hjälp med hyran",
        "jag har inga pengar kvar den här månaden",
        "Kan jag få prata med någon på svenska",
        "min son är 15 år och går inte i skolan",
        "jag mår dåligt och orkar inte längre",
        "var kan jag söka utkomststöd",
        "min man slår mig och jag är rädd",
        "hej jag vill prata med en socialarbetare",
        "Hur ansöker man om bostadsbidrag",
        "mamma är 82 och klarar sig inte hemma",
        "jag är ensam och har ingen att prata med",
        "vi blir vräkta på fredag",
        "jag har blivit arbetslös och vet inte vad jag ska göra",
        "finns det nån som kan hjälpa mej med papper",
        "hur mycket kostar det",
        "pratar ni svenska",
        "jag dricker för mycket",
        "behover hjalp med rakningar och mat",
        "jag vet inte vart jag ska vända mig",
        "min dotter mår dåligt",
        "har ni öppet idag",
        "mat till barnen",
        "talar du svenska",
        "ja tack det vill jag gärna",
        "Vart ska jag ringa om jag behöver hjälp med mina skulder",
        "jag är gravid och vet inte vad jag ska göra",
        "min pappa dricker varje dag",
        "vi har ingenstans att bo",
        "hur får jag kontakt med socialen",
        "kan ni hjälpa mig fylla i en blankett",
        "jag har inte sovit på flera nätter",
        "min fru är svårt sjuk",
    ],
    "en": [
        "I need help with my rent",
        "do you speak English",
        "I have no money left this month",
        "my husband hits me and I am scared",
        "where can I get food",
        "I don't speak Finnish",
        "my son is 15 and does not go to school",
        "can I talk to a real person",
        "How do I apply for social assistance",
        "I lost my job and I dont know what to do",
        "i feel so lonely here",
        "we will be evicted on Friday",
        "my mother is 82 and cannot manage at home",
        "help me please",
        "what are your opening hours",
        "is it free of charge",
        "i drink too much and want to stop",
        "im pregnant and 17",
        "i want to die",
        "is there someone who can help with forms",
        "how much does it cost",
        "I am a refugee and I need a lawyer",
        "thank you very much",
        "can you help me in english",
        "Where do I call if I have debts",
        "my father drinks every day",
        "we have nowhere to live",
        "could you help me fill in a form",
        "I have not slept for many nights",
        "my wife is very ill and I take care of her",
        "what benefits can I get as a student",
        "is there any free lawyer",
    ],
    "so": [
        "Waxaan u baahanahay caawimaad",
        "ma haysto lacag aan cunto ku iibsado",
        "ma ku hadashaa af soomaali",
        "waxaan rabaa inaan la hadlo qof",
        "ninkaygu wuu i garaacaa waan baqayaa",
        "wiilkaygu iskuulka ma aado",
        "hooyaday waa 82 sano jir",
        "kirada guriga ma bixin karo",
        "shaqada ayaan waayay mana garanayo waxaan sameeyo",
        "halkee ayaan ka heli karaa caawimaad",
        "ma fahmayo warqadda kela",
        "waan keligay ahay cidna ma haysto",
        "guriga ayaa naga saaraya jimcaha",
        "waxaan rabaa qareen",
        "mahadsanid aad baad u mahadsantahay",
        "fadlan i caawi",
        "carruurtaydu waa gaajaysan yihiin",
        "ma ku hadli kartaa somali",
        "waxaan ahay uur",
        "sidee loo codsadaa lacagta guriga",
        "ma jiraa turjumaan",
        "xaggee baan ka helaa dhakhtar",
        "waxaan ahay hooyo keligeed ah oo saddex carruur ah haysata",
        "aabbahay maalin kasta wuu cabbaa",
        "meel aan ku noolaano ma hayno",
        "ma i caawin kartaa inaan foomka buuxiyo",
        "dhowr habeen ma seexan",
        "xaaskaygu aad bay u xanuunsan tahay",
        "deyn badan ayaan leeyahay",
        "waxaan raadinayaa guri",
        "ma heli karaa shaqo",
    ],
    "ru": [
        "Мне нужна помощь с арендой",
        "у меня нет денег на еду",
        "вы говорите по-русски",
        "муж меня бьёт мне страшно",
        "помогите пожалуйста",
        "я потерял работу",
        "где получить помощь",
        "мой сын не ходит в школу",
        "как подать на пособие",
        "нас выселяют в пятницу",
        "хочу поговорить с человеком",
        "Здравствуйте, я не понимаю письмо из Kela",
        "маме 82 года",
        "мне плохо",
        "сколько это стоит",
        "у меня много долгов",
        "нам негде жить",
        "помощь",
        "моя жена очень больна",
    ],
    "uk": [
        "Мені потрібна допомога з орендою",
        "у мене немає грошей на їжу",
        "ви говорите українською",
        "чоловік мене б'є мені страшно",
        "допоможіть будь ласка",
        "я втратив роботу",
        "де отримати допомогу",
        "мій син не ходить до школи",
        "як подати на допомогу",
        "нас виселяють у п'ятницю",
        "хочу поговорити з людиною",
        "Добрий день, я не розумію листа з Kela",
        "мамі 82 роки",
        "мені погано",
        "скільки це коштує",
        "у мене багато боргів",
        "нам ніде жити",
        "допомога",
        "моя дружина дуже хвора",
    ],
    "ar": [
        "أحتاج إلى مساعدة في الإيجار",
        "ليس لدي مال للطعام",
        "هل تتكلم العربية",
        "زوجي يضربني وأنا خائفة",
        "ساعدوني من فضلكم",
        "فقدت عملي",
        "أين أجد المساعدة",
        "ابني لا يذهب إلى المدرسة",
        "كيف أقدم على المساعدة",
        "سيتم طردنا يوم الجمعة",
        "محتاج مساعدة",
        "ما عندي فلوس",
        "لدي ديون كثيرة",
        "ليس لدينا مكان نعيش فيه",
        "مساعدة",
        "زوجتي مريضة جدا",
    ],
}
FINNISH = [
    "mul ei oo rahaa",
    "tarvin apua",
    "mun äitee on 82 eikä pärjää",
    "mie en jaksa ennää",
    "rahat loppu",
    "apua",
    "haen rahaa ruokaan",
    "maksan vuokran ens viikolla",
    "miten haetaan tukea",
    "mina tarvitse apu",
    "mina ei puhu hyvin suomi",
    "kela hylkäs hakemuksen",
    "sossu ei vastaa",
    "as. 45v mies, häätö",
    "mihin soitan",
    "kotiin apua",
    "vuokra maksamatta",
    "hyva kaveri sano et taalta saa apua",
    "moi hei",
    "puhutko englantia",
    "oonks mä oikees paikas",
    "o koht häätö ei o ruokaakaa",
    "sil o paha olla",
    "ei mittää",
    "kuka maksaa",
    "burnout ja stressi",
    "full time duuni loppu",
    "mää en tiär",
    "meil on kolme lasta ja koira",
    "toimeentulotuki",
    "hätä on",
    "nyt on hätä",
    "ei apua mistään",
    "Kela",
    "asumistuki hylättiin",
    "no ei se mitään kiitos",
    "ookko nää ihminen",
    "mistä saan tulkki somali",
    "somalin kieli tulkki",
    "Terve, olen Abdi, tarvitsen asunto",
    "minun nimi on Mohamed Abdi Hassan",
    "Olen Anna Svensson Jakobstadista",
    "nollalinja numero",
    "mielenterveys",
    "ikkuna rikki",
    "laku",
    "ahdistaa",
    "ahistaa ihan sikana",
    "vitun paska päivä",
    "tää bot on ihan paska",
    "haluun kuolla",
    "kuka auttaa",
    "jaa",
    "se on se",
    "katko",
    "lapsi lyö",
    "lapset itkee",
    "maa en tii",
    "mita ma teen",
    "mulla on gambling ongelma",
    "netti kasino vie rahat",
    "Discord ja Steam vie kaiken ajan",
    "hi",
    "hei",
    "ok",
    "jo",
    "ja",
    "nå",
    "tack",
    "hej",
    "moi, täällä Pertti",
    "Oma Häme vai Pirha",
    "omais hoito",
    "mun on lähdettävä himasta",
    "sinne on kiva mennä",
    "en menny sinne",
    "sen on oltava ilmaista",
    "minulla on mennyt luottotiedot",
    "ei osaa",
    "masentaa aina",
    "mene pois",
    "hae mulle numero",
    "game over mun kohalla",
]


def finnish_messages() -> list[str]:
    """All messages of the training data and of the evaluation of needs."""
    messages: list[str] = []
    for path in sorted((ROOT / "data" / "nlu").rglob("*.yml")):
        for block in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["nlu"]:
            lines = str(block.get("examples", "")).splitlines()
            messages += [line.removeprefix("- ").strip() for line in lines if line.startswith("- ")]
    path = ROOT / "tests" / "evaluation" / "needs.yml"
    return messages + [row["text"] for row in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)]


@pytest.mark.parametrize(("text", "language"), [(text, code) for code, texts in FOREIGN.items() for text in texts])
def test_a_message_in_another_language_is_recognised(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", FINNISH)
def test_finnish_of_all_kinds_is_never_another_language(text: str) -> None:
    assert language_of(text) in {"fi", None}


def test_at_most_two_of_a_thousand_finnish_messages_are_taken_for_another_language() -> None:
    messages = finnish_messages()
    wrong = [text for text in messages if language_of(text) not in {"fi", None}]
    assert len(messages) > 14_000
    assert len(wrong) <= MOST_WRONG * len(messages), wrong


@pytest.mark.parametrize(
    "text", ["", " ", "hej", "help", "ok", "apua", "123", "24/7", "👍", "?!", "vuokra", "asdfghjkl"]
)
def test_a_single_word_or_none_decides_nothing(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize("text", ["допомога", "помощь", "مساعدة"])
def test_a_script_decides_even_with_one_word(text: str) -> None:
    assert language_of(text) in {"uk", "ru", "ar"}


@pytest.mark.parametrize(
    "text",
    [
        "ich brauche hilfe bitte",
        "necesito ayuda con el alquiler",
        "yardıma ihtiyacım var",
        "potrzebuję pomocy",
        "من کمک می خواهم",
        "I need apua my vuokra",
        "我需要帮助",
    ],
)
def test_other_languages_and_mixes_are_left_undecided(text: str) -> None:
    assert language_of(text) is None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_known_language_or_none(text: str) -> None:
    assert language_of(text) in {*LANGUAGES, None}
