"""The pages that people see: server-rendered templates that work without JavaScript, and what their scripts load."""

from __future__ import annotations

from fastapi import APIRouter

from web.pages import browse, chat, desk, embed, human, modules, prints, service, statements

router = APIRouter(include_in_schema=False)
for part in (chat, browse, service, human, prints, desk, embed, statements, modules):
    router.include_router(part.router)
