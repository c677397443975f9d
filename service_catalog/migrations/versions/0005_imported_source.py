"""The digests by which an import knows the services whose source is as it was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table of digests."""
    op.create_table(
        "imported_source",
        sa.Column("service_id", sa.String(length=160), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("service_id", name=op.f("pk_imported_source")),
    )


def downgrade() -> None:
    """Takes it back."""
    op.drop_table("imported_source")
