"""What a message means, as a vector of the sentence encoder: one more view beside its letters and words.

The encoder (`finnish/models/encoder`) runs in this process and needs no network. Without it, or with another one than
the classifier was trained with, crisis detection goes on by letters, words and patterns.
"""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np

from finnish.encoder import Encoder, Vectors, open_encoder, sha256_of

ROOT = Path(__file__).resolve().parent.parent.parent
ENCODER = ROOT / "finnish" / "models" / "encoder"
MAX_LETTERS = 600
BATCH = 64

log = logging.getLogger(__name__)


def encoder_hash(folder: Path = ENCODER) -> str:
    """The SHA-256 of the encoder's weights; empty when there is none."""
    weights = folder / "model.onnx"
    return sha256_of(weights) if weights.exists() else ""


def open_if_same(wanted: str, folder: Path = ENCODER) -> Encoder | None:
    """The encoder whose weights have the hash `wanted`, else None, and the log says why."""
    try:
        if encoder_hash(folder) == wanted:
            return open_encoder(folder)
        log.warning("crisis detection works without meaning: the encoder is not the one it was trained with")
    except Exception:  # whatever is wrong with the encoder, danger is still heard by letters, words and patterns
        log.exception("crisis detection works without meaning: the encoder cannot be opened")
    return None


def vectors_of(encoder: Encoder, texts: list[str]) -> Vectors:
    """The vectors of these texts, each read from its beginning."""
    return encoder.encode([text[:MAX_LETTERS] for text in texts])


def vectors_of_many(encoder: Encoder, texts: list[str]) -> Vectors:
    """The vectors of many texts: those of about one length together, which is faster."""
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    found = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    for start in range(0, len(order), BATCH):
        rows = order[start : start + BATCH]
        found[rows] = vectors_of(encoder, [texts[row] for row in rows])
    return found
