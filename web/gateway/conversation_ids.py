"""Conversation ids that only this server can make: a client cannot choose one, guess another's, or share one."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid

RANDOM_BYTES = 8


class ConversationIds:
    """Issues and checks ids: a UUID (version 8) of 8 random bytes and 8 bytes of their HMAC under the server's key."""

    def __init__(self, secret: str = "") -> None:
        self._key = secret.encode() or secrets.token_bytes(32)

    def issue(self) -> str:
        """A new id."""
        return self._signed(secrets.token_bytes(RANDOM_BYTES))

    def is_ours(self, candidate: str) -> bool:
        """Whether this server issued `candidate`."""
        try:
            given = uuid.UUID(candidate)
        except ValueError:
            return False
        return hmac.compare_digest(self._signed(given.bytes[:RANDOM_BYTES]), str(given))

    def _signed(self, random: bytes) -> str:
        # The version nibble stands in the random half: it is set first, so that issuing and checking sign alike.
        random = random[:6] + bytes([random[6] & 0x0F | 0x80]) + random[7:]
        mac = hmac.new(self._key, random, hashlib.sha256).digest()[:8]
        return str(uuid.UUID(bytes=random + bytes([mac[0] & 0x3F | 0x80]) + mac[1:]))
