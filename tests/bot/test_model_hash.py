"""A model that is not the told one is never opened."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bot.channel import LuotsiChannel
from bot.model_hash import WrongModel, checked_hash


def test_the_told_model_is_taken_and_its_hash_is_known(tmp_path: Path) -> None:
    model = tmp_path / "m.tar.gz"
    model.write_bytes(b"model")
    told = hashlib.sha256(b"model").hexdigest()
    assert checked_hash(str(model), told) == told
    assert checked_hash(str(model), f"{'0' * 64},{told}") == told


@pytest.mark.parametrize("content", [b"another", None])
def test_another_model_or_none_stops_rasa_before_it_loads_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    model = tmp_path / "m.tar.gz"
    if content is not None:
        model.write_bytes(content)
    monkeypatch.setenv("LUOTSI_MODEL", str(model))
    monkeypatch.setenv("LUOTSI_MODEL_SHA256", hashlib.sha256(b"model").hexdigest())
    with pytest.raises(WrongModel):
        LuotsiChannel.from_credentials(None)


def test_where_nothing_is_told_nothing_is_checked() -> None:
    assert checked_hash("", "") == ""
