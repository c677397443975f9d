"""Every text has someone who answers for it; a draft says that it is one, and a release waits for people."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pydantic import ValidationError

from service_catalog.approvals import Approvals, Group, faults, files_of, hash_of, read_approvals, shortcomings

TODAY = dt.date(2026, 11, 24)
DRAFT = {
    "covers": ["service_catalog/content/**/*.yaml"],
    "approved_by": "luonnos, ei vielä hyväksytty",
    "source": "oma",
}


def test_every_text_of_the_repository_is_covered_and_none_changed_after_its_approval() -> None:
    assert faults(read_approvals(), dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=1)) == []


def test_nothing_is_called_approved_without_a_day_and_a_hash() -> None:
    for fields in ({"approved_by": "Nimi, johtava sosiaalityöntekijä"}, {"approved_on": TODAY}, {"sha256": "0"}):
        with pytest.raises(ValidationError):
            Group.model_validate({**DRAFT, **fields})
    for missing in ("approved_by", "source", "covers"):
        with pytest.raises(ValidationError):
            Group.model_validate({name: value for name, value in DRAFT.items() if name != missing})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "service_catalog" / "content"
    folder.mkdir(parents=True)
    (folder / "alone.yaml").write_text("empty: Kerro omin sanoin.\n", encoding="utf-8")
    return tmp_path


def approved(root: Path) -> Approvals:
    draft = Approvals.model_validate({"responsible": {"name": None, "role": None}, "groups": [DRAFT]})
    group = {
        **DRAFT,
        "approved_by": "Testi Hyväksyjä",
        "approved_on": TODAY,
        "sha256": hash_of(files_of(draft, root)[0][0], root),
    }
    return Approvals.model_validate({"responsible": {"name": "A", "role": "B"}, "groups": [group]})


def test_a_text_that_changes_after_its_approval_is_a_fault(root: Path) -> None:
    known = approved(root)
    assert faults(known, TODAY, root) == []
    assert faults(known, TODAY - dt.timedelta(days=1), root) != []
    (root / "service_catalog/content/alone.yaml").write_text("empty: Muuttunut.\n", encoding="utf-8")
    assert "changed after" in faults(known, TODAY, root)[0]


def test_a_text_that_nobody_answers_for_is_a_fault(root: Path) -> None:
    (root / "domain.yml").write_text("responses: {}\n", encoding="utf-8")
    assert faults(approved(root), TODAY, root) == ["domain.yml: no group of approvals.yaml covers it"]


def test_a_release_waits_for_approval_a_named_person_and_fresh_facts(root: Path) -> None:
    assert shortcomings(approved(root), {"a": TODAY}, TODAY) == []
    assert len(shortcomings(approved(root), {"a": TODAY - dt.timedelta(days=181)}, TODAY)) == 1
    draft = Approvals.model_validate({"responsible": {"name": None, "role": None}, "groups": [DRAFT]})
    assert len(shortcomings(draft, {}, TODAY)) == 2
