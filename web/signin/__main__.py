"""`python -m web.signin`: adds, lists and removes the accounts of those who may edit. There is no default password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from service_catalog.database import open_engine, used_once
from service_catalog.importers.build import migrate
from service_catalog.settings import CatalogueSettings
from web.signin.accounts import Accounts, WeakPassword

app = typer.Typer(no_args_is_help=True, help="Accounts for /yllapito and the closed pages.")


@contextmanager
def _accounts() -> Iterator[Accounts]:
    with used_once(open_engine(CatalogueSettings().database_url)) as engine:
        migrate(engine)
        yield Accounts(engine)


@app.command()
def add(
    name: str,
    password: Annotated[str, typer.Option(prompt=True, confirmation_prompt=True, hide_input=True, envvar="PASSWORD")],
) -> None:
    """Add an account, or give an old one a new password and unlock it."""
    try:
        with _accounts() as accounts:
            accounts.put(name, password)
    except WeakPassword as error:
        typer.echo(f"The password is too weak: {error}. Nothing was changed.", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"{name} may sign in.")


@app.command("list")
def list_names() -> None:
    """List the accounts."""
    with _accounts() as accounts:
        for name in accounts.names():
            typer.echo(name)


@app.command()
def remove(name: str) -> None:
    """Remove an account; its sessions end at once."""
    with _accounts() as accounts:
        removed = accounts.remove(name)
    if not removed:
        typer.echo(f"There is no account {name}.", err=True)
        raise typer.Exit(1)
    typer.echo(f"{name} was removed.")


if __name__ == "__main__":
    app()
