"""Splits a message into words and gives each its folded form as the lemma, which the n-gram features are made of."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from finnish.normalise import WORD, fold, squeezed


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class FinnishTokenizer(Tokenizer):
    """Words of letters and digits; `lemma` is the word in lower case without dots, so "Älä" and "ala" are one."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own tokenizer settings: intents are one token each."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The words of the message; a message without any (emoji, punctuation) is one token of its own."""
        text = message.get(attribute)
        tokens = [Token(m.group(), m.start(), m.end(), lemma=fold(squeezed(m.group()))) for m in WORD.finditer(text)]
        return tokens or [Token(text or "-", 0, max(len(text), 1), lemma="-")]
