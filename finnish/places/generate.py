"""Makes forms.txt.gz, the forms of every place name: `python -m finnish.places.generate`.

Sources, all in this folder:

* names.csv: the 308 municipalities with the paradigm of each (finnish/places/stems.py tells the codes), its own local
  cases ("i": Turussa, "e": Tampereella) and its Swedish name. Codes and names are those of Statistics Finland's
  classification of municipalities 2025; a test compares them with the catalogue's municipalities.csv. Paradigms and
  local cases were set by hand.
* aliases.csv: former municipalities (merged since the 1920s), districts and villages that name one municipality, names
  of puhekieli, more Swedish names. Typed by hand; names of villages were compared with the postal code list (Posti,
  shared/ptv/codelists/postal_codes.csv) and left out where another municipality has a village of the same name.
  The districts after Tammela (837) were chosen from memory, without that comparison; names that are known of another
  municipality too, or are surnames or ordinary words, were left out.
* ambiguous.csv: which of those are ordinary words or first names too, and how sure each group of their forms is alone
  (finnish/places/lexicon.py, Entry); single forms and "dem", all the forms of the resident's name (kalevalainen), have
  their own level. Typed by hand.
* ordinary.txt: ordinary words that are one letter from a form and are never taken as its typo. Candidates were found
  with `python -m finnish.places.ordinary` in the Finnish word list of wordfreq (code Apache-2.0, data CC BY-SA 4.0;
  only single words that collide with a form, without frequencies) and in the training data here; real misspellings of
  places were left out, and others added, by hand.
* words.txt: the words around a place that tell what it has to do with the person. Typed by hand.

The forms were compared while this was written with what the analysers Voikko (pyvoikko) and Pykko (pypykko) accept;
both are GPL, were installed apart from the repository, and nothing of them is here: `pip install pyvoikko`, then
`pyvoikko.analyse(form)` for each form of `finnish.places.inflect.forms_of(name, paradigm)`, and look at those without a
place name among the analyses.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from finnish.places.inflect import Form, endings_for, forms_of
from finnish.places.lexicon import DATA, ORDINARY, STEM
from finnish.places.tokens import UNDOTTED, single_letters

HERE = Path(__file__).parent
LOCAL = {"i": {"ine", "ela", "ill"}, "e": {"ade", "abl", "all"}}
LEFT_OUT = "-"
VOWELS = "aeiouyäö"
IRREGULAR = {
    "Kangasala": "ade=kangasalla abl=kangasalta all=kangasalle ade~kangasal abl~kangasalt",
    "Koski Tl": "ade=koski_tl:llä",
}
SURE_SWEDISH = {"Esbo", "Åbo", "Borgå", "Malax", "Kaskö"}
SHORT_SWEDISH = 5

SHORTEST = {"form": 6, "clipped": 8, "former": 7, "district": 8}
LONG_FORM = 9
SHORTEST_CLIP, LONG_CLIP = 4, 6
LONGEST = 30

Levels = dict[str, dict[str, str]]


class Group(NamedTuple):
    """What a form names, as the data file has it."""

    code: str
    how: str
    case: str
    own: str
    sure: str


@cache
def ordinary_words() -> frozenset[str]:
    """Ordinary words that look like a place."""
    return frozenset(ORDINARY.read_text(encoding="utf-8").split())


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _levels() -> Levels:
    """How sure the forms of ambiguous names are: name -> group of cases or form -> level."""
    found: Levels = {}
    for row in _rows("ambiguous.csv"):
        single = dict(pair.split("=") for pair in row["forms"].split())
        groups = {"nom": row["nominative"], "gen": row["genitive"], "local": row["local"], "other": row["other"]}
        found[row["name"]] = groups | single
    return found


def _sure(form: Form, levels: dict[str, str], *, own: bool) -> str:
    if form.text in levels or form.text.endswith(" tl"):
        return levels.get(form.text, "")
    shortest = LONG_CLIP if form.case in {"gen", "par"} else SHORTEST_CLIP
    if form.clipped and len(form.text) < shortest:
        return "c"
    if form.case == "pos":
        return ""
    if form.case in {"nom", "gen", "dem"}:
        return levels.get(form.case, "")
    return levels.get("local" if own else "other", "")


def dialect(form: Form, name: str) -> Iterator[Form]:
    """Forms of dialects that drop the weak d or say r: Lahessa, Ruoverellä."""
    tail = form.text[len(name) - 3 :]
    short = len(name) < LONG_CLIP and name != "Lahti"
    if short or form.case in {"dem", "pos", "nom", "plu", "oth"} or "d" not in tail or "d" in name[-3:].lower():
        return
    head = form.text[: len(name) - 3]
    for other in ("", "r"):
        yield Form(head + tail.replace("d", other, 1), form.case, clipped=True)


def learners_forms(name: str) -> list[Form]:
    """Endings on the basic form, as learners write: Turkussa, Helsinkissä, Tamperessa."""
    if name[-1] not in VOWELS or not name.isalpha():
        return []
    made = [Form(name.lower() + ending, case, wrong=True) for case, ending in endings_for(name)]
    return [form for form in made if form.text not in ordinary_words()]


def _irregular(name: str) -> Iterator[Form]:
    for pair in IRREGULAR.get(name, "").split():
        clipped = "~" in pair
        case, text = pair.split("~" if clipped else "=")
        yield Form(text.replace("_", " ").replace(":", ""), case, clipped=clipped)


def finnish_forms(row: dict[str, str], kind: str) -> list[Form]:
    """The forms of one row of names.csv or aliases.csv."""
    name = row["name"].partition(" - ")[0]
    forms = forms_of(name, row["paradigm"], short_demonyms=kind != "district")
    known = {form.text for form in forms}
    more = [*_irregular(name), *(new for form in forms for new in dialect(form, name)), *learners_forms(name)]
    forms += [form for form in more if form.text not in known]
    return forms


def swedish_forms(name: str) -> list[Form]:
    """A Swedish name and its genitive."""
    name = name.lower()
    genitive = name if name.endswith("s") else name + "s"
    return [Form(name, "nom"), Form(genitive, "gen")] if genitive != name else [Form(name, "nom")]


def _spellings(text: str) -> list[str]:
    """A name of several parts is one key, words with spaces between; and written together."""
    words = text.replace("-", " ").replace(":", " ").replace(".", " ")
    if " " not in words:
        return [text]
    return [words, words.replace(" ", "")] if "-" in text else [words]


def all_forms() -> dict[str, list[Group]]:
    """Every form with what it names, the surest first as the tables have them."""
    found: dict[str, list[Group]] = {}
    levels = _levels()
    for row in _rows("names.csv"):
        _add(found, row, "form", levels.get(row["name"], {}))
        if row["swedish"]:
            _add_swedish(found, row["code"], row["swedish"])
    for row in _rows("aliases.csv"):
        if row["kind"] == "swedish":
            _add_swedish(found, row["code"], row["name"])
        else:
            _add(found, row, row["kind"], levels.get(row["name"], {}))
    return found


def _add(found: dict[str, list[Group]], row: dict[str, str], kind: str, levels: dict[str, str]) -> None:
    for form in finnish_forms(row, kind):
        own = form.case in LOCAL[row["local"]]
        how = "clipped" if form.clipped else "typo" if form.wrong else kind
        group = Group(row["code"], how, form.case, "1" if own else "0", _sure(form, levels, own=own))
        for spelling in _spellings(form.text) if group.sure != LEFT_OUT else ():
            key = spelling + STEM if form.case == "pos" else spelling
            if all(other[:2] != group[:2] for other in found.setdefault(key, [])):
                found[key].append(group)


def _add_swedish(found: dict[str, list[Group]], code: str, name: str) -> None:
    level = "w" if len(name) <= SHORT_SWEDISH and name not in SURE_SWEDISH else ""
    for form in swedish_forms(name):
        for spelling in _spellings(form.text):
            found.setdefault(spelling, []).append(Group(code, "swedish", form.case, "0", level))


def may_be_mistyped(form: str, group: Group) -> bool:
    """True when a word one letter from the form is taken for it: the form is sure and long enough for its kind.

    Never for the residents of a district: one letter from them are peoples (korealainen is not from Koria).
    """
    sure, own = group.sure, group.own == "1"
    if group.case == "dem" and group.how == "district":
        return False
    shortest = SHORTEST.get(group.how, LONGEST) - int(group.how == "form" and group.case == "nom")
    if sure not in {"", "l"} or group.case in {"plu", "pos"} or len(form) < shortest:
        return False
    if len(form) >= LONG_FORM:
        return not sure or own
    return own or (group.case in {"nom", "gen", "dem"} and not sure)


def generate() -> str:
    """The text of the data file; finnish/places/lexicon.py tells its parts."""
    forms = all_forms()
    groups: dict[str, list[str]] = {}
    for form, found in forms.items():
        groups.setdefault(" ".join(",".join(group) for group in found), []).append(form)
    municipal = {form.text for row in _rows("names.csv") for form in finnish_forms(row, "form")}
    mistyped = {
        form.translate(UNDOTTED)
        for form, found in forms.items()
        if may_be_mistyped(form, found[0]) and (found[0].how != "clipped" or form in municipal)
    }
    parts = (
        "\n".join(f"{row['code']}\t{row['name']}" for row in _rows("names.csv")),
        "\n".join(f"{len(same)}\t{entries}" for entries, same in groups.items()),
        "|".join(form for same in groups.values() for form in same),
        "|".join(sorted(mistyped)),
        "|".join(single_letters(form) for form in sorted(mistyped)),
    )
    return "\n\n".join(parts) + "\n"


def compressed() -> bytes:
    """The bytes of the data file; the same on every machine."""
    return gzip.compress(generate().encode(), 9, mtime=0)


def main() -> None:
    """Writes the data file."""
    DATA.write_bytes(compressed())


if __name__ == "__main__":
    main()
