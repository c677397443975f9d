"""Rasa's log without anyone's words: an exception of an action quotes the whole conversation (reliability.md 1.8)."""

from __future__ import annotations

import json
import logging
from typing import Any

KEPT = ("event", "level", "timestamp", "action_name")


def quieten() -> None:
    """From now on every record of this process goes without tracebacks and without the values of its event."""
    made_before = logging.getLogRecordFactory()
    if getattr(made_before, "is_quiet", False):
        return

    def make(*given: Any, **named: Any) -> logging.LogRecord:
        return quiet(made_before(*given, **named))

    make.is_quiet = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(make)


def quiet(record: logging.LogRecord) -> logging.LogRecord:
    """The record with the name of its exception in the traceback's place; of a structured event only its name."""
    if isinstance(record.exc_info, tuple) and record.exc_info[0] is not None:
        record.msg, record.args = f"{record.getMessage()} ({record.exc_info[0].__name__})", ()
    record.exc_info, record.exc_text = None, None
    text = record.getMessage()
    if text.startswith("{"):
        try:
            event = json.loads(text)
        except ValueError:
            return record
        record.msg, record.args = json.dumps({name: event[name] for name in KEPT if name in event}), ()
    return record
