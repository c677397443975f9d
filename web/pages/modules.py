"""What the scripts import: the texts of a language and the widget's styles, as ES modules made from their files."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response

from service_catalog.cards import Card
from web.pages.browse import all_needs
from web.pages.human import phone_lines
from web.pages.lean_files import answer, lean
from web.pages.prints import cards_of
from web.pages.texts import LANGUAGES, need_names, read_ui, ui_texts
from web.state import State

router = APIRouter()
STATIC = Path(__file__).parent.parent / "static"
WIDGET_STYLES = ("tokens.css", "base.css", "chat.css", "card.css", "widget.css")


def compact(value: Any) -> str:
    """`value` as JSON without needless spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def sent(text: str, media_type: str, request: Request) -> Response:
    """`text` as a file that any origin may load."""
    body = text.encode()
    return answer(body, gzip.compress(body, mtime=0), media_type, request.headers.get("accept-encoding", ""))


def module(value: Any, request: Request) -> Response:
    """`value` as the default export of a module."""
    return sent(f"export default {compact(value)};\n", "text/javascript", request)


def spoken(name: str) -> tuple[str, bool]:
    """The language of a file name (`fi`, `fi-selko`, `sv`, `en`) and whether plainer texts; unknown is 404."""
    language, plain = name.removesuffix("-selko"), name.endswith("-selko")
    if language not in LANGUAGES:
        raise HTTPException(404)
    return language, plain


@router.get("/w/1/texts/{name}.js")
async def opening_texts(name: str, request: Request, state: State) -> Response:
    """The texts that open the chat in a language, with the crisis lines that need no server."""
    language, plain = spoken(name)
    crisis = read_ui("crisis")
    return module(
        {
            "language": language,
            "plain": plain,
            "texts": ui_texts(language, plain).opening(),
            "crisis": {
                "words": crisis["words"],
                "contacts": [crisis_contact(card) for card in await cards_of(state, crisis["contacts"])],
            },
        },
        request,
    )


@router.get("/w/1/texts/{name}.json")
async def answer_texts(name: str, request: Request, state: State) -> Response:
    """The texts that an answer needs, with the names of needs and the sentences that correct what was heard."""
    language, plain = spoken(name)
    names = need_names(language)
    needs = await all_needs(state)
    texts = {
        "texts": ui_texts(language, plain).answers(),
        "needs": {need.id: names.get(need.id, need.name) for need in needs},
        "said": {**read_ui("said"), "needs": {need.id: need.name for need in needs} if names else {}},
    }
    return sent(compact(texts), "application/json", request)


def crisis_contact(card: Card) -> dict[str, Any]:
    """A crisis line as the contract's crisis contact."""
    line = next(iter(phone_lines([card])), {})
    return {"name": card.name, "phone": line.get("phone"), "url": None, "hours_text": line.get("hours")}


@router.get("/w/1/launcher.js")
async def launcher_module(request: Request) -> Response:
    """The few words that the widget's button needs before anything else is loaded."""
    keys = ("launcher", "launcher_new", "load_failed")
    return module({code: {key: ui_texts(code)(f"widget.{key}") for key in keys} for code in LANGUAGES}, request)


@router.get("/w/1/styles.js")
async def styles_module(request: Request) -> Response:
    """The widget's styles as text, for a constructed style sheet: works under a strict policy of the host page."""
    return module(widget_styles(), request)


@cache
def widget_styles() -> str:
    """The widget's style sheets joined. Sizes follow the panel's own text: the host page may have shrunk its root."""
    css = "".join((STATIC / "css" / name).read_text(encoding="utf-8") for name in WIDGET_STYLES)
    return re.sub(r"(?<=\d)rem\b(?!,)", "em", lean(css))
