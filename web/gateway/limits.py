"""How many messages one conversation and one address may send: a steady rate with room for a burst.

Kept in this process. With several web processes each counts its own share, so that a limit is at most that many times
as wide; none depends on another process that may be down.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

MINUTE = 60.0
MOST_KEYS = 50_000


class RateLimit:
    """A token bucket for each key, kept as one number: the time when the bucket would be full again (GCRA).

    `per_minute` messages in the long run, `burst` at once; 0 a minute sets no limit. There is no window whose edge
    would let twice as much through.
    """

    def __init__(self, per_minute: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._interval = MINUTE / per_minute if per_minute else 0.0
        self._tolerance = self._interval * burst
        self._clock = clock
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def take(self, key: str) -> float:
        """Counts one; 0.0 when it is within the limit, else the seconds after which the next one is."""
        now = self._clock()
        full_at = max(now, self._full_at.get(key, now)) + self._interval
        too_early = full_at - now - self._tolerance
        if too_early > 0:
            return too_early
        self._full_at[key] = full_at
        self._full_at.move_to_end(key)
        while len(self._full_at) > MOST_KEYS:
            self._full_at.popitem(last=False)
        return 0.0
