"""What the web remembers of each conversation for an hour: enough to go on when Rasa is away or has lost it."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

LIFETIME_SECONDS = 3600.0
MOST_CONVERSATIONS = 20_000


@dataclass
class Remembered:
    """The slots as Rasa last told them, the ready answers on show, and what insight has counted of it already.

    `shown`: the services that were shown, each with the need that it was shown for ("" for the person's words).
    """

    slots: dict[str, Any] = field(default_factory=dict)
    payloads: dict[str, str] = field(default_factory=dict)
    counted: set[str] = field(default_factory=set)
    shown: dict[str, str] = field(default_factory=dict)
    votes: dict[str, bool] = field(default_factory=dict)
    page: str | None = None
    touched: float = 0.0


class Memory:
    """Conversations by id, in this process only; forgets after an hour, and the oldest when there are very many."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: OrderedDict[str, Remembered] = OrderedDict()

    def of(self, conversation_id: str) -> Remembered:
        """What is remembered of a conversation; a new memory for an unknown or forgotten one."""
        self.forget_old()
        found = self._held.setdefault(conversation_id, Remembered())
        found.touched = self._clock()
        self._held.move_to_end(conversation_id)
        return found

    def holds(self, conversation_id: str) -> bool:
        """Whether anything of the conversation is remembered."""
        self.forget_old()
        return conversation_id in self._held

    def forget_old(self) -> None:
        """Forgets what is older than an hour."""
        while self._held:
            first = next(iter(self._held))
            if self._held[first].touched > self._clock() - LIFETIME_SECONDS and len(self._held) <= MOST_CONVERSATIONS:
                return
            del self._held[first]
