"""Search by meaning: what it finds, what it keeps, and that search goes on without it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service_catalog import catalogue as catalogue_module
from service_catalog.catalogue import Catalogue
from service_catalog.catalogue_state import mark_changed
from service_catalog.ranking.index import build_index, with_meaning
from service_catalog.ranking.meaning import Vectors, VectorStore
from service_catalog.search import search
from service_catalog.texts import say
from tests.service_catalog.ranking.small import NOKIA, NOON, add, small_catalogue


class FakeEncoder:
    """Two meanings: what has to do with sleep, and the rest."""

    dimension = 2

    def __init__(self) -> None:
        self.encoded = 0

    def encode(self, texts: list[str]) -> Vectors:
        self.encoded += len(texts)
        sleepy = [any(word in text.lower() for word in ("yöpaikka", "sohvalla")) for text in texts]
        return np.array([[1, 0] if one else [0, 1] for one in sleepy], dtype=np.float32)


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    return VectorStore(FakeEncoder(), tmp_path, "f" * 64)


def test_service_is_found_by_meaning_without_a_shared_word_beside_the_need_when_asked(
    small: Session, store: VectorStore
) -> None:
    add(small, "yöpaikka", needs=("terveys",))
    add(small, "velkaneuvonta kaverille")
    index = with_meaning(build_index(small), small, store)
    asked = {"text": "nukun kaverin sohvalla", "municipality": NOKIA, "index": index, "now": NOON}
    assert search(small, **asked).items[0].service.id == "yöpaikka"  # type: ignore[arg-type]
    beside = search(small, needs=["velka"], beside_needs=True, **asked)  # type: ignore[arg-type]
    assert {found.service.id for found in beside.items} == {"yöpaikka", "velkaneuvonta kaverille"}
    reasons = {found.service.id: found.reasons[0] for found in beside.items}
    assert (reasons["yöpaikka"].text, reasons["yöpaikka"].met) == (say("why.words"), None)
    assert reasons["velkaneuvonta kaverille"].met
    strict = search(small, needs=["velka"], **asked)  # type: ignore[arg-type]
    assert [found.service.id for found in strict.items] == ["velkaneuvonta kaverille"]


def test_unknown_words_are_near_to_nothing(small: Session, store: VectorStore) -> None:
    add(small, "velkaneuvonta")
    index = with_meaning(build_index(small), small, store)
    assert search(small, "qqqq xxxx", municipality=NOKIA, index=index, now=NOON).total == 0


def test_vectors_are_reckoned_once_and_kept(tmp_path: Path) -> None:
    first, second = FakeEncoder(), FakeEncoder()
    made = VectorStore(first, tmp_path, "f" * 64).vectors_of(["yöpaikka", "muu", "muu"])
    kept = VectorStore(second, tmp_path, "f" * 64).vectors_of(["muu", "yöpaikka"])
    assert first.encoded == 2
    assert second.encoded == 0
    assert np.array_equal(made[[1, 0]], kept)


def test_another_encoder_does_not_use_the_kept_vectors(tmp_path: Path) -> None:
    VectorStore(FakeEncoder(), tmp_path, "a" * 64).vectors_of(["muu"])
    other = FakeEncoder()
    VectorStore(other, tmp_path, "b" * 64).vectors_of(["muu"])
    assert other.encoded == 1


def test_broken_file_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / f"vectors-{'f' * 12}.npz").write_bytes(b"PK broken")
    assert VectorStore(FakeEncoder(), tmp_path, "f" * 64).vectors_of(["muu"]).shape == (1, 2)


def test_search_by_words_goes_on_when_the_encoder_is_away(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(folder: Path) -> VectorStore:
        raise OSError(str(folder))

    monkeypatch.setattr(VectorStore, "open", away)
    found = Catalogue(engine, tmp_path).search(text="velkaneuvonta", municipality=NOKIA)
    assert found.items
    wait_until(lambda: "search by words goes on" in caplog.text)


def test_big_catalogue_answers_from_the_old_index_until_the_new_one_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_catalogue(f"sqlite:///{tmp_path}/small.db") as session:
        monkeypatch.setattr(catalogue_module, "LARGE", 0)
        catalogue = Catalogue(session.get_bind())  # type: ignore[arg-type]

        def found() -> int:
            return catalogue.search(needs=["velka"], municipality=NOKIA, now=NOON).total

        for count, name in enumerate("ab"):
            add(session, name)
            mark_changed(session)
            session.commit()
            assert found() == max(count, 1)
        wait_until(lambda: found() == 2)


def wait_until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)
