"""The tables of upkeep: accounts of those who may edit, and the log of what they did."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, DateTime, String
from sqlalchemy.orm import Mapped, mapped_column

from service_catalog.models import Base


class Account(Base):
    """A person who may edit. `password_hash` is Argon2id's; times are UTC without a zone.

    After too many `failures` in a row nobody is let in before `locked_until`.
    """

    __tablename__ = "account"
    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    created_on: Mapped[dt.date]
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[dt.datetime | None] = mapped_column(DateTime())


class AuditEntry(Base):
    """One change: who did what to which record, with the values before and after. Rows are only ever added.

    `action`: create, edit, retire, publish, pin, unpin or check. `before` and `after` map fields to their JSON values.
    """

    __tablename__ = "audit_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[dt.datetime] = mapped_column(DateTime(), index=True)
    made_by: Mapped[str] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(12))
    record: Mapped[str] = mapped_column(String(160), index=True)
    before: Mapped[dict[str, Any]] = mapped_column(JSON())
    after: Mapped[dict[str, Any]] = mapped_column(JSON())
