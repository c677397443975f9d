"""Stems of Finnish place names by paradigm: consonant gradation, stem vowels, vowel harmony.

A paradigm code tells how a name is declined:

=======  ====================================================================  ======================
code     what                                                                  example
=======  ====================================================================  ======================
v        the stem is the name, no gradation                                    Nokia, Nokian
i        the same with a final i that stays                                    Pori, Porin
grad     the stem is the name, the last consonants gradate                     Turku, Turun
e        final i or e, stem in e                                               Rovaniemi, Rovaniemen
er       the same, partitive without the vowel                                 Viitasaari, Viitasaarta
eg       final i, stem in e, gradation                                         Lahti, Lahden
ig       final i that stays, gradation, partitive in a                         Rautalampi, Rautalammin
ee       final e, stem in ee                                                   Tampere, Tampereen
eeg      the same, the stem in the strong grade                                Ounasrinne, Ounasrinteen
vesi     vesi, vede-                                                           Orivesi, Oriveden
oo       long final vowel, illative in -seen                                   Espoo, Espooseen
long     one-syllable head, illative in -hVn                                   Kankaanpää, -päähän
nen      final -nen                                                            Kaustinen, Kaustisen
nen-pl   final -nen, declined in the plural                                    Ikaalinen, Ikaalisten
ude      -us, -uden                                                            Alavus, Alavuden
kse      -s, -ksen                                                             Muhos, Muhoksen
as       -as, -aan                                                             Pihtipudas, -putaan
un       -un, -umen                                                            Punkalaidun
cons     final consonant, i between                                            Korsnäs, Korsnäsin
pl       plural name                                                           Virrat, Virroilla
abbr     abbreviation; endings in the harmony of the whole name and of itself  Tre:lla, Tre:llä
=======  ====================================================================  ======================
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

BACK = set("aouå")
FRONT = set("äöy")
NEUTRAL_HEADS = ("niemi", "vesi", "kivi", "tie", "meri", "helmi", "lehti", "silli", "veli")
GRADATION = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("mp", "mm"), ("lt", "ll"), ("rt", "rr"),
    ("ht", "hd"), ("lk", "l"), ("rk", "r"), ("lp", "lv"), ("rp", "rv"), ("k", ""), ("t", "d"), ("p", "v"),
)  # fmt: skip
LIGHT = re.compile(r"(?:[ieu][oö]|[^aeiouyäö]ö)$")
STRONG_END = {"nne": "ntee", "hde": "htee"}
AS_STRONG = {"ng": "nk", "hd": "ht", "ud": "ut", "id": "it"}
LAST = re.compile(r"^(.*?)([bcdfghjklmnpqrstvwxz]+)([aeiouyäöå])$")


@dataclass(frozen=True)
class Stems:
    """What the endings are added to; lower case."""

    nominative: tuple[str, ...]
    strong: str
    weak: str
    partitive: tuple[str, ...]
    illative: tuple[str, ...]
    demonym: tuple[str, ...]
    plural: tuple[tuple[str, str], ...] = ()
    genitive_plural: tuple[str, ...] = ()
    front: bool = False
    only_plural: bool = field(default=False)


def is_front(name: str) -> bool:
    """True when the endings take ä, ö, y: by the last vowel that is not neutral, in the last part of a compound."""
    name = name.lower()
    if name.endswith(NEUTRAL_HEADS):
        return True
    for letter in reversed(name):
        if letter in BACK:
            return False
        if letter in FRONT:
            return True
    return True


def weaken(stem: str) -> str:
    """The weak grade of a stem that ends in a vowel: Turku -> Turu, Hanko -> Hango, Juuka -> Juua."""
    matched = LAST.match(stem)
    if matched is None:
        return stem
    before, consonants, vowel = matched.groups()
    for strong, weak in GRADATION:
        if consonants.endswith(strong):
            return before + consonants[: -len(strong)] + weak + vowel
    return stem


def plural_stems(strong: str, weak: str) -> list[tuple[str, str]]:
    """Strong and weak stems of the plural, all that are likely: Hollola -> Hollolo-i, Hollol-i."""
    last = strong[-1]
    if last == "e" or strong[-2:] in {"aa", "ää", "oo", "uu", "yy"}:
        return [(strong[:-1] + "i", weak[:-1] + "i")]
    if last in "oöuyå":
        return [(strong + "i", weak + "i")]
    if last == "i":
        return [(strong[:-1] + "ei", weak[:-1] + "ei")]
    vowels = ("i", "oi") if last == "a" else ("i", "öi")
    return [(strong[:-1] + vowel, weak[:-1] + vowel) for vowel in vowels]


def _vowel_stems(name: str, strong: str, weak: str, demonym: tuple[str, ...], partitive: str = "") -> Stems:
    front = is_front(name)
    a = "ä" if front else "a"
    return Stems(
        nominative=(name,),
        strong=strong,
        weak=weak,
        partitive=(partitive or strong + a, strong + "t" + a) if LIGHT.search(name) else (partitive or strong + a,),
        illative=(strong + strong[-1] + "n",),
        demonym=demonym,
        plural=tuple(plural_stems(strong, weak)),
        front=front,
    )


def _long_stems(name: str, stem: str, demonym: tuple[str, ...]) -> Stems:
    front = is_front(name)
    return Stems(
        nominative=(name,),
        strong=stem,
        weak=stem,
        partitive=(stem + ("tä" if front else "ta"),),
        illative=(stem + "h" + stem[-1] + "n", *(() if stem.endswith("ii") else (stem + "seen",))),
        demonym=demonym,
        plural=tuple(plural_stems(stem, stem)),
        front=front,
    )


def _consonant_stems(name: str, strong: str, partitive_stem: str, demonym: tuple[str, ...], weak: str = "") -> Stems:
    front = is_front(name)
    ending = "seen" if strong[-2:] in {"aa", "ää", "ee"} else strong[-1] + "n"
    return Stems(
        nominative=(name,),
        strong=strong,
        weak=weak or strong,
        partitive=(partitive_stem + ("tä" if front else "ta"),),
        illative=(strong + ending,),
        demonym=demonym,
        plural=tuple(plural_stems(strong, weak or strong)),
        front=front,
    )


def _e_names(name: str, paradigm: str) -> Stems:
    strong = name[:-1] + "e"
    weak = weaken(strong) if paradigm == "eg" else strong
    demonym = tuple(dict.fromkeys((strong, name)))
    a = "ä" if is_front(name) else "a"
    return _vowel_stems(name, strong, weak, demonym, name[:-1] + "t" + a if paradigm == "er" else "")


def _nen_names(name: str, paradigm: str) -> Stems:
    stem, front = name[:-3], is_front(name)
    a = "ä" if front else "a"
    return Stems(
        nominative=(name, stem + "set"),
        strong=stem + "se",
        weak=stem + "se",
        partitive=(stem + "st" + a, stem + "si" + a),
        illative=(stem + "seen",),
        demonym=(stem + "s",),
        plural=((stem + "si", stem + "si"),),
        genitive_plural=(stem + "sten", stem + "sien"),
        front=front,
        only_plural=paradigm == "nen-pl",
    )


def _plural_name(name: str) -> Stems:
    weak_a = name[:-1]
    strong_a = weak_a.replace("rra", "rta") if weak_a.endswith("rra") else weak_a
    o = "ö" if is_front(name) else "o"
    a = "ä" if is_front(name) else "a"
    return Stems(
        nominative=(name,),
        strong=strong_a,
        weak=weak_a,
        partitive=(strong_a[:-1] + o + "j" + a,),
        illative=(strong_a[:-1] + o + "ihin",),
        demonym=(strong_a[:-1] + o, strong_a),
        plural=((strong_a[:-1] + o + "i", weak_a[:-1] + o + "i"),),
        genitive_plural=(strong_a[:-1] + o + "jen", strong_a + "in"),
        front=is_front(name),
        only_plural=True,
    )


def _vesi_names(name: str) -> Stems:
    stem = name[:-2]
    strong, weak = stem + "te", stem + "de"
    return Stems(
        nominative=(name,),
        strong=strong,
        weak=weak,
        partitive=(stem + "ttä",),
        illative=(strong + "en",),
        demonym=(strong, name),
        plural=((stem + "si", stem + "si"),),
        front=True,
    )


def stems_of(name: str, paradigm: str) -> Stems:
    """The stems of a name in lower case."""
    if paradigm in {"e", "er", "eg"}:
        return _e_names(name, paradigm)
    if paradigm in {"grad", "ig"}:
        return _vowel_stems(name, name, weaken(name), (name,))
    if paradigm in {"oo", "long"}:
        return _long_stems(name, name, (name,))
    if paradigm in {"nen", "nen-pl"}:
        return _nen_names(name, paradigm)
    special = {"vesi": _vesi_names, "pl": _plural_name}.get(paradigm)
    return special(name) if special else _other_stems(name, paradigm)


def _other_stems(name: str, paradigm: str) -> Stems:
    if paradigm == "ee":
        return _consonant_stems(name, name + "e", name + "t", (name, name + "e"))
    if paradigm == "eeg":
        strong = name[:-3] + STRONG_END[name[-3:]]
        return _consonant_stems(name, strong, name + "t", (name,))
    if paradigm == "ude":
        return _consonant_stems(name, name[:-1] + "te", name[:-1] + "t", (name[:-1] + "te", name), name[:-1] + "de")
    if paradigm == "kse":
        return _consonant_stems(name, name[:-1] + "kse", name, (name, name[:-1] + "kse"))
    if paradigm == "as":
        strong = name[:-4] + AS_STRONG.get(name[-4:-2], name[-4:-2]) + name[-2] * 2
        return _consonant_stems(name, strong, name, (strong, name))
    if paradigm == "un":
        strong = name[:-3].removesuffix("d") + ("t" if name[-3] == "d" else name[-3]) + "ume"
        return _consonant_stems(name, strong, name, (strong, name))
    if paradigm == "cons":
        return _vowel_stems(name, name + "i", name + "i", (name + "i", name))
    return _vowel_stems(name, name, name, (name,))
