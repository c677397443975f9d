"""Reads the cells of one row: each reading gives a value or notes what is wrong with the cell and how to mend it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import HttpUrl, TypeAdapter, ValidationError

from finnish.normalise import fold, words
from service_catalog.hours.form import WEEKDAYS
from service_catalog.importers.personal import is_personal_email
from service_catalog.importers.sheet.columns import SheetProblem, column, sheet_texts
from service_catalog.importers.sheet.table import SheetRow
from service_catalog.verdicts import verdicts_in

LIST = re.compile(r"[;|]")
WORD_LIST = re.compile(r"[;|,]")
DAY_RANGE = re.compile(r"\s*[-–]\s*")
ID = re.compile(r"[a-z][a-z0-9_]{0,79}")
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
PHONE = re.compile(r"(\+|0)[\d ()-]{2,19}\d|112")
CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d\d))?(?::00)?")
DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
URL = TypeAdapter(HttpUrl)
MAX_URL = 500


@dataclass(frozen=True)
class Known:
    """What cells may refer to: needs {id: name}, areas {folded name: (kind, code)}, languages {name: code}, and today.

    `municipalities` are {folded name: name}.
    """

    needs: dict[str, str]
    areas: dict[str, tuple[str, str]]
    area_names: list[str]
    municipalities: dict[str, str]
    languages: dict[str, str]
    today: dt.date


class Cells:
    """The cells of a row. `problems` gathers what is wrong in those that were read."""

    def __init__(self, row: SheetRow, known: Known) -> None:
        self._row, self._known = row, known
        self.problems: list[SheetProblem] = []

    def note(self, name: str | None, kind: str, **values: object) -> None:
        """Notes a fault of the column `name`, or of the row."""
        self.problems.append(SheetProblem(self._row.line, name, kind, values))

    def raw(self, name: str) -> str:
        """The text of a cell as it stands; empty when it is not filled."""
        return self._row.cells.get(name, "")

    def text(self, name: str) -> str:
        """The text of a cell within the lengths of its column; a required one must be filled."""
        text, about = self.raw(name), column(name)
        if not text:
            if about.required:
                self.note(name, "required")
        elif about.most and len(text) > about.most:
            self.note(name, "too_long", length=len(text))
        elif len(text) < about.least:
            self.note(name, "too_short")
        return text

    def sentence(self, name: str) -> str:
        """A text that residents read: as all texts of the catalogue, without exclamation marks and verdicts."""
        text = self.text(name)
        if "!" in text:
            self.note(name, "exclamation")
        for verdict in verdicts_in(text)[:1]:
            self.note(name, "verdict", value=verdict)
        return text

    def key(self, *names: str) -> str:
        """The row's own id, or one that is made of the words of other columns."""
        given = self.raw("id")
        if given and not ID.fullmatch(given):
            self.note("id", "id", value=given)
        return given or "_".join(words(" ".join(self.raw(name) for name in names)))[:80]

    def url(self, name: str) -> str | None:
        """An http or https address."""
        text = self.text(name)
        if not text:
            return None
        try:
            URL.validate_python(text)
        except ValidationError:
            self.note(name, "url", value=text)
        else:
            if len(text) > MAX_URL or "." not in text or " " in text:
                self.note(name, "url", value=text)
        return text

    def email(self, name: str) -> str | None:
        """An e-mail address of the organisation, not of a person."""
        text = self.text(name)
        if text and not EMAIL.fullmatch(text):
            self.note(name, "email", value=text)
        elif text and is_personal_email(text):
            self.note(name, "personal_email", value=text)
        return text or None

    def phone(self, name: str) -> str | None:
        """A phone number in the form 0... or +..."""
        text = self.text(name)
        if text and not PHONE.fullmatch(text):
            self.note(name, "phone", value=text)
        return text or None

    def postal_code(self, name: str) -> str | None:
        """A postal code of five digits."""
        text = self.text(name)
        if text and not re.fullmatch(r"[0-9]{5}", text):
            self.note(name, "postal_code", value=text)
        return text or None

    def choice(self, name: str, default: str) -> str:
        """The value of a word that the column offers."""
        text, offered = self.raw(name), sheet_texts().choices[name]
        if text and text.casefold() not in offered:
            self.note(name, "choice", value=text, most=", ".join(offered))
        return offered.get(text.casefold(), default)

    def day(self, name: str) -> dt.date | None:
        """A day as 24.11.2026 or 2026-11-24."""
        text = self.text(name)
        if not text:
            return None
        finnish = DAY.fullmatch(text)
        try:
            if finnish:
                return dt.date(int(finnish[3]), int(finnish[2]), int(finnish[1]))
            return dt.date.fromisoformat(text)
        except ValueError:
            self.note(name, "day", value=text)
            return None

    def past_day(self, name: str) -> dt.date:
        """A day that has been; today stands for one that cannot be read."""
        day = self.day(name)
        if day and day > self._known.today:
            self.note(name, "future", value=self.raw(name))
        return day or self._known.today

    def age(self, name: str) -> int | None:
        """An age in years."""
        text = self.raw(name)
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,3}", text) or int(text) > 120:
            self.note(name, "age", value=text)
            return None
        return int(text)

    def amount(self, name: str) -> float | None:
        """A price in euros, with a comma or a point."""
        text = self.raw(name)
        if text and not re.fullmatch(r"[0-9]{1,6}([.,][0-9]{1,2})?( ?€)?", text):
            self.note(name, "amount", value=text)
            return None
        return float(text.rstrip(" €").replace(",", ".")) if text else None

    def needs(self, name: str) -> list[str]:
        """The ids of needs, which may be given by id or by name."""
        self.text(name)
        by_name = {fold(need): need_id for need_id, need in self._known.needs.items()}
        found: list[str] = []
        for word in _listed(self.raw(name)):
            need = word if word in self._known.needs else by_name.get(fold(word))
            if need:
                found.append(need)
            else:
                self.note(name, "need", value=word, nearest=_nearest(word, [*self._known.needs, *by_name]))
        return list(dict.fromkeys(found))

    def areas(self, name: str) -> list[tuple[str, str]]:
        """Kinds and codes of areas; the whole country stands alone."""
        self.text(name)
        found: list[tuple[str, str]] = []
        for word in _listed(self.raw(name)):
            if word.casefold() in sheet_texts().whole_country:
                return [("national", "")]
            if fold(word) in self._known.areas:
                found.append(self._known.areas[fold(word)])
            else:
                self.note(name, "area", value=word, nearest=_nearest(word, self._known.area_names))
        return sorted(set(found))

    def municipality(self, name: str) -> str | None:
        """The name of a municipality."""
        text = self.text(name)
        if text and fold(text) not in self._known.municipalities:
            self.note(name, "municipality", value=text, nearest=_nearest(text, self._known.municipalities.values()))
        return self._known.municipalities.get(fold(text))

    def languages(self, name: str) -> list[str]:
        """Codes of languages that are given by name or by code; Finnish when none is."""
        known = self._known.languages
        found: list[str] = []
        for word in _listed(self.raw(name)):
            code = known.get(word.casefold()) or (word if word in known.values() else None)
            if code:
                found.append(code)
            else:
                self.note(name, "language", value=word, most=", ".join(known))
        return found or ["fi"]

    def spans(self, days: str, opens: str, closes: str) -> list[dict[str, object]]:
        """Weekly spans: as many groups of days as there are opening and closing times."""
        parts = [
            [part.strip() for part in LIST.split(self.raw(name)) if part.strip()] for name in (days, opens, closes)
        ]
        if len({len(part) for part in parts}) > 1:
            self.note(days, "uneven")
            return []
        return [
            {
                "days": self._weekdays(days, group),
                "opens": self._clock(opens, first, latest=23),
                "closes": self._clock(closes, last, latest=24),
            }
            for group, first, last in zip(*parts, strict=True)
        ]

    def _weekdays(self, name: str, text: str) -> list[str]:
        shown = {short: day for day, short in sheet_texts().weekdays.items()} | {day: day for day in WEEKDAYS}
        found: set[str] = set()
        for part in text.casefold().split(","):
            ends = [shown.get(end.strip()) for end in DAY_RANGE.split(part)]
            first, last = ends[0], ends[-1]
            if len(ends) > 2 or first is None or last is None:
                self.note(name, "weekday", value=part.strip())
                continue
            start, stop = WEEKDAYS.index(first), WEEKDAYS.index(last)
            if stop < start:
                self.note(name, "weekday", value=part.strip())
            found.update(WEEKDAYS[start : stop + 1])
        return [day for day in WEEKDAYS if day in found]

    def _clock(self, name: str, text: str, latest: int) -> str:
        match = CLOCK.fullmatch(text)
        hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
        if hour > latest or minute > 59 or (hour == 24 and minute):
            self.note(name, "time", value=text)
        return f"{hour:02d}:{minute:02d}"


def _listed(text: str) -> list[str]:
    return [word.strip() for word in WORD_LIST.split(text) if word.strip()]


def _nearest(word: str, choices: Iterable[str]) -> str:
    folded = {fold(choice): choice for choice in choices}
    return folded.get(next(iter(get_close_matches(fold(word), folded, 1, 0)), ""), "")
