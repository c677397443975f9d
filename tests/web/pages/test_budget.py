"""What a visitor loads stays small (shared/design/ux.md): gzip sizes of the loader, the chat, a language, the pages."""

from __future__ import annotations

import gzip
import json
import re

import httpx
import pytest

KB = 1024
TEXTS = ("/w/1/texts/fi.js", "/w/1/texts/fi.json")


def size(pages: httpx.Client, path: str) -> int:
    response = pages.get(path)
    assert response.status_code == 200, path
    return len(gzip.compress(response.content, mtime=0))


def with_imports(pages: httpx.Client, path: str) -> set[str]:
    """The module at `path` and all that it imports, by address."""
    found: set[str] = set()
    waiting = [path]
    while waiting:
        current = waiting.pop()
        if current in found:
            continue
        found.add(current)
        folder = current.rsplit("/", 1)[0]
        code = re.sub(r"/\*.*?\*/", "", pages.get(current).text, flags=re.S)
        for named in re.findall(r"""from "(\.[^"]+)\"""", code):
            parts = f"{folder}/{named}".split("/")
            while ".." in parts:
                at = parts.index("..")
                del parts[at - 1 : at + 1]
            waiting.append("/".join(part for part in parts if part != "."))
    return found


def total(pages: httpx.Client, paths: set[str]) -> int:
    return sum(size(pages, path) for path in paths)


def test_loader_is_at_most_3_kb(pages: httpx.Client) -> None:
    assert total(pages, with_imports(pages, "/w/1/luotsi.js")) <= 3 * KB


def test_code_that_opens_the_chat_is_at_most_15_kb(pages: httpx.Client) -> None:
    code = with_imports(pages, "/w/1/js/panel.js") - {"/w/1/styles.js"}
    assert total(pages, code) <= 15 * KB
    assert size(pages, "/w/1/styles.js") <= 4 * KB


@pytest.mark.parametrize("name", ["fi", "fi-selko", "sv", "en"])
def test_a_language_is_at_most_3_kb_to_open_and_as_much_to_answer(pages: httpx.Client, name: str) -> None:
    assert size(pages, f"/w/1/texts/{name}.js") <= 3 * KB
    assert size(pages, f"/w/1/texts/{name}.json") <= 3 * KB


def test_texts_that_open_the_chat_hold_nothing_of_desk_or_pages(pages: httpx.Client) -> None:
    module = pages.get("/w/1/texts/fi.js").text.strip()
    sections = json.loads(module.removeprefix("export default ").removesuffix(";"))["texts"]
    assert not sections.keys() & {"desk", "embed", "browse", "print", "kept", "service"}


def test_full_page_is_at_most_30_kb_in_all(pages: httpx.Client) -> None:
    styles = set(re.findall(r'href="(/static/css/[^"]+)"', pages.get("/").text))
    scripts = with_imports(pages, "/static/js/chat-page.js") | {"/static/js/page.js", "/static/js/quick-exit.js"}
    assert total(pages, {"/", *TEXTS, *styles, *scripts}) <= 30 * KB


def test_desk_is_at_most_40_kb_in_all(pages: httpx.Client) -> None:
    styles = set(re.findall(r'href="(/static/css/[^"]+)"', pages.get("/tiski").text))
    scripts = with_imports(pages, "/static/js/desk/desk.js") | {"/static/js/page.js", "/static/js/quick-exit.js"}
    assert total(pages, {"/tiski", *TEXTS, *styles, *scripts}) <= 40 * KB
