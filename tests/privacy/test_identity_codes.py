"""100,000 generated variants of identity codes: none passes; dates, business ids and service numbers stay."""

from __future__ import annotations

import asyncio
import random
import threading

import pytest
from sqlalchemy import create_engine

from service_catalog.catalogue import Catalogue
from web.gateway.incoming import taken_in, with_public_numbers

CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
SIGNS = "+-ABCDEFUVWXY"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
HIDDEN = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad")
COUNT = 100_000


def variants(count: int, seed: int) -> list[str]:
    """Codes with individual numbers 900-999, which no person has, in the ways that people and programs write."""
    chance, made = random.Random(seed), []
    for _ in range(count):
        sign = chance.choice(SIGNS)
        date = f"{chance.randint(1, 31):02d}{chance.randint(1, 12):02d}{chance.randint(0, 99):02d}"
        number = f"{chance.randint(900, 999)}"
        check = CHECK[int(date + number) % 31] if chance.random() < 0.7 else chance.choice(CHECK)
        sign = chance.choice(DASHES) if sign == "-" and chance.random() < 0.5 else sign
        code = f"{date}{sign}{number}{check}"
        spot = chance.randint(1, len(code) - 1)
        code = chance.choice((
            code, code.lower(), f"{date} {sign} {number}{check}", f"{date}{sign} {number}{check}",
            code[:spot] + chance.choice(HIDDEN) + code[spot:],
            "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in code),
        ))  # fmt: skip
        made.append(chance.choice((f"tunnus {code} on", f"({code})", f"hetu:{code}.", f'"{code}"', code)))
    return made


def test_no_variant_of_an_identity_code_passes() -> None:
    passed = [ascii(text) for text in variants(COUNT, 7) if "henkilötunnus" not in taken_in(text)]
    assert passed == []


def test_numbers_of_services_and_dates_stay() -> None:
    for text in ("116 117", "112", "24.11.2026", "Y-tunnus 1234567-8", "vuokra 650,50"):
        assert taken_in(f"soitin {text} eilen") == f"soitin {text} eilen"


def heard(text: str, catalogue: Catalogue) -> str:
    return asyncio.run(with_public_numbers(text, taken_in(text), catalogue))


@pytest.mark.parametrize("number", [
    "03 629 6565", "036296565", "03-629 6565", "(03) 629 6565", "+358 3 629 6565", "+35836296565", "00358 3 6296565",
    "+358 (0)3 629 6565", "03–629 6565", "040 733 3949", "116 117", "+358 116 117", "116 123", "112",
])  # fmt: skip
def test_services_own_numbers_stay(number: str, catalogue: Catalogue) -> None:
    assert "[" not in heard(f"soitin {number} eilen", catalogue)


@pytest.mark.parametrize("number", [
    "03 629 6564", "040 733 3948", "+46 3 629 6565", "+358 40 123 4567", "0401234567", "03 629 6565 1",
])  # fmt: skip
def test_other_numbers_go(number: str, catalogue: Catalogue) -> None:
    assert heard(f"soitin {number} eilen", catalogue) == "soitin [puhelinnumero] eilen"


def test_a_persons_number_goes_beside_a_services_own(catalogue: Catalogue) -> None:
    said = "soitin 03 629 6565, minut saa 040 123 4567"
    assert heard(said, catalogue) == "soitin 03 629 6565, minut saa [puhelinnumero]"


def test_without_the_catalogue_every_number_goes() -> None:
    missing = Catalogue(create_engine("sqlite:////nonexistent/catalogue.db"))
    assert heard("soitin 03 629 6565 eilen", missing) == "soitin [puhelinnumero] eilen"


def test_a_catalogue_that_hangs_keeps_no_answer_waiting(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    went_on = threading.Event()
    monkeypatch.setattr(Catalogue, "read", lambda *_: went_on.wait(10))

    async def said() -> str:
        text = "soitin 03 629 6565 eilen"
        kept = await with_public_numbers(text, taken_in(text), catalogue)
        assert not went_on.is_set()
        went_on.set()
        return kept

    assert asyncio.run(said()) == "soitin [puhelinnumero] eilen"
