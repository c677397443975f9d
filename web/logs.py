"""Structured logs: a JSON object a line, of what happened and where. Never what a person wrote.

An exception's own text may quote a message, so only its class and the place in the code are told.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
import traceback
from types import TracebackType


class JsonLines(logging.Formatter):
    """A record as a line of JSON: time (UTC), level, logger, message, and of an exception its class and place."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, object] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            told["exception"] = record.exc_info[0].__name__
            told["at"] = place_of(record.exc_info[2])
        return json.dumps(told, ensure_ascii=False)


def place_of(where: TracebackType | None) -> str:
    """The file and line where an exception was raised."""
    frames = traceback.extract_tb(where)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""


def write_json_lines() -> None:
    """Makes the whole process log so, on standard error, from warnings up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)  # also for libraries that set their own loggers lower
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
