"""Finnish number words as numbers, in written language, puhekieli and dialect, with or without dots: 0 to 199."""

from __future__ import annotations

import re

UNITS = (
    (r"kahdeksan|kaheksan|kaheksa|kaheksaa|kasi", 8),
    (r"yhdeksan|yheksan|yheksa|ysi", 9),
    (r"seitseman|seitteman|seittaman|seitsema|seittema|seiska|seittemen", 7),
    (r"yksi|yks|yhden|yhe|yhta", 1),
    (r"kaksi|kaks|kahden|kahen|kahta|kaxi|kahe", 2),
    (r"kolmen|kolme|kolom|kolmea", 3),
    (r"neljan|nelja|neli|nelij", 4),
    (r"viisi|viis|viiden|viien|viitta|viije", 5),
    (r"kuusi|kuus|kuuden|kuuen|kuutta|kuuve", 6),
)
UNIT = "|".join(rf"(?P<{{prefix}}{value}>{words})" for words, value in UNITS)
TENS = r"kymmenta|kymmentta|kymmenen|kymment|kymmene|kymmen|kyna|kyta|kyt|kymppi|kymppia"
NUMBER = re.compile(
    rf"(?:(?P<ten>kymmenen|kymmene|kymppi)|(?:{UNIT.format(prefix='a')})(?:(?P<teen>toista|toist|toistaa|tois)"
    rf"|(?P<tens>{TENS})(?:{UNIT.format(prefix='b')})?)?)"
)
LONGEST = 40


def _unit(groups: dict[str, str | None], prefix: str) -> int:
    return next((value for _, value in UNITS if groups.get(f"{prefix}{value}")), 0)


def number_of(word: str) -> int | None:
    """The number that a folded word or digits say, or None."""
    if word.isdigit():
        return int(word) if len(word) <= 3 else None
    if len(word) > LONGEST:
        return None
    found = NUMBER.fullmatch(word)
    if not found:
        return None
    groups = found.groupdict()
    if groups["ten"]:
        return 10
    first = _unit(groups, "a")
    if groups["teen"]:
        return 10 + first
    return first * 10 + _unit(groups, "b") if groups["tens"] else first
