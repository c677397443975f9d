"""Whether a message says that it is urgent."""

from __future__ import annotations

from finnish.person_words import PersonWords, Word

NEAR = 8
BACK = 5


def is_urgent(said: list[Word], words: PersonWords) -> bool:
    """Urgent words ("heti", "kiire"), and a threat or a need with a near day ("huomenna häätö"); denials respected."""
    for at, word in enumerate(said):
        after = said[at + 1].text if at + 1 < len(said) else ""
        if f"{word.text} {after}" in words.urgent_pairs and not _denied(said, at, words):
            return True
        if words.has("urgent", word.text) and not _denied(said, at, words):
            return True
        if words.has("right_now", word.text) and _right_now(said, at, words):
            return True
        if words.has("today", word.text) and _near(said, at, ("threat", "need_now"), words):
            return True
        if words.has("days", word.text) and _near(said, at, ("threat",), words):
            return True
    return False


def _right_now(said: list[Word], at: int, words: PersonWords) -> bool:
    """ "Heti" with a need or a question beside it, and no condition after it ("heti kun")."""
    after = said[at + 1].text if at + 1 < len(said) else ""
    if _denied(said, at, words) or words.has("not_urgent_next", after):
        return False
    return any(words.has("right_now_beside", w.text) for w in said[max(0, at - BACK) : at + BACK])


def _denied(said: list[Word], at: int, words: PersonWords) -> bool:
    """A negation just before, with only fillers between: "ei ole mitään kiirettä", "ei tarvitse heti"."""
    for step in range(1, BACK + 1):
        if step > at or said[at - step + 1].first:
            return False
        before = said[at - step].text
        if words.has("negation", before):
            return True
        if not words.has("urgent_fillers", before):
            return False
    return False


def _near(said: list[Word], at: int, lists: tuple[str, ...], words: PersonWords) -> bool:
    """A word of the lists within a few words, where it is not denied."""
    low, high = max(0, at - NEAR), min(len(said), at + NEAR + 1)
    return any(
        words.has(name, said[i].text) and not _denied(said, i, words) for i in range(low, high) for name in lists
    )
