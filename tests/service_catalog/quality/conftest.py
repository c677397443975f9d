"""The catalogue without services of the importers' tests."""

from __future__ import annotations

from tests.service_catalog.importers.conftest import emptied, empty

__all__ = ["emptied", "empty"]
