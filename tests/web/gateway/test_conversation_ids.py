"""Conversation ids are the server's own."""

from __future__ import annotations

import uuid

from web.gateway.conversation_ids import ConversationIds


def test_an_issued_id_is_known_and_is_a_uuid() -> None:
    ids = ConversationIds("key")
    for _ in range(200):
        issued = ids.issue()
        assert uuid.UUID(issued).version == 8
        assert ids.is_ours(issued)


def test_made_up_and_changed_ids_are_not_ours() -> None:
    ids = ConversationIds("key")
    issued = ids.issue()
    changed = issued[:-1] + ("0" if issued[-1] != "0" else "1")
    for stranger in (changed, str(uuid.uuid4()), "default", "", "x" * 64):
        assert not ids.is_ours(stranger)


def test_another_key_does_not_know_them() -> None:
    assert not ConversationIds("other").is_ours(ConversationIds("key").issue())


def test_the_same_key_knows_them_after_a_restart() -> None:
    assert ConversationIds("key").is_ours(ConversationIds("key").issue())
