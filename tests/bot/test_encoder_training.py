"""What the encoder is taught: marks of both folders on one message, and danger that stays among other matters."""

from __future__ import annotations

from pathlib import Path

from bot.training.encoder.augment import HELP, Augmenter
from bot.training.encoder.data import SAFE, Utterance, read_utterances

NLU = """version: "3.1"
nlu:
- intent: hae_apua
  metadata:
    needs: [velka]
  examples: |
    - lasku jäi maksamatta
- intent: hae_apua
  metadata:
    needs: [kriisi]
  examples: |
    - mitä mä nyt teen
    - kaikki romahti tänään
- intent: kiita
  examples: |
    - kiitti
"""
CRISIS = """- {text: "kaikki romahti tänään", kind: null}
- {text: "se hakkaa ovea", kind: violence, level: acute}
"""


def written(folder: Path) -> list[Utterance]:
    (folder / "nlu").mkdir()
    (folder / "crisis").mkdir()
    (folder / "nlu" / "some.yml").write_text(NLU, encoding="utf-8")
    (folder / "crisis" / "some.yml").write_text(CRISIS, encoding="utf-8")
    (folder / "crisis" / "near_danger.txt").write_text("kriisi\n", encoding="utf-8")
    return read_utterances(folder / "nlu", folder / "crisis")


def test_each_message_has_the_marks_that_it_was_given(tmp_path: Path) -> None:
    assert written(tmp_path) == [
        Utterance("lasku jäi maksamatta", HELP, ("velka",), SAFE),
        Utterance("mitä mä nyt teen", HELP, ("kriisi",), None),
        Utterance("kaikki romahti tänään", HELP, ("kriisi",), SAFE),
        Utterance("kiitti", "kiita", (), SAFE),
        Utterance("se hakkaa ovea", "", (), "violence/acute"),
    ]


def test_danger_stays_danger_however_it_is_said(tmp_path: Path) -> None:
    utterances = written(tmp_path)
    again = Augmenter(utterances, [], seed=1)
    said = [again(utterances[-1]) for _ in range(300)]
    assert {(one.act, one.needs, one.danger) for one in said} == {("", (), "violence/acute")}
    assert any("lasku" in one.text and "ovea" in one.text for one in said), "never among other matters"


def test_of_two_messages_together_the_danger_is_known_only_when_both_are_safe(tmp_path: Path) -> None:
    utterances = written(tmp_path)
    again = Augmenter(utterances, [], seed=1)
    debt = [again(utterances[0]) for _ in range(600)]
    assert {one.danger for one in debt if set(one.needs) == {"velka", "kriisi"}} == {None, SAFE}
    assert {one.danger for one in debt if one.needs == ("velka",)} == {SAFE}
