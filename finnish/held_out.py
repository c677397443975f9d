"""Which training messages the fine-tuned encoder has not seen, so that weights and thresholds can be chosen on them.

The encoder's own training (`bot/training/encoder`), the bot's classifiers and that of crises all ask here.
"""

from __future__ import annotations

import hashlib

HELD_OUT_OF = 16


def is_held_out(text: str) -> bool:
    """One message in sixteen, by the hash of its text: what is added to the data later does not move the others."""
    return hashlib.sha256(text.strip().encode("utf-8")).digest()[0] % HELD_OUT_OF == 0
