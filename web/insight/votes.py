"""Votes of a service, and the little weight that they have in ranking.

A vote is one conversation's answer to whether a service helped. What keeps one visitor from moving the ranking:

- a conversation has one vote for a service, which it may change, and only for a service that was shown in it;
- one address has at most `MOST_FROM_ADDRESS` votes for a service in a day (a salted hash in memory, for the day);
- of each day at most `MOST_A_DAY` votes of each kind count, so that a flood of one day is small;
- with fewer than `FEWEST_VOTES` votes on `FEWEST_DAYS` days there is no weight at all.

The weight is MOST_WEIGHT × (helped - not helped) / (helped + not helped + DOUBT): always smaller than MOST_WEIGHT,
which is half of what an open door weighs in search, so votes order only what is otherwise nearly equal.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections import Counter, defaultdict

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from web.insight.tables import Vote

MOST_FROM_ADDRESS = 3
MOST_ADDRESSES = 100_000
MOST_A_DAY = 5
FEWEST_VOTES = 20
FEWEST_DAYS = 5
MOST_WEIGHT = 0.05
DOUBT = 20
REMEMBERED = dt.timedelta(days=180)


class AddressBallots:
    """Says whether an address may still vote today. Holds salted hashes only; the salt is new each day, never kept."""

    def __init__(self, most: int = MOST_FROM_ADDRESS) -> None:
        self._most = most
        self._day: dt.date | None = None
        self._salt = b""
        self._cast: Counter[bytes] = Counter()

    def takes(self, address: str, matter: str, day: dt.date) -> bool:
        """Whether one more vote of `address` on `matter` counts; remembers it when it does."""
        if day != self._day:
            self._day, self._salt, self._cast = day, secrets.token_bytes(16), Counter()
        key = hashlib.blake2b(f"{address}\n{matter}".encode(), key=self._salt, digest_size=12).digest()
        if self._cast[key] >= self._most or (key not in self._cast and len(self._cast) >= MOST_ADDRESSES):
            return False
        self._cast[key] += 1
        return True


def add_vote(session: Session, service_id: str, day: dt.date, *, helped: bool, times: int = 1) -> None:
    """Adds a vote, or with -1 takes one back."""
    found = session.get(Vote, (service_id, day), with_for_update=True)
    if found is None:
        found = Vote(service_id=service_id, day=day, helped=0, not_helped=0)
        session.add(found)
    if helped:
        found.helped = max(found.helped + times, 0)
    else:
        found.not_helped = max(found.not_helped + times, 0)
    session.flush()


def vote_weights(session: Session, today: dt.date) -> dict[str, float]:
    """Each service's weight in ranking, between -MOST_WEIGHT and MOST_WEIGHT; services without one are left out."""
    days: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for vote in session.scalars(select(Vote).where(Vote.day > today - REMEMBERED)):
        days[vote.service_id].append((min(vote.helped, MOST_A_DAY), min(vote.not_helped, MOST_A_DAY)))
    weights = {service_id: weight_of(counted) for service_id, counted in days.items()}
    return {service_id: weight for service_id, weight in weights.items() if weight}


def weight_of(days: list[tuple[int, int]]) -> float:
    """The weight of one service's votes: (helped, not helped) of each day, already bounded."""
    cast = [day for day in days if sum(day)]
    helped, not_helped = sum(day[0] for day in cast), sum(day[1] for day in cast)
    if helped + not_helped < FEWEST_VOTES or len(cast) < FEWEST_DAYS:
        return 0.0
    return MOST_WEIGHT * (helped - not_helped) / (helped + not_helped + DOUBT)


def reset_votes(session: Session, service_id: str | None = None) -> int:
    """Forgets the votes of a service, or all of them; returns how many rows there were."""
    query = delete(Vote) if service_id is None else delete(Vote).where(Vote.service_id == service_id)
    return int(session.execute(query).rowcount)  # type: ignore[attr-defined]  # a delete has a row count
