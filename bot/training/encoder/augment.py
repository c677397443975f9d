"""Says an utterance otherwise each time it is trained on, as residents would: typos, no dots, clipped and spoken forms,
split compounds, a place in passing, two needs in one message, and danger among other matters.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.training.encoder.data import SAFE, Utterance

HELP = "hae_apua"
MOST_NEEDS = 3
MOST_WORDS = 60
MARKS = str.maketrans("äöåÄÖÅ", "aoaAOA")
ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
NEXT_KEYS = {key: row[max(i - 1, 0) : i + 2].replace(key, "") for row in ROWS for i, key in enumerate(row)}
BETWEEN = (
    ", ",
    ". ",
    " ja ",
    " ja ",
    " ja sit ",
    " ja lisäksi ",
    ", lisäksi ",
    " sekä ",
    " + ",
    "! ",
    " ja vielä ",
    " / ",
)
BETWEEN += (
    " eikä siinä kaikki, ",
    ", sitten on vielä se että ",
    ". Toinen asia: ",
    " ku ",
    " ja samalla ",
    ". Kaiken lisäksi ",
    "... ",
)
BEFORE = (
    "hei, ",
    "moi ",
    "moikka! ",
    "terve, ",
    "hei. ",
    "anteeksi, ",
    "apua ",
    "Päivää, ",
    "siis ",
    "no ",
    "tota ",
    "kysyisin, ",
)
AFTER = (
    ", mitä teen",
    " mitä nyt",
    ", kuka auttaa?",
    " apua",
    ", mistä apua",
    " kiitos",
    ", voitteko auttaa?",
    " onks apua",
    "?",
    "...",
)
LIVES = ("asun {}", "{}", "oon {}", "olen {}", "me asutaan {}", "täällä {}")
SPOKEN = (
    ("minulla", "mulla", "miulla", "mul", "mulla"),
    ("minun", "mun", "mu", "miun"),
    ("minua", "mua", "muo"),
    ("minut", "mut"),
    ("minulle", "mulle", "mul"),
    ("minä", "mä", "mää", "mie", "mnä", "mä"),
    ("sinä", "sä", "sää", "sie"),
    ("olen", "oon", "oo"),
    ("ole", "oo"),
    ("en ole", "en oo", "emmä oo"),
    ("on", "o", "on"),
    ("kun", "ku"),
    ("niin", "nii", "ni"),
    ("että", "et", "jotta"),
    ("mutta", "mut", "muttei"),
    ("sitten", "sit", "sitte"),
    ("nyt", "ny", "nytte"),
    ("tämä", "tää", "tä"),
    ("mistä", "mist"),
    ("missä", "mis"),
    ("mitä", "mitä", "mit"),
    ("pitäisi", "pitäs", "pitäis"),
    ("voisi", "vois"),
    ("haluaisin", "haluisin", "haluun"),
    ("tarvitsen", "tartten", "tarviin", "tarttisin"),
    ("ei ole", "ei oo", "eio"),
    ("hänellä", "sillä", "sil"),
    ("hän", "se"),
    ("lapsi", "muksu", "lapsi"),
    ("rahaa", "rahaa", "massia", "fyrkkaa"),
    ("kanssa", "kans", "kaa"),
    ("vielä", "viel", "vielä"),
    ("jälkeen", "jälkee"),
    ("kaikki", "kaik"),
    ("enää", "enää", "ennää"),
    ("saisi", "sais"),
    ("saanko", "saanks", "saanko"),
    ("onko", "onks", "onk"),
    ("voiko", "voiks"),
)
ALIKE = {form: tuple(group) for group in SPOKEN for form in group}
WORD = re.compile(r"[^\W\d_]+")


class Augmenter:
    """Changes utterances at random; `places` are names of municipalities."""

    def __init__(self, utterances: Sequence[Utterance], places: Sequence[str], seed: int) -> None:
        self._random = random.Random(seed)
        self._places = list(places)
        self._known = {w for one in utterances for w in WORD.findall(one.text.lower()) if len(w) >= 4}
        self._needy = [one for one in utterances if one.needs and one.act == HELP]
        self._safe = [one for one in self._needy if one.danger == SAFE]
        self._single = [one for one in self._needy if len(one.needs) == 1]
        self._alike: dict[str, list[Utterance]] = {}
        for one in self._single:
            self._alike.setdefault(one.needs[0], []).append(one)
        self._aside = [one for one in utterances if one.act in {"tervehdi", "kerro_kunta", "kerro_itsesta"}]

    def __call__(self, one: Utterance) -> Utterance:
        """The utterance as said another time."""
        return self._reworded(self._joined(one))

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _joined(self, one: Utterance) -> Utterance:
        """Sometimes with another message: of another need, of the same, or a greeting."""
        if not one.act:
            return self._among_others(one)
        if one.act != HELP or not one.needs or len(one.text.split()) > MOST_WORDS // 2:
            return one
        if len(one.needs) < MOST_NEEDS and self._chance(0.3):
            other = self._random.choice(self._needy)
            needs = tuple(dict.fromkeys((*one.needs, *other.needs)))[:MOST_NEEDS]
            return one if len(set(one.needs) | set(other.needs)) > MOST_NEEDS else self._together(one, other, needs)
        if len(one.needs) == 1 and self._chance(0.08):
            return self._together(one, self._random.choice(self._alike[one.needs[0]]), one.needs)
        if self._chance(0.05) and self._aside:
            aside = self._random.choice(self._aside)
            first, second = (aside, one) if self._chance(0.7) else (one, aside)
            return replace(one, text=first.text + self._random.choice((", ", ". ", " ", "! ")) + second.text)
        return one

    def _among_others(self, one: Utterance) -> Utterance:
        """A message of which only the danger is marked, sometimes before or after an ordinary one: the danger stays."""
        if len(one.text.split()) > MOST_WORDS // 2 or not self._chance(0.2):
            return one
        first, second = (one, self._random.choice(self._safe))
        if self._chance(0.6):
            first, second = second, first
        return replace(one, text=first.text.rstrip(" .!?,") + self._random.choice(BETWEEN) + second.text)

    def _together(self, one: Utterance, other: Utterance, needs: tuple[str, ...]) -> Utterance:
        between = self._random.choice(BETWEEN)
        text = one.text.rstrip(" .!?,") + between + other.text
        danger = SAFE if one.danger == other.danger == SAFE else None
        return Utterance(text, HELP, needs, danger)

    def _reworded(self, one: Utterance) -> Utterance:
        text = one.text
        if one.needs and one.act == HELP:
            if self._chance(0.08):
                text = self._random.choice(BEFORE) + text
            if self._chance(0.06):
                text = text.rstrip(" .!?") + self._random.choice(AFTER)
            if self._places and self._chance(0.06):
                text = self._with_place(text)
        steps: tuple[tuple[float, Callable[[str], str]], ...] = (
            (0.30, self._spoken),
            (0.08, self._split),
            (0.04, self._run_together),
            (0.06, self._without_word),
            (0.15, self._clipped),
            (0.22, self._typo),
            (0.06, self._typo),
            (0.22, lambda said: said.translate(MARKS)),
            (0.20, lambda said: re.sub(r"[.,!?;:]", "", said)),
        )
        for share, step in steps:
            if self._chance(share):
                text = step(text) or text
        return replace(one, text=text)

    def _with_place(self, text: str) -> str:
        said = self._random.choice(LIVES).format(self._random.choice(self._places))
        return f"{said}, {text}" if self._chance(0.5) else f"{text.rstrip(' .')}, {said}"

    def _spoken(self, text: str) -> str:
        def other(found: re.Match[str]) -> str:
            forms = ALIKE.get(found.group().lower())
            return self._random.choice(forms) if forms and self._chance(0.6) else found.group()

        return WORD.sub(other, text)

    def _split(self, text: str) -> str:
        words = text.split(" ")
        for i in self._random.sample(range(len(words)), len(words)):
            word = words[i].lower()
            cuts = [c for c in range(4, len(word) - 3) if word[:c] in self._known and word[c:] in self._known]
            if cuts:
                cut = self._random.choice(cuts)
                words[i] = words[i][:cut] + self._random.choice((" ", " ", "-")) + words[i][cut:]
                break
        return " ".join(words)

    def _run_together(self, text: str) -> str:
        words = text.split(" ")
        if len(words) < 2:
            return text
        i = self._random.randrange(len(words) - 1)
        return " ".join([*words[:i], words[i] + words[i + 1], *words[i + 2 :]])

    def _without_word(self, text: str) -> str:
        words = text.split(" ")
        if len(words) >= 6:
            del words[self._random.randrange(len(words))]
        return " ".join(words)

    def _clipped(self, text: str) -> str:
        def clip(found: re.Match[str]) -> str:
            word = found.group()
            return word[:-1] if len(word) > 4 and word[-1] in "naäiot" and self._chance(0.35) else word

        return WORD.sub(clip, text)

    def _typo(self, text: str) -> str:
        places = [i for i, letter in enumerate(text) if letter.isalpha()]
        if len(places) < 5:
            return text
        i = self._random.choice(places[1:])
        kind = self._random.randrange(4)
        if kind == 0:
            return text[:i] + text[i + 1 :]
        if kind == 1:
            return text[:i] + text[i] + text[i:]
        if kind == 2:
            return text[: i - 1] + text[i] + text[i - 1] + text[i + 1 :]
        return text[:i] + self._random.choice(NEXT_KEYS.get(text[i].lower()) or text[i]) + text[i + 1 :]
