"""A host page of another site with the widget on it: a plain one, and one with hostile styles and overlays."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

HOST = "http://kunta.test"
POLICY = "default-src 'self'; script-src 'self' {site}; connect-src 'self' {site}; style-src 'self'; img-src data:"
HOSTILE = """
* { font-size: 9px !important; letter-spacing: 3px; box-sizing: content-box !important; text-transform: uppercase; }
button { display: none !important; background: yellow !important; }
div, p, li { position: relative !important; left: 40px; color: #eee !important; }
dialog, section { opacity: .1 !important; }
:focus-visible { outline: none !important; }
.overlay { position: fixed; inset: auto 0 0 0; height: 90px; background: #fc0; z-index: 2147483647; }
"""
LINKS = "".join(f'<p><a href="#k{number}">Kunnan linkki {number}</a></p>' for number in range(40))
PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Kunta</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">{styles}</head>
<body><main><h1>Kunnan sivu</h1>{links}<p id="viimeinen"><a href="#loppu">Viimeinen linkki</a></p></main>{overlay}
<luotsi-chat {attributes}><a href="{site}/">Etsi palveluita</a></luotsi-chat>
<p><a id="jalkeen" href="#jalkeen">Luotsin jälkeen</a></p>
<script type="module" src="{site}/w/1/luotsi.js"></script></body></html>"""


def host_page(url: str, site: str) -> dict[str, Any]:
    """The answer for a request to the host: `?hostile=1`, `?lang=sv`, other parameters become attributes."""
    parts = urlsplit(url)
    if parts.path == "/hostile.css":
        return {"body": HOSTILE, "content_type": "text/css"}
    if parts.path == "/bare":
        return {"body": bare_page(), "content_type": "text/html; charset=utf-8"}
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    hostile = asked.pop("hostile", "")
    lang = asked.pop("sivu-lang", "fi")
    body = PAGE.format(
        lang=lang,
        site=site,
        links=LINKS,
        styles='<link rel="stylesheet" href="/hostile.css">' if hostile else "",
        overlay='<div class="overlay">Evästeet</div>' if hostile else "",
        attributes=" ".join(f'{name}="{value}"' for name, value in asked.items()),
    )
    headers = {"Content-Security-Policy": POLICY.format(site=site)}
    return {"body": body, "content_type": "text/html; charset=utf-8", "headers": headers}


def bare_page() -> str:
    """The host page as it is without the widget."""
    body = PAGE.format(lang="fi", site="", links=LINKS, styles="", overlay="", attributes="")
    start, end = body.index("<luotsi-chat"), body.index("</luotsi-chat>")
    return body[:start] + body[end + len("</luotsi-chat>") : body.index("<script")] + "</body></html>"
