"""The names of needs, alone and inside a sentence."""

from __future__ import annotations

from service_catalog.need_texts import need_text, need_texts


def test_inside_a_sentence_a_name_begins_small_unless_it_is_a_proper_name() -> None:
    assert need_text("velka").in_sentence == "velat ja maksuvaikeudet"
    assert need_text("etuudet").in_sentence == "Kelan etuudet ja tukien hakeminen"
    assert len({text.in_sentence.lower() for text in need_texts().values()}) == 39
