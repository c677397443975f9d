"""The semantic part of search: how near in meaning a text is to each service, by vectors of a sentence encoder.

The vectors of services are kept in a file beside the database, by the hash of what was encoded, so that they are
reckoned once for all processes. Nothing of what a person writes is kept.
"""

from __future__ import annotations

import hashlib
import logging
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path

import numpy as np
import numpy.typing as npt

from finnish.encoder import Encoder, open_encoder, sha256_of

ENCODER = Path(__file__).resolve().parents[2] / "finnish" / "models" / "encoder"
# Texts encoded at a time, sorted by length so that little is padding.
BATCH = 16
# Vectors are kept in the file after this many new ones, so that a stopped process does not begin again.
SAVED_EVERY = 4096
# Vectors of texts that are gone are dropped when the file holds this many times what is needed.
SPARE = 4
# A text without a stated need: how many needs are guessed, how fast their shares fall by the cosine, and the cosines
# from which a guess is worth anything and everything.
GUESSED, GUESS_SPREAD, UNSURE, SURE = 3, 0.08, 0.2, 0.8

Vectors = npt.NDArray[np.float32]
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class MeaningIndex:
    """The vectors of the services, a row each, and of the needs by id, with the encoder of both; never changed."""

    vectors: Vectors
    encoder: Encoder
    needs: Mapping[str, Vectors] = field(default_factory=dict)

    def said(self, text: str) -> Vectors:
        """The vector of what a person writes."""
        return np.asarray(self.encoder.encode([text])[0], dtype=np.float32)

    def nearness(self, said: Vectors, rows: npt.NDArray[np.int32]) -> npt.NDArray[np.float64]:
        """The cosine of `said` and each of `rows`, 0..1; what points away is 0."""
        return np.asarray(np.maximum(self.vectors[rows] @ said, 0.0), dtype=np.float64)

    def guessed_needs(self, said: Vectors) -> dict[str, float]:
        """The needs that `said` comes nearest to, with their shares: together at most 1, less when unsure."""
        near = sorted(((float(vector @ said), need) for need, vector in self.needs.items()), reverse=True)[:GUESSED]
        if not near:
            return {}
        best = near[0][0]
        sure = min(max((best - UNSURE) / (SURE - UNSURE), 0.0), 1.0)
        shares = [math.exp((cosine - best) / GUESS_SPREAD) for cosine, _ in near]
        return {need: sure * share / sum(shares) for share, (_, need) in zip(shares, near, strict=True)}


class VectorStore:
    """Vectors by the hash of their text, in a file of `folder` that is named by the encoder's own hash."""

    def __init__(self, encoder: Encoder, folder: Path, encoder_hash: str) -> None:
        self.encoder = encoder
        self._path = folder / f"vectors-{encoder_hash[:12]}.npz"

    @classmethod
    def open(cls, folder: Path, encoder: Path = ENCODER) -> VectorStore:
        """The store of the encoder in `encoder`; raises what opening the encoder raises."""
        return cls(open_encoder(encoder), folder, sha256_of(encoder / "model.onnx"))

    def vectors_of(self, texts: Sequence[str]) -> Vectors:
        """The vectors of `texts`, each different text once; those that were missing are encoded and kept."""
        keys = [_key(text) for text in texts]
        known = self._read()
        missing = sorted(
            {key: text for key, text in zip(keys, texts, strict=True) if key not in known}.items(), key=_size
        )
        for piece in batched(missing, SAVED_EVERY, strict=False):
            for some in batched(piece, BATCH, strict=False):
                encoded = self.encoder.encode([text for _, text in some])
                known |= {key: vector for (key, _), vector in zip(some, encoded.astype(np.float16), strict=True)}
            needed = {key: known[key] for key in set(keys) if key in known}
            self._write(known if len(known) <= SPARE * len(needed) else needed)
        dimension = self.encoder.dimension
        found = np.array([known[key] for key in keys], dtype=np.float32).reshape(len(keys), dimension)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(found / np.maximum(lengths, 1e-9), dtype=np.float32)

    def _read(self) -> dict[bytes, npt.NDArray[np.float16]]:
        if not self._path.exists():
            return {}
        try:
            with np.load(self._path, allow_pickle=False) as file:
                return dict(zip((key.tobytes() for key in file["keys"]), file["vectors"], strict=True))
        except (OSError, ValueError, KeyError) as error:
            logger.warning("vectors are reckoned anew, %s cannot be read: %s", self._path, type(error).__name__)
            return {}

    def _write(self, known: dict[bytes, npt.NDArray[np.float16]]) -> None:
        """Replaces the file whole; a folder that cannot be written leaves the vectors in memory only."""
        keys = np.frombuffer(b"".join(known), dtype=np.uint8).reshape(len(known), -1)
        unfinished = self._path.with_suffix(f".{os.getpid()}.npz")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            np.savez(unfinished, keys=keys, vectors=np.array(list(known.values()), dtype=np.float16))
            unfinished.replace(self._path)
        except OSError as error:
            logger.warning("vectors are not kept: %s", type(error).__name__)


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def _size(item: tuple[bytes, str]) -> tuple[int, bytes]:
    return len(item[1]), item[0]
