"""How long an answer may take: nobody else waits for a catalogue that somebody has just waited for in vain."""

from __future__ import annotations

import time
from collections.abc import Callable

DEADLINE_SECONDS = 1.5
# While the catalogue hangs; an answer that comes takes a few hundredths.
SHORT_SECONDS = 0.15
# So long after a silence it is waited for in full again.
FORGIVEN_AFTER = 5.0


class Patience:
    """One for the process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._silent_at = -FORGIVEN_AFTER

    def seconds(self) -> float:
        """How long the next answer may take."""
        return SHORT_SECONDS if self._clock() - self._silent_at < FORGIVEN_AFTER else DEADLINE_SECONDS

    def lost(self) -> None:
        """No answer came in time."""
        self._silent_at = self._clock()

    def kept(self) -> None:
        """An answer came."""
        self._silent_at = -FORGIVEN_AFTER
