"""What Rasa logs of a failed action or message holds no one's words."""

from __future__ import annotations

import json
import logging

import pytest

from bot.quiet_logs import quieten

WORDS = "salaisuus 131052-987N"


def test_neither_a_traceback_nor_the_values_of_an_event_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    before = logging.getLogRecordFactory()
    quieten()
    quieten()
    try:
        try:
            raise ValueError(WORDS)
        except ValueError:
            logging.getLogger("rasa.core.processor").exception("Encountered an exception while running action 'x'.")
        logging.getLogger("rasa").error(json.dumps({"event": "rest.message.failure", "text": WORDS, "level": "error"}))
    finally:
        logging.setLogRecordFactory(before)
    assert "salaisuus" not in caplog.text
    assert "131052" not in caplog.text
    assert "running action 'x'. (ValueError)" in caplog.text
    assert "rest.message.failure" in caplog.text
