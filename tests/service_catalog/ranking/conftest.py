"""A small catalogue for each test of ranking."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.service_catalog.ranking.small import small_catalogue


@pytest.fixture
def small() -> Iterator[Session]:
    with small_catalogue() as session:
        yield session
