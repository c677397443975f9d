"""Keeps the pieces of the vocabulary that Finnish messages need, in lower case, and makes the tokenizer of them.

A piece is kept when the training data, the catalogue's texts or the word list use it, when it is among the most common
Latin ones of all languages, or when it is one letter of an alphabet that residents write.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from bot.training.encoder.extract import Extracted

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
SPACE = "▁"
COMMON_LATIN = 12_000
LEAST_IN_WORD_LIST = 12
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "GREEK", "DIGIT")
BLOCK = 20_000


def tokenizer_of(pieces: list[tuple[str, float]]) -> Tokenizer:
    """A unigram tokenizer in lower case; the first four pieces are the special ones."""
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=SPECIAL.index("<unk>")))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", SPECIAL.index("<s>")), ("</s>", SPECIAL.index("</s>"))]
    )
    return tokenizer


def prune(extracted: Extracted, texts: Iterable[str], word_list: Iterable[str], limit: int) -> list[int]:
    """The rows of the vocabulary to keep, the special ones first, at most `limit`."""
    pieces = [(piece, float(score)) for piece, score in zip(extracted.pieces, extracted.scores, strict=True)]
    whole = tokenizer_of(pieces)
    in_texts, in_list = _count(whole, texts), _count(whole, word_list)
    scores = dict(pieces)
    by_score = sorted((p for p in scores if p not in SPECIAL), key=lambda piece: -scores[piece])
    latin = [piece for piece in by_score if piece == piece.lower() and _is_of(piece, ("LATIN",))]
    wanted = [
        *SPECIAL,
        *(piece for piece, _ in in_texts.most_common()),
        *(piece for piece in by_score if len(piece.strip(SPACE)) <= 1 and _is_letter_or_sign(piece)),
        *(piece for piece in latin if len(piece.strip(SPACE)) <= 2),
        *latin[:COMMON_LATIN],
        *(piece for piece, count in in_list.most_common() if count >= LEAST_IN_WORD_LIST),
    ]
    rows = {piece: row for row, piece in enumerate(extracted.pieces)}
    return [rows[piece] for piece in list(dict.fromkeys(wanted))[:limit]]


def _count(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[str]:
    lines = list(texts)
    found: Counter[int] = Counter()
    for start in range(0, len(lines), BLOCK):
        for encoded in tokenizer.encode_batch(lines[start : start + BLOCK], add_special_tokens=False):
            found.update(encoded.ids)
    return Counter({tokenizer.id_to_token(row): count for row, count in found.items() if row >= len(SPECIAL)})


def _is_of(piece: str, scripts: tuple[str, ...]) -> bool:
    return all(unicodedata.name(letter, "").startswith(scripts) for letter in piece.strip(SPACE))


def _is_letter_or_sign(piece: str) -> bool:
    letter = piece.strip(SPACE)
    return not letter or unicodedata.category(letter)[0] in "PSN" or _is_of(letter, SCRIPTS)


def lines_of(folders: Iterable[Path]) -> list[str]:
    """The lines of the text files in these folders: what residents, officials and the catalogue write."""
    suffixes = {".yml", ".yaml", ".md", ".json", ".csv", ".txt"}
    paths = [p for folder in folders for p in sorted(folder.rglob("*")) if p.suffix in suffixes and p.is_file()]
    return [line for path in paths for line in path.read_text(encoding="utf-8", errors="ignore").splitlines() if line]


def words_of(path: Path) -> list[str]:
    """The words of a spaCy vocabulary (`strings.json`)."""
    strings: list[str] = json.loads(path.read_text(encoding="utf-8"))
    return [text for text in strings if text.replace("-", "").isalpha() and len(text) < 40]
