"""Writes docs/coverage.md: `luotsi coverage` against the whole Luotsi, started for it (`make evaluate`)."""

from __future__ import annotations

import tempfile
from pathlib import Path

from service_catalog.settings import ROOT
from tests.running import running_luotsi
from web.insight.cli import WORDINGS, coverage

EACH = 3


def main() -> None:
    """Asks three wordings of every need in every municipality."""
    with running_luotsi(Path(tempfile.gettempdir()) / "luotsi-coverage.log") as luotsi:
        coverage(str(luotsi.http.base_url), WORDINGS, EACH, ROOT / "docs" / "coverage.md")


if __name__ == "__main__":
    main()
