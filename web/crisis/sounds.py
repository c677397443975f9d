"""How a word sounds when dialect, spoken language and slips of spelling are levelled: "lähren" and "lähden" meet.

Rough on purpose: it serves as one more view of a message beside its letters, and as the last try for an unknown word.
"""

from __future__ import annotations

import re
from functools import lru_cache

EXTRA_VOWEL = re.compile(r"(?<=([aeiouy])[lnrh])\1(?=[mkvhpfjbg])")
REPEATED = re.compile(r"(.)\1")
LEVELLED = (
    ("ts", "t"), ("tt", "t"), ("d", "r"), ("uo", "u"), ("ua", "u"), ("yo", "y"), ("ya", "y"), ("ie", "i"), ("ia", "i"),
    ("oa", "o"), ("ea", "e"),
)  # fmt: skip
SPOKEN = {
    "ma": "mina", "maa": "mina", "mie": "mina", "mia": "mina", "sa": "sina", "sie": "sina", "oon": "olen", "oo": "ole",
    "oot": "olet", "mun": "minun", "miun": "minun", "mua": "minua", "minuu": "minua", "minnuu": "minua", "mut": "minut",
    "mul": "minulla", "mulla": "minulla", "miulla": "minulla", "mulle": "minulle", "taa": "tama", "tan": "taman",
    "toi": "tuo", "ku": "kun", "ko": "kun", "ni": "niin", "nii": "niin", "et": "etta", "tost": "tuosta",
    "siel": "siella", "taal": "taalla", "taala": "taalla", "emmaa": "en", "emma": "en", "enma": "en", "ite": "itse",
    "itte": "itse", "kans": "kanssa", "viel": "viela", "sit": "sitten", "haa": "han", "myo": "me", "o": "on",
    "ol": "oli", "miks": "miksi",
}  # fmt: skip


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """The levelled form of a folded word."""
    word = EXTRA_VOWEL.sub("", SPOKEN.get(word, word))
    for written, levelled in LEVELLED[:3]:
        word = word.replace(written, levelled)
    word = REPEATED.sub(r"\1", word)
    for written, levelled in LEVELLED[3:]:
        word = word.replace(written, levelled)
    return word
