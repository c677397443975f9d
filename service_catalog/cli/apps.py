"""The groups of commands that the modules of this package add themselves to."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Luotsi: commands for operators.")
catalog = typer.Typer(no_args_is_help=True, help="The service catalogue: build, check, import and export.")
importing = typer.Typer(no_args_is_help=True, help="Bring services from elsewhere into the catalogue.")
app.add_typer(catalog, name="catalog")
catalog.add_typer(importing, name="import")
