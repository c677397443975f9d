"""`python -m service_catalog.cli` is the command `luotsi`."""

from service_catalog.cli import app

app()
