"""The web forgets a conversation an hour after its last message."""

from __future__ import annotations

from web.gateway.memory import Memory


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_conversation_is_forgotten_after_an_hour() -> None:
    clock = Clock()
    memory = Memory(clock)
    memory.of("a").slots["municipality"] = "536"
    clock.now = 3599
    assert memory.of("a").slots == {"municipality": "536"}
    clock.now += 3600
    assert not memory.holds("a")
    assert memory.of("a").slots == {}


def test_each_conversation_has_its_own() -> None:
    memory = Memory()
    memory.of("a").slots["age"] = 40
    assert memory.of("b").slots == {}
