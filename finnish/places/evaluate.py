"""Measures the recogniser: `python -m finnish.places.evaluate`.

Three parts: every generated form of the 308 municipalities in a short sentence, as it is, with a capital letter,
without dots and with clitics; forms that are misspelt, clipped, nicknames, districts, former municipalities and
Swedish names; and the sentences of tests/evaluation/places_hard.yml, which others wrote. A misspelling that happens to
be another form or an ordinary word is left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from finnish.places.generate import Group, all_forms
from finnish.places.lexicon import STEM, Lexicon, read_lexicon
from finnish.places.mistakes import misspellings
from finnish.places.recogniser import PlaceRecogniser
from finnish.places.stems import is_front
from finnish.places.tokens import undotted

HARD = Path(__file__).parents[2] / "tests" / "evaluation" / "places_hard.yml"
CARRIERS = {
    "nom": "kotikuntani on {}",
    "gen": "{} kunnan palvelut",
    "ine": "asun {}",
    "ade": "asun {}",
    "ela": "soitan {} päin, muutin {}",
    "abl": "muutettiin {}",
    "ill": "muutin {}",
    "all": "muutin {}",
    "dem": "kysyn {} puolesta",
}
SWEDISH_CARRIERS = {"nom": "jag bor i {}", "gen": "{}"}
OTHER_CARRIER = "kotikunta: {}"
CLITICS = (("kin", "kin"), ("kaan", "kään"), ("han", "hän"), ("ko", "kö"), ("pa", "pä"))
TYPO_CASES = {"nom", "gen", "ine", "ade", "ela", "abl", "ill", "all"}
SEED = 7
SHOWN = 20

Case = tuple[str, str]


def carried(form: str, case: str) -> str:
    """The form in a sentence that suits its case."""
    return CARRIERS.get(case, OTHER_CARRIER).format(form, form)


def form_cases(forms: dict[str, list[Group]]) -> Iterator[Case]:
    """Every form of every municipality, and how it may be written."""
    for number, (form, groups) in enumerate(forms.items()):
        group = groups[0]
        if group.how != "form" or form.endswith(STEM):
            continue
        clitic = CLITICS[number % len(CLITICS)][int(is_front(form))]
        for written in (form, form.capitalize(), undotted(form), form + clitic):
            yield carried(written, group.case), group.code


def mistake_cases(forms: dict[str, list[Group]], lexicon: Lexicon) -> Iterator[Case]:
    """Misspelt forms in the cases that people use."""
    usual = {form: groups[0] for form, groups in forms.items() if _is_usual(groups[0])}
    for form, written in misspellings(sorted(usual), SEED):
        if not lexicon.exact(written) and not lexicon.is_ordinary(written) and not lexicon.dotted(written):
            yield carried(written, usual[form].case), usual[form].code


def _is_usual(group: Group) -> bool:
    return group.how == "form" and group.case in TYPO_CASES and (group.own == "1" or group.case in {"nom", "gen"})


def other_cases(forms: dict[str, list[Group]], hows: Iterable[str]) -> Iterator[Case]:
    """Forms that are clipped, nicknames and so on."""
    for form, groups in forms.items():
        if groups[0].how in hows and not form.endswith(STEM):
            swedish = SWEDISH_CARRIERS.get(groups[0].case) if groups[0].how == "swedish" else None
            yield swedish.format(form) if swedish else carried(form, groups[0].case), groups[0].code


def hard_cases(recogniser: PlaceRecogniser, path: Path = HARD) -> Iterator[tuple[str, str | None]]:
    """The sentences of others with the code that is right, None for no place."""
    codes = {recogniser.name_of(code): code for code in read_lexicon().names}
    for row in yaml.safe_load(path.read_text(encoding="utf-8")):
        name = row["municipality"]
        yield row["text"], codes[name] if name else None


def share_right(recogniser: PlaceRecogniser, cases: Iterable[tuple[str, str | None]]) -> tuple[int, int, list[str]]:
    """How many are right, how many there are, and what is wrong."""
    right, wrong = 0, []
    for text, code in cases:
        found = recogniser.home(text)
        if (found.code if found else None) == code:
            right += 1
        else:
            wrong.append(f"{text} | {found.name if found else '-'} | {recogniser.name_of(code) if code else '-'}")
    return right, right + len(wrong), wrong


def report(show: int) -> list[str]:
    """The lines that the command prints."""
    recogniser, lexicon, forms = PlaceRecogniser.load(), read_lexicon(), all_forms()
    parts: list[tuple[str, Iterable[tuple[str, str | None]]]] = [
        ("forms of the 308 municipalities", form_cases(forms)),
        ("misspelt", mistake_cases(forms, lexicon)),
        *((how, other_cases(forms, {how})) for how in ("clipped", "nickname", "district", "former", "swedish")),
        ("places_hard.yml", hard_cases(recogniser) if HARD.exists() else ()),
    ]
    lines = []
    for name, cases in parts:
        right, count, wrong = share_right(recogniser, cases)
        lines.append(f"{name:34} {right:7} of {count:7}  {right / max(count, 1):7.2%}")
        lines += [f"    {text}" for text in wrong[:: max(1, len(wrong) // show)][:show]] if show else []
    return lines


def main() -> None:
    """Prints the shares; with --show N also N of the wrong ones of each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0)
    sys.stdout.write("\n".join(report(parser.parse_args().show)) + "\n")


if __name__ == "__main__":
    main()
