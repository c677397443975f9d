"""Keeps conversations in memory for an hour: Rasa's own in-memory store grows without bound and forgets nothing."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

MINUTE = 60.0


class ExpiringTrackerStore(InMemoryTrackerStore):
    """Forgets a conversation `lifetime_minutes` after its last turn, and the oldest ones above `max_conversations`.

    Set in endpoints.yml. `clock` gives seconds and is replaced in tests.
    """

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        lifetime_minutes: float = 60.0,
        max_conversations: int = 5000,
        clock: Callable[[], float] = time.monotonic,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._lifetime = float(lifetime_minutes) * MINUTE
        self._max_conversations = int(max_conversations)
        self._clock = clock
        self._saved_at: OrderedDict[str, float] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves the conversation and forgets those whose time is over."""
        self.forget_old()
        await super().save(tracker)
        self._saved_at[tracker.sender_id] = self._clock()
        self._saved_at.move_to_end(tracker.sender_id)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation, unless it is forgotten."""
        self.forget_old()
        return await super().retrieve(sender_id)

    async def keys(self) -> Iterable[str]:
        """The conversations that are still remembered."""
        self.forget_old()
        return list(self.store)

    def forget_old(self) -> None:
        """Forgets what is older than the lifetime, and the oldest while there are too many."""
        oldest_allowed = self._clock() - self._lifetime
        while self._saved_at:
            sender_id, saved_at = next(iter(self._saved_at.items()))
            if saved_at > oldest_allowed and len(self._saved_at) <= self._max_conversations:
                return
            del self._saved_at[sender_id]
            self.store.pop(sender_id, None)
