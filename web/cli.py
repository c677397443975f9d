"""The command `luotsi`: the catalogue's commands and the web's, in one."""

from __future__ import annotations

from service_catalog.cli import app
from web.insight.cli import coverage, demo, insight

app.add_typer(insight, name="insight")
app.command()(demo)
app.command()(coverage)

__all__ = ["app"]

if __name__ == "__main__":
    app()
