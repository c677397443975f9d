"""Alembic's entry: runs the migrations on the connection that `service_catalog.importers.build` opens."""

from alembic import context

from service_catalog.models import Base
from service_catalog.upkeep import tables  # noqa: F401 - its tables join the metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
