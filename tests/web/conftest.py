"""What the tests of the web share."""

from __future__ import annotations

from functools import partial

import pytest
from argon2 import PasswordHasher


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords of tests need not be hard to guess; the defaults cost a tenth of a second each."""
    quick = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("web.signin.accounts.PasswordHasher", quick)
