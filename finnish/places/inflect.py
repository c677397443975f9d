"""All forms of a place name from its stems: cases, plural, demonyms, and what puhekieli clips from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from finnish.places.stems import Stems, is_front, stems_of

SINGULAR = {
    "gen": ("n",),
    "ine": ("ssa",),
    "ela": ("sta",),
    "ade": ("lla",),
    "abl": ("lta",),
    "all": ("lle",),
    "oth": ("ksi", "tta"),
}
POSSESSIVES = ("ni", "si", "mme", "nne", "nsa")
CLIPS = {
    "ine": (("ssa", "s"),),
    "ela": (("sta", "st"),),
    "ade": (("lla", "l"),),
    "abl": (("lta", "lt"),),
    "all": (("lle", "l"),),
    "ill": (("n", ""),),
    "gen": (("n", ""),),
    "oth": (("ksi", "ks"),),
    "par": (("ia", "ii"), ("ea", "ee"), ("oa", "oo"), ("ua", "uu")),
}
DEMONYM = (
    ("dem", "nen nen- sen sta sena seksi setta set sten sien sia sina siksi"),
    ("dem", "sessa sesta seen sella selta selle sissa sista siin silla silta sille"),
    ("pos", "se"),
)
DEMONYM_CLIPS = "ne sel selt ses sest see sii sil silt sis sist seks sest"
LONG_VOWELS = {"aa", "ää", "ee", "oo", "uu", "yy"}
UUSI = {
    "nom": "uusi", "gen": "uuden", "par": "uutta", "ine": "uudessa", "ela": "uudesta", "ill": "uuteen",
    "ade": "uudella", "abl": "uudelta", "all": "uudelle", "ess": "uutena", "tra": "uudeksi", "abe": "uudetta",
}  # fmt: skip
ADJECTIVE = {
    "nom": "", "gen": "n", "par": "a", "ine": "ssa", "ela": "sta", "ill": "=n",
    "ade": "lla", "abl": "lta", "all": "lle", "ess": "na", "tra": "ksi", "abe": "tta",
}  # fmt: skip


@dataclass(frozen=True)
class Form:
    """One form of a name: what case it is, whether puhekieli has clipped it and whether it is a learner's mistake."""

    text: str
    case: str
    clipped: bool = False
    wrong: bool = False


def harmonised(ending: str, *, front: bool) -> str:
    """The ending with the vowels of the word: -ssa or -ssä."""
    return ending.replace("a", "ä").replace("o", "ö").replace("u", "y") if front else ending


def endings_for(name: str) -> Iterator[tuple[str, str]]:
    """The local cases and the genitive with the ending of each in the harmony of the name."""
    for case in ("gen", "ine", "ela", "ade", "abl", "all"):
        for ending in SINGULAR[case]:
            yield case, harmonised(ending, front=is_front(name))


def clips_of(form: Form, *, front: bool) -> Iterator[Form]:
    """What is left of the form when puhekieli drops its end: Tampereella -> tampereel."""
    for ending, clipped in CLIPS.get(form.case, ()):
        full = harmonised(ending, front=front)
        if form.text.endswith(full):
            yield Form(form.text[: -len(full)] + harmonised(clipped, front=front), form.case, clipped=True)


def singular(stems: Stems) -> Iterator[Form]:
    """The cases of the singular."""
    for text in stems.nominative:
        yield Form(text, "nom")
    for text in stems.partitive:
        yield Form(text, "par")
    for text in stems.illative:
        yield Form(text, "ill")
    for case, endings in SINGULAR.items():
        for ending in endings:
            yield Form(stems.weak + harmonised(ending, front=stems.front), case)
    yield Form(stems.strong + harmonised("na", front=stems.front), "oth")


def plural(stems: Stems) -> Iterator[Form]:
    """The cases of the plural; for a name that is always in the plural they are its cases."""
    own = stems.only_plural
    yield Form(stems.weak + "t", "nom" if own else "plu")
    for text in stems.genitive_plural:
        yield Form(text, "gen" if own else "plu")
    for strong, weak in stems.plural:
        for case, ending in (("ine", "ssa"), ("ela", "sta"), ("ade", "lla"), ("abl", "lta"), ("all", "lle")):
            yield Form(weak + harmonised(ending, front=stems.front), case if own else "plu")
        yield Form(weak + "ksi", "oth" if own else "plu")
        yield Form(strong + harmonised("na", front=stems.front), "oth" if own else "plu")
        yield from _plural_vowel_cases(strong, "ill" if own else "plu", stems)


def _plural_vowel_cases(strong: str, case: str, stems: Stems) -> Iterator[Form]:
    before = strong[-2:-1]
    yield Form(strong + ("hin" if before in "aeouyäö" else "in"), case)
    if case != "plu":
        return
    if stems.weak[-2:] in LONG_VOWELS or len(stems.partitive) > 1:
        yield Form(strong + harmonised("ta", front=stems.front), case)
        yield Form(strong + "den", case)
        yield Form(strong + "siin", case)
    else:
        joined = strong[:-1] + "j" if before in "aeouyäö" else strong
        yield Form(joined + harmonised("a", front=stems.front), case)
        yield Form(joined + "en", case)


def possessive_stems(stems: Stems) -> Iterator[Form]:
    """What a possessive ending is added to where no case form is: Vesilahte-ni."""
    yield Form(stems.strong, "pos")


def demonyms(stem: str, *, front: bool) -> Iterator[Form]:
    """Tamperelainen in its cases and numbers."""
    base = stem + harmonised("lai", front=front)
    for case, endings in DEMONYM:
        for ending in endings.split():
            yield Form(base + harmonised(ending.rstrip("-"), front=front), case)
    for ending in DEMONYM_CLIPS.split():
        yield Form(base + ending, "dem", clipped=True)


def nen_demonyms(stem: str, *, front: bool) -> Iterator[Form]:
    """Kiuruvetinen, seinäjokinen: the short demonym of a compound."""
    for case, endings in DEMONYM:
        for ending in endings.split():
            yield Form(stem + harmonised(ending.rstrip("-"), front=front), case)


def forms_of(name: str, paradigm: str, *, short_demonyms: bool = True) -> list[Form]:
    """Every form of the name, each once, in lower case."""
    name = name.lower()
    compound = _compound(name, paradigm)
    if compound is not None:
        return _unique(compound)
    stems = stems_of(name, paradigm)
    found = list(_noun(stems))
    for stem in stems.demonym:
        found += demonyms(stem, front=stems.front)
    if short_demonyms:
        found += _short_demonyms(name, paradigm, stems)
    if paradigm == "ig":
        found += _noun(stems_of(name, "eg"))
    if paradigm == "abbr":
        found += _other_harmony(stems)
    return _unique(found)


def _noun(stems: Stems) -> Iterator[Form]:
    plain = [*singular(stems), *plural(stems)]
    yield from plain
    yield from possessive_stems(stems)
    for form in plain:
        yield from clips_of(form, front=stems.front)


def _other_harmony(stems: Stems) -> Iterator[Form]:
    """Tre:lla, Hki:ssa: an abbreviation with the vowels of the whole name."""
    front = not stems.front
    for form in singular(replace(stems, front=front)):
        yield form
        yield from clips_of(form, front=front)


def _short_demonyms(name: str, paradigm: str, stems: Stems) -> list[Form]:
    if paradigm == "vesi" and len(name) > len("vesi"):
        return list(nen_demonyms(name[:-2] + "ti", front=True))
    if paradigm in {"e", "er", "eg"} and name.endswith(("joki", "järvi", "mäki", "saari")) and len(name) > len("järvi"):
        return list(nen_demonyms(name, front=stems.front))
    return []


def _unique(forms: list[Form]) -> list[Form]:
    best: dict[str, Form] = {}
    for form in forms:
        if len(form.text) > 1:
            best.setdefault(form.text, form)
    return list(best.values())


def _compound(name: str, paradigm: str) -> list[Form] | None:
    """Names whose first part is declined too, or whose second word is not."""
    if paradigm == "uusi":
        return _both_parts(name, UUSI, "uusi")
    if paradigm in {"iso", "vähä"}:
        return _both_parts(name, _adjective_forms(paradigm), paradigm)
    if paradigm == "tl":
        base = forms_of(name.removesuffix(" tl"), "e")
        return [Form(form.text + " tl", form.case, form.clipped) for form in base if form.case != "dem"] + base
    if paradigm == "kunta":
        owner = forms_of("pedersöre", "v")
        return owner + [Form(f"pedersören {form.text}", form.case, form.clipped) for form in forms_of("kunta", "grad")]
    return None


def _adjective_forms(word: str) -> dict[str, str]:
    front = is_front(word)
    return {
        case: word + ending.replace("=", word[-1]) if "=" in ending else word + harmonised(ending, front=front)
        for case, ending in ADJECTIVE.items()
    }


def _both_parts(name: str, first: dict[str, str], word: str) -> list[Form]:
    head = name.removeprefix(word)
    paradigm = {"kaupunki": "grad", "kaarlepyy": "long", "kyrö": "v"}[head]
    found: list[Form] = []
    for form in forms_of(head, paradigm):
        if form.case == "dem":
            found.append(Form(word + form.text, form.case, form.clipped))
            continue
        found.append(Form(_declined(first, form) + form.text, form.case, form.clipped))
        found += [Form(start + form.text, form.case, form.clipped) for start in (word, first["gen"])]
    return found


def _declined(first: dict[str, str], form: Form) -> str:
    if form.case in first:
        return first[form.case]
    if form.case == "oth":
        case = {"na": "ess", "nä": "ess", "si": "tra", "ks": "tra"}.get(form.text[-2:], "abe")
        return first[case]
    return first["gen"]
