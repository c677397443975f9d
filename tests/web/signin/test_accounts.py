"""Who may come in: the right password, no guessing, no default."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service_catalog.upkeep.tables import Account
from web.signin.accounts import LOCKED, MOST_FAILURES, Accounts, WeakPassword

PASSWORD = "pitkä ja oma salasana"
NOW = dt.datetime.fromisoformat("2026-11-24T12:00")


@pytest.fixture
def accounts(own: Engine) -> Accounts:
    found = Accounts(own)
    found.put("maija", PASSWORD)
    return found


def test_there_is_no_account_to_begin_with(own: Engine) -> None:
    assert Accounts(own).names() == []
    assert not Accounts(own).check("admin", "admin")


def test_the_right_password_is_let_in_and_no_other(accounts: Accounts) -> None:
    assert accounts.check("maija", PASSWORD)
    assert not accounts.check("maija", PASSWORD + "x")
    assert not accounts.check("pekka", PASSWORD)


@pytest.mark.usefixtures("accounts")
def test_passwords_are_not_kept(own: Engine) -> None:
    with Session(own) as session:
        kept = session.scalars(select(Account.password_hash)).one()
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


@pytest.mark.parametrize("weak", ["", "lyhyt", "Maija-Liisa Korhonen"])
def test_weak_passwords_are_refused(accounts: Accounts, weak: str) -> None:
    with pytest.raises(WeakPassword):
        accounts.put("maija-liisa korhonen", weak)


def test_guessing_locks_the_account_for_a_while_even_for_the_right_password(accounts: Accounts) -> None:
    for _ in range(MOST_FAILURES):
        assert not accounts.check("maija", "arvaus", NOW)
    assert not accounts.check("maija", PASSWORD, NOW)
    assert not accounts.check("maija", PASSWORD, NOW + LOCKED - dt.timedelta(seconds=1))
    assert accounts.check("maija", PASSWORD, NOW + LOCKED)


def test_a_new_password_unlocks(accounts: Accounts) -> None:
    for _ in range(MOST_FAILURES):
        accounts.check("maija", "arvaus")
    accounts.put("maija", "aivan uusi salasana")
    assert accounts.check("maija", "aivan uusi salasana")


def test_a_removed_account_is_gone(accounts: Accounts) -> None:
    assert accounts.remove("maija")
    assert not accounts.remove("maija")
    assert not accounts.exists("maija")
