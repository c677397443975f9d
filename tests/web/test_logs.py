"""Logs are lines of JSON that no word of a person can get into."""

from __future__ import annotations

import json
import logging

from web.logs import JsonLines


def test_a_line_tells_what_and_where_but_not_the_words_of_an_exception() -> None:
    try:
        raise ValueError("vuokra rästissä, 010190-900X")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("web.x", logging.ERROR, __file__, 1, "failed: %s", ("ValueError",), info)
    line = JsonLines().format(record)
    told = json.loads(line)
    assert "rästissä" not in line
    assert "\n" not in line
    assert (told["level"], told["logger"], told["message"]) == ("error", "web.x", "failed: ValueError")
    assert told["exception"] == "ValueError"
    assert "test_logs.py:" in told["at"]
