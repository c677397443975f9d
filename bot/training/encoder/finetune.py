"""Fine-tunes the pruned encoder to our messages: which needs (several or none), which dialogue act and which danger.

The vector that serves is the mean of the last layer; the linear heads of the training are not exported, since the
classifiers of the bot and of crises learn theirs from the vectors. One vector for all three: what tells danger from
ordinary trouble also tells needs apart, and the other way round.
"""

from __future__ import annotations

import logging
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from bot.training.encoder.augment import Augmenter
from bot.training.encoder.data import Utterance
from bot.training.encoder.model import SentenceModel

logger = logging.getLogger(__name__)

LONGEST = 72
PAD = 1
AVERAGED_EVERY = 5


@dataclass(frozen=True)
class Settings:
    """How long to learn, `epochs` or fewer where `minutes` are over, and how fast; the rate falls to nothing then."""

    epochs: float = 8
    batch: int = 32
    rate: float = 1.5e-4
    head_rate: float = 2e-3
    warm_up: float = 0.06
    decay: float = 0.02
    act_weight: float = 1.0
    danger_weight: float = 1.0
    smoothing: float = 0.02
    averaged: float = 0.95
    scale: float = 12.0
    dropout: float = 0.1
    minutes: float = 120
    seed: int = 1


class Heads(nn.Module):
    """Needs, acts and dangers, each named and in alphabetical order, from a unit vector that is scaled."""

    def __init__(self, hidden: int, utterances: Sequence[Utterance], scale: float) -> None:
        super().__init__()
        self.scale = scale
        self.need_names = sorted({need for one in utterances for need in one.needs})
        self.act_names = sorted({one.act for one in utterances if one.act})
        self.danger_names = sorted({one.danger for one in utterances if one.danger})
        self.needs = nn.Linear(hidden, len(self.need_names))
        self.acts = nn.Linear(hidden, len(self.act_names))
        self.dangers = nn.Linear(hidden, len(self.danger_names))
        nn.init.constant_(self.needs.bias, -3.5)

    def forward(self, unit: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The logits of the needs, of the acts and of the dangers."""
        scaled = unit * self.scale
        return self.needs(scaled), self.acts(scaled), self.dangers(scaled)


class Average:
    """A running average of the weights, which generalises better than the last ones."""

    def __init__(self, parts: nn.Module, keep: float) -> None:
        self._keep = keep
        self._seen = 0
        self.values = {name: value.detach().clone() for name, value in parts.state_dict().items()}

    @torch.no_grad()
    def update(self, parts: nn.Module) -> None:
        """Moves the average towards the weights as they are now."""
        self._seen += 1
        keep = min(self._keep, self._seen / (self._seen + 10))
        for name, value in parts.state_dict().items():
            self.values[name].lerp_(value, 1 - keep)


def finetune(
    model: SentenceModel,
    tokenizer: Tokenizer,
    utterances: Sequence[Utterance],
    places: Sequence[str],
    settings: Settings,
    after_epoch: Callable[[int, SentenceModel, Heads], None] | None = None,
) -> Heads:
    """Trains `model` in place and returns the heads; `after_epoch` is given the averaged model."""
    torch.manual_seed(settings.seed)
    for module in model.modules():
        if isinstance(module, nn.Dropout):
            module.p = settings.dropout
    heads = Heads(model.shape["hidden"], utterances, settings.scale)
    both = nn.ModuleList([model, heads])
    optimiser = torch.optim.AdamW(_groups(model, heads, settings), betas=(0.9, 0.98), fused=True)
    steps = math.ceil(len(utterances) / settings.batch)
    total = int(steps * settings.epochs)
    rates = [group["lr"] for group in optimiser.param_groups]
    average = Average(both, settings.averaged)
    augmenter = Augmenter(utterances, places, settings.seed)
    chance = random.Random(settings.seed)
    begun, step, epoch, losses = time.monotonic(), 0, 0, 0.0
    done = 0.0
    while done < 1:
        both.train()
        for batch in batches([augmenter(one) for one in utterances], tokenizer, settings.batch, chance):
            done = max(step / total, (time.monotonic() - begun) / (60 * settings.minutes))
            if done >= 1:
                break
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * _share(done, settings.warm_up)
            loss = _loss(model, heads, batch, settings)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(both.parameters(), 1.0)
            optimiser.step()
            losses = loss.item() if step == 0 else 0.99 * losses + 0.01 * loss.item()
            step += 1
            if step % AVERAGED_EVERY == 0:
                average.update(both)
            if step % 50 == 0:
                logger.info("step %d/%d, loss %.3f, %.0f s", step, total, losses, time.monotonic() - begun)
        epoch += 1
        if after_epoch is not None:
            _with_average(both, average, lambda at=epoch: after_epoch(at, model, heads))
    both.load_state_dict(average.values)
    both.eval()
    return heads


def _with_average(both: nn.Module, average: Average, do: Callable[[], None]) -> None:
    now = {name: value.clone() for name, value in both.state_dict().items()}
    both.load_state_dict(average.values)
    both.eval()
    do()
    both.load_state_dict(now)


def _share(done: float, warm_up: float) -> float:
    return done / warm_up if done < warm_up else max(0.0, (1 - done) / (1 - warm_up))


def _groups(model: SentenceModel, heads: Heads, settings: Settings) -> list[dict[str, object]]:
    matrices = [value for value in model.parameters() if value.ndim > 1]
    rest = [value for value in model.parameters() if value.ndim <= 1]
    return [
        {"params": matrices, "lr": settings.rate, "weight_decay": settings.decay},
        {"params": rest, "lr": settings.rate, "weight_decay": 0.0},
        {"params": list(heads.parameters()), "lr": settings.head_rate, "weight_decay": settings.decay},
    ]


def batches(
    utterances: Sequence[Utterance], tokenizer: Tokenizer, size: int, chance: random.Random
) -> Iterator[list[tuple[Utterance, list[int]]]]:
    """Batches of utterances of about one length, in random order."""
    ids = [one.ids[:LONGEST] for one in tokenizer.encode_batch([one.text for one in utterances])]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]) * chance.uniform(0.85, 1.15))
    groups = [order[start : start + size] for start in range(0, len(order), size)]
    chance.shuffle(groups)
    for group in groups:
        yield [(utterances[i], ids[i]) for i in group]


def padded(ids: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
    """Ids and mask as tensors."""
    longest = max(len(one) for one in ids)
    filled = torch.tensor([one + [PAD] * (longest - len(one)) for one in ids])
    return filled, (torch.arange(longest)[None] < torch.tensor([len(one) for one in ids])[:, None]).long()


def _loss(model: SentenceModel, heads: Heads, batch: list[tuple[Utterance, list[int]]], settings: Settings) -> Tensor:
    """The mean over the batch of what each message is marked for: what is not marked costs nothing."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        pooled = model.pooled(*padded([ids for _, ids in batch]))
    needs, acts, dangers = heads(functional.normalize(pooled.float(), dim=-1))
    said = [one for one, _ in batch]
    with_act = [row for row, one in enumerate(said) if one.act]
    with_danger = [row for row, one in enumerate(said) if one.danger]
    wanted = torch.tensor([[float(need in said[row].needs) for need in heads.need_names] for row in with_act])
    wanted = wanted.reshape(len(with_act), len(heads.need_names))
    wanted = wanted * (1 - settings.smoothing) + settings.smoothing / len(heads.need_names)
    act = torch.tensor([heads.act_names.index(said[row].act) for row in with_act], dtype=torch.long)
    danger = torch.tensor([heads.danger_names.index(said[row].danger or "") for row in with_danger], dtype=torch.long)
    loss = functional.binary_cross_entropy_with_logits(needs[with_act], wanted, reduction="sum")
    loss = loss + settings.act_weight * functional.cross_entropy(acts[with_act], act, reduction="sum")
    loss = loss + settings.danger_weight * functional.cross_entropy(dangers[with_danger], danger, reduction="sum")
    return loss / len(batch)
