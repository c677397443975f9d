"""Writes the encoder as the bot reads it: ONNX with 8-bit weights, tokenizer, `card.json` with hashes, model card."""

from __future__ import annotations

import copy
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from bot.training.encoder.finetune import padded
from bot.training.encoder.model import SentenceModel
from finnish.encoder import sha256_of

FILES = ("model.onnx", "tokenizer.json")
LEAST_COSINE = 0.97
OPSET = 17


class EightBitWords(nn.Module):
    """The words' vectors in 8 bits with a scale each: one scale for all of them would blur the vectors."""

    def __init__(self, words: nn.Embedding) -> None:
        super().__init__()
        scales = words.weight.detach().abs().amax(dim=1, keepdim=True) / 127
        self.register_buffer("scales", scales)
        self.register_buffer("rounded", (words.weight.detach() / scales.clamp(min=1e-9)).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """The vectors of these ids."""
        return functional.embedding(ids, self.rounded).float() * functional.embedding(ids, self.scales)


def export(model: SentenceModel, tokenizer: Tokenizer, card: dict[str, Any], text: str, folder: Path) -> float:
    """Replaces `folder` by a complete new one; the least cosine between the 8-bit vectors and the model's own."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    try:
        write_onnx(model, new / "model.onnx")
        tokenizer.save(str(new / "tokenizer.json"), pretty=False)
        agreement = least_cosine(model, tokenizer, new / "model.onnx", SAMPLES)
        if agreement < LEAST_COSINE:
            raise ValueError(f"the 8-bit model differs: cosine {agreement:.3f}")
        described = {"sha256": {name: sha256_of(new / name) for name in FILES}, "dimension": model.shape["hidden"]}
        described |= {"prefix": "", "pad_id": 1} | card
        (new / "card.json").write_text(json.dumps(described, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        (new / "CARD.md").write_text(text, encoding="utf-8")
        new.chmod(0o755)
        old = folder.with_name(f".old-{folder.name}")
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return agreement


SAMPLES = (
    "mist mä saan apuu vuokranmaksuu",
    "Olen 71-vuotias leski, ja kun vuokra ja lääkkeet on maksettu, ei takuueläkkeestä jää elämiseen juuri mitään.",
    "ahistaa",
    "tyottomaks jouduin ja laskut kasaantuu",
    "moi",
)


def write_onnx(model: SentenceModel, path: Path) -> None:
    """The model with the weights of its matrices and words in 8 bits."""
    whole = path.with_suffix(".whole.onnx")
    some = torch.ones((2, 7), dtype=torch.int64)
    exported = copy.deepcopy(model).eval()
    exported.word = EightBitWords(exported.word)
    torch.onnx.export(
        exported,
        (some, some),
        str(whole),
        input_names=["input_ids", "attention_mask"],
        output_names=["vectors"],
        dynamic_axes={name: {0: "batch", 1: "tokens"} for name in ("input_ids", "attention_mask")}
        | {"vectors": {0: "batch"}},
        opset_version=OPSET,
        dynamo=False,
    )
    quantize_dynamic(
        str(whole), str(path), op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8, per_channel=True
    )
    whole.unlink()


def least_cosine(model: SentenceModel, tokenizer: Tokenizer, path: Path, texts: tuple[str, ...]) -> float:
    """How alike the written model and `model` are on these texts, at the worst."""
    ids, mask = padded([one.ids for one in tokenizer.encode_batch(list(texts))])
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    (found,) = session.run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})
    with torch.no_grad():
        wanted = model(ids, mask).numpy()
    return float(np.min((found * wanted).sum(1)))
