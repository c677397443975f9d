"""The work list of what people reported: facts that are wrong, services that are missing, the oldest first."""

from __future__ import annotations

from typing import Any, ClassVar

from sqladmin import BaseView, expose
from sqladmin.authentication import get_current_user_id
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.insight.events import today
from web.insight.reports import age_in_days, close_report, list_reports
from web.upkeep.texts import upkeep_texts

CLOSE = "close"


class ReportsView(BaseView):
    """Open reports with their age; each leads to its service and can be closed. `engine` is insight's database."""

    name = upkeep_texts()["reports"]["title"]
    engine: ClassVar[Engine]

    @expose("/reports", methods=["GET", "POST"], identity="reports")
    async def reports(self, request: Request) -> Response:
        """Shows the list; a post closes the report that it names."""
        if request.method == "POST":
            number = str((await request.form()).get(CLOSE) or "")
            with Session(self.engine) as session, session.begin():
                if number.isdigit():
                    close_report(session, int(number), str(get_current_user_id(request)), today())
            return RedirectResponse(str(request.url), status_code=303)
        with Session(self.engine) as session:
            rows: list[dict[str, Any]] = [
                {
                    "id": one.id,
                    "kind": upkeep_texts()["reports"]["kinds"].get(one.kind, one.kind),
                    "service": one.service_id,
                    "text": one.text,
                    "times": one.times,
                    "days": age_in_days(one, today()),
                }
                for one in list_reports(session)
            ]
        words = upkeep_texts()["reports"]
        return await self.templates.TemplateResponse(request, "reports.html", {"rows": rows, "words": words})
