"""Redaction: personal data leaves the message; dates, service numbers and business ids stay."""

from __future__ import annotations

import random

import pytest

from web.gateway.incoming import taken_in
from web.gateway.redact import redact

CENTURY_SIGNS = "+-ABCDEFUVWXY"
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d"


def made_up_identity_codes(count: int, seed: int = 7) -> list[str]:
    """Identity codes that no person has: individual numbers 900-999 (DVV)."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        sign = chance.choice(CENTURY_SIGNS)
        if sign == "-":
            sign = chance.choice(DASHES)
        code = f"{chance.randint(1, 31):02d}{chance.randint(1, 12):02d}{chance.randint(0, 99):02d}{sign}"
        code += f"{chance.randint(900, 999)}{chance.choice('0123456789ABCDEFHJKLMNPRSTUVWXY')}"
        code = chance.choice([code, code.lower(), code.replace(sign, f" {sign} "), code[:6] + "\u200b" + code[6:]])
        made.append(code)
    return made


def test_no_variant_of_an_identity_code_passes() -> None:
    passed = [code for code in made_up_identity_codes(20_000) if "[henkilötunnus]" not in taken_in(f"tunnus {code} on")]
    assert passed == []


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("soita 040 123 4567 illalla", "soita [puhelinnumero] illalla"),
        ("numero on +358401234567", "numero on [puhelinnumero]"),
        ("maija.meikalainen@example.com kiitos", "[sähköposti] kiitos"),
        ("tili FI21 1234 5600 0007 85", "tili [tilinumero]"),
        ("020190900X on tunnus", "020190900X on tunnus"),
    ],
)
def test_other_personal_data(text: str, redacted: str) -> None:
    assert redact(text) == redacted


@pytest.mark.parametrize(
    "text",
    [
        "vuokra on 650 euroa kuussa",
        "päätös tuli 24.11.2026",
        "yritys 1234567-8 perii velkaa",
        "soitin numeroon 116 117",
        "112 vastasi heti",
        "2 lasta ja 3 kk vuokraa",
    ],
)
def test_ordinary_numbers_stay(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize("typed", ["/restart", "  /q{}", "\u200b/ohita", "//x", "\uff0fohita"])
def test_an_intent_cannot_be_typed(typed: str) -> None:
    assert not taken_in(typed).startswith("/")


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b\u200b", "///", "\ud800"])
def test_nothing_readable_is_nothing(nothing: str) -> None:
    assert taken_in(nothing) == ""
