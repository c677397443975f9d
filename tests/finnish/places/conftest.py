from __future__ import annotations

import pytest

from finnish.places import PlaceRecogniser


@pytest.fixture(scope="session")
def places() -> PlaceRecogniser:
    return PlaceRecogniser.load()
