"""Statement pages: accessibility, privacy, and how Luotsi works. Their prose stands in templates, one a language."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service_catalog.approvals import read_approvals
from web.pages.figures import percent, shown
from web.pages.view import Asked, Page, render

router = APIRouter()


def statement(request: Request, page: Page, name: str) -> HTMLResponse:
    """The statement `name` in the page's language."""
    template = f"statements/{name}.{page.language}.html"
    return render(request, page, template, figures=shown(), percent=percent, approvals=read_approvals())


@router.get("/saavutettavuus")
async def accessibility(request: Request, page: Asked) -> HTMLResponse:
    """The accessibility statement (digipalvelulaki 306/2019)."""
    return statement(request, page, "accessibility")


@router.get("/tietosuoja")
async def privacy(request: Request, page: Asked) -> HTMLResponse:
    """The privacy notice."""
    return statement(request, page, "privacy")


@router.get("/nain-luotsi-toimii")
async def how(request: Request, page: Asked) -> HTMLResponse:
    """How Luotsi works, what it does not do, and how well it was measured to understand."""
    return statement(request, page, "how")
