"""What every page shares: its language, its municipality, its links, and the template environment."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from sqlalchemy.exc import SQLAlchemyError

from service_catalog.catalogue import CatalogueMissing
from web.municipality import code_of
from web.pages import format as fmt
from web.pages.texts import LANGUAGE_NAMES, LANGUAGES, Texts, correction, language_names, need_names, ui_texts
from web.state import State

CATALOGUE_AWAY = (SQLAlchemyError, CatalogueMissing, OSError)

templates = Jinja2Templates(directory=Path(__file__).parent.parent / "templates")
templates.env.trim_blocks = True
templates.env.lstrip_blocks = True
templates.env.filters.update(
    tel=fmt.tel_link,
    safe_url=fmt.safe_url,
    date_text=fmt.date_text,
    map_url=fmt.map_url,
    is_old=fmt.is_old,
    language_names=language_names,
)
templates.env.globals["correction"] = correction


@dataclass(frozen=True)
class Page:
    """A page as it was asked for. `municipality` is a known code or None; `link` keeps the choices in the address."""

    language: str
    plain: bool
    municipality: str | None
    municipality_name: str | None
    path: str

    @property
    def t(self) -> Texts:
        """The texts of the page's language."""
        return ui_texts(self.language, self.plain)

    def link(self, path: str, **changes: str | None) -> str:
        """An address on this site with language, plain texts and municipality kept, or changed by `changes`."""
        kept = {
            "kunta": self.municipality,
            "kieli": None if self.language == "fi" else self.language,
            "selko": "1" if self.plain else None,
        }
        query = urlencode({name: value for name, value in {**kept, **changes}.items() if value})
        return f"{path}?{query}" if query else path

    def need_name(self, need_id: str, finnish: str) -> str:
        """The name of a need or a theme in the page's language."""
        return need_names(self.language).get(need_id, finnish)


def page_of(
    request: Request,
    state: State,
    kieli: Annotated[str, Query(max_length=8)] = "fi",
    kunta: Annotated[str, Query(max_length=80)] = "",
    selko: Annotated[str, Query(max_length=1)] = "",
) -> Page:
    """The page of a request; what is unknown in the address is left out rather than refused."""
    code = code_of(state.places, kunta)
    return Page(
        language=kieli if kieli in LANGUAGES else "fi",
        plain=selko == "1",
        municipality=code,
        municipality_name=state.places.name_of(code) if code else None,
        path=request.url.path,
    )


Asked = Annotated[Page, Depends(page_of)]


def render(
    request: Request, page: Page, template: str, status: HTTPStatus = HTTPStatus.OK, **context: Any
) -> HTMLResponse:
    """The response of a template."""
    context = {"page": page, "t": page.t, "languages": LANGUAGE_NAMES, **context}
    response = templates.TemplateResponse(request, template, context, status_code=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = page.language
    return response


def not_found(request: Request, page: Page) -> HTMLResponse:
    """The page for an address that leads nowhere: says so, and where to go on."""
    return render(request, page, "not_found.html", HTTPStatus.NOT_FOUND)
