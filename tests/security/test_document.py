"""Schemathesis makes requests from the API's own document: none is a server error. LUOTSI_FUZZ: how many a route."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from service_catalog.catalogue import Catalogue
from tests.web.fake_rasa import app_with_fake_rasa
from tests.web.serving import serving

EXAMPLES = os.environ.get("LUOTSI_FUZZ", "15")


def test_no_request_of_the_document_is_a_server_error(engine: Engine, catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUOTSI_INSIGHT_URL", f"sqlite:///{tmp_path / 'insight.db'}")
        app = app_with_fake_rasa(catalogue, str(engine.url), patch)
        with serving(app) as address:
            command = [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json"]
            command += ["--checks", "not_a_server_error", "--max-examples", EXAMPLES, "--seed", "7", "--no-color"]
            ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=3000)
        app.state.luotsi.catalogue.close()
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]
    assert "passed" in ran.stdout
    if os.environ.get("LUOTSI_FUZZ"):
        sys.stdout.write(ran.stdout[-1500:])
