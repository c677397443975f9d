"""One running Luotsi for all conversation tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.running import RunningLuotsi, running_luotsi


@dataclass
class Reached:
    """What the conversations have met so far: for the test of coverage, which runs after them."""

    conversations: set[str] = field(default_factory=set)
    intents: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)

    def note(self, answer: dict[str, Any]) -> None:
        """Takes an answer in."""
        self.intents.add(answer["understanding"]["intent"])
        self.texts |= {message["text"].strip() for message in answer["messages"] if message["type"] == "text"}


@pytest.fixture(scope="session")
def reached() -> Reached:
    """One record for the whole run."""
    return Reached()


@pytest.fixture(scope="session")
def luotsi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningLuotsi]:
    """The whole system."""
    with running_luotsi(tmp_path_factory.mktemp("luotsi") / "processes.log") as running:
        yield running
