"""Finds the municipalities that a message names and the one where the person lives."""

from __future__ import annotations

from finnish.places.certainty import is_place
from finnish.places.home import home_of
from finnish.places.lexicon import Lexicon, read_lexicon
from finnish.places.matching import WordMatcher
from finnish.places.mentions import Mention, possible_mentions
from finnish.places.message import Message
from finnish.places.place import Place

LONGEST = 2000


class PlaceRecogniser:
    """Knows every form of the municipalities of Finland; made with `load`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._matcher = WordMatcher(lexicon)

    @classmethod
    def load(cls) -> PlaceRecogniser:
        """Reads the generated forms."""
        return cls(read_lexicon())

    def name_of(self, code: str) -> str | None:
        """The official Finnish name of a municipality."""
        return self._lexicon.names.get(code)

    def find(self, text: str) -> list[Place]:
        """All places that the text names, in order."""
        message = Message(text, LONGEST)
        return [self._place(message, mention) for mention in self._mentions(message)]

    def home(self, text: str) -> Place | None:
        """The municipality where the person lives, or the only one named."""
        message = Message(text, LONGEST)
        mention = home_of(message, self._mentions(message))
        return None if mention is None else self._place(message, mention)

    def _mentions(self, message: Message) -> list[Mention]:
        return [one for one in possible_mentions(message, self._matcher) if is_place(message, one)]

    def _place(self, message: Message, mention: Mention) -> Place:
        start, end = message.tokens[mention.first].start, message.tokens[mention.last].end
        return Place(mention.code, self._lexicon.names[mention.code], start, end, mention.hit.how)
