"""Local accounts: Argon2id hashes (argon2-cffi's defaults, RFC 9106), and a lock after too many wrong passwords."""

from __future__ import annotations

import datetime as dt

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service_catalog.upkeep.tables import Account

MOST_FAILURES = 5
LOCKED = dt.timedelta(minutes=15)
SHORTEST_PASSWORD = 12


class WeakPassword(ValueError):
    """The password is too short, or the name itself."""


class Accounts:
    """The accounts in the catalogue's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._hasher = PasswordHasher()
        # Checked when there is no such account, so that the time taken does not tell whether there is one.
        self._nobody = self._hasher.hash("nobody")

    def put(self, name: str, password: str) -> None:
        """Adds an account, or gives an old one a new password and unlocks it. Raises WeakPassword."""
        if len(password) < SHORTEST_PASSWORD or password.lower() == name.lower():
            raise WeakPassword(f"at least {SHORTEST_PASSWORD} characters, and not the name")
        with Session(self._engine) as session, session.begin():
            session.merge(
                Account(
                    name=name,
                    password_hash=self._hasher.hash(password),
                    created_on=dt.datetime.now(dt.UTC).date(),
                    failures=0,
                    locked_until=None,
                )
            )

    def remove(self, name: str) -> bool:
        """Removes an account; False when there is none."""
        with Session(self._engine) as session, session.begin():
            account = session.get(Account, name)
            if account is not None:
                session.delete(account)
            return account is not None

    def names(self) -> list[str]:
        """The names of all accounts."""
        with Session(self._engine) as session:
            return list(session.scalars(select(Account.name).order_by(Account.name)))

    def exists(self, name: str) -> bool:
        """Whether there is such an account: a session of a removed one ends at once."""
        with Session(self._engine) as session:
            return session.get(Account, name) is not None

    def check(self, name: str, password: str, now: dt.datetime | None = None) -> bool:
        """Whether the password is right and the account is not locked. `now` is in UTC, without a zone."""
        now = now or dt.datetime.now(dt.UTC).replace(tzinfo=None)
        with Session(self._engine) as session, session.begin():
            account = session.get(Account, name)
            right = self._matches(account.password_hash if account else self._nobody, password)
            if account is None or (account.locked_until and now < account.locked_until):
                return False
            account.failures = 0 if right else account.failures + 1
            if account.failures >= MOST_FAILURES:
                account.failures, account.locked_until = 0, now + LOCKED
            return right

    def _matches(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerifyMismatchError, InvalidHashError):
            return False
