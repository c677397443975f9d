"""Answers of the API that are kept on disk while an import runs, so that one that was cut off goes on where it was."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any, Protocol

# An older state is of another day: what it holds may have changed at the source.
OLDEST = 24 * 3600.0


class GetJson(Protocol):
    """Something that gives the JSON at an address."""

    def get_json(self, url: str) -> Any:
        """The JSON at `url`."""


class Pages:
    """A `GetJson` that remembers: one line of the file `path` is one answer. A torn last line is forgotten."""

    def __init__(self, source: GetJson, path: Path | None) -> None:
        self._source = source
        self._path = path
        self._at: dict[str, int] = {}
        self.asked = 0
        if path and path.exists():
            if time.time() - path.stat().st_mtime > OLDEST:
                path.unlink()
            else:
                self._index(path)

    def get_json(self, url: str) -> Any:
        """The JSON at `url`, from the file where it is there."""
        if self._path and url in self._at:
            with self._path.open("rb") as file:
                file.seek(self._at[url])
                return json.loads(file.readline())["answer"]
        answer = self._source.get_json(url)
        self.asked += 1
        if self._path:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as file:
                start = file.tell()
                file.write(json.dumps({"url": url, "answer": answer}).encode() + b"\n")
            self._at[url] = start
        return answer

    def forget(self) -> None:
        """Removes the file: the import is done."""
        if self._path:
            self._path.unlink(missing_ok=True)
        self._at.clear()

    def _index(self, path: Path) -> None:
        with path.open("rb+") as file:
            while True:
                start = file.tell()
                line = file.readline()
                if not line:
                    return
                try:
                    self._at[json.loads(line)["url"]] = start
                except (ValueError, KeyError):
                    file.truncate(start)
                    return
