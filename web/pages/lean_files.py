"""Serves the scripts and styles as they are in the repository, less comments and indentation, and gzipped.

Comments and indentation are for the reader of the code; a visitor's phone need not load them. Left out are block
comments that have their lines to themselves, types within a line, indentation and empty lines: no script of ours keeps
a text over several lines whose indentation would mean something.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

COMMENT = re.compile(r"^[ \t]*/\*(?:[^*]|\*(?!/))*\*/[ \t]*\n", re.MULTILINE)
TYPE = re.compile(r"/\*\* @(?:type|param)\b(?:[^*]|\*(?!/))*\*/ ?")
SPACE = re.compile(r"^\s+", re.MULTILINE)
MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}
CACHE_SECONDS = 300
# Scripts are imported by pages of other sites (the widget); they hold nothing personal.
ANY_ORIGIN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


@dataclass(frozen=True)
class Lean:
    """A file ready to send, as it was at `changed`."""

    changed: float
    zipped: bytes
    tag: str


def lean(text: str) -> str:
    """`text` less what only its reader needs."""
    return SPACE.sub("", TYPE.sub("", COMMENT.sub("", text)))


def answer(body: bytes, zipped: bytes, media_type: str, accepts: str) -> Response:
    """A response with the smaller body where the visitor takes it, open to any origin."""
    headers = {**ANY_ORIGIN, "Cache-Control": f"public, max-age={CACHE_SECONDS}", "Vary": "Accept-Encoding"}
    if "gzip" not in accepts:
        return Response(body, media_type=media_type, headers=headers)
    return Response(zipped, media_type=media_type, headers={**headers, "Content-Encoding": "gzip"})


class LeanFiles(StaticFiles):
    """Static files; scripts and styles go lean."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory)
        self._lean: dict[Path, Lean] = {}

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file."""
        found, stat = self.lookup_path(path)
        media_type = MEDIA_TYPES.get(Path(path).suffix)
        if stat is None or media_type is None:
            return await super().get_response(path, scope)
        ready = self._ready(Path(found), stat.st_mtime)
        request = Headers(scope=scope)
        if ready.tag in request.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": ready.tag, **ANY_ORIGIN})
        response = answer(gzip.decompress(ready.zipped), ready.zipped, media_type, request.get("accept-encoding", ""))
        response.headers["ETag"] = ready.tag
        return response

    def _ready(self, file: Path, changed: float) -> Lean:
        held = self._lean.get(file)
        if held is None or held.changed != changed:
            body = lean(file.read_text(encoding="utf-8")).encode()
            tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            held = self._lean[file] = Lean(changed, gzip.compress(body, mtime=0), tag)
        return held
