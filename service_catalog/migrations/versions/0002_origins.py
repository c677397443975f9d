"""Origin, status, language versions, local edits and pins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Origin, status, language versions, local edits and pins."""
    with op.batch_alter_table("organisation") as batch_op:
        batch_op.add_column(sa.Column("origin", sa.String(length=10), server_default="content", nullable=False))
        batch_op.add_column(sa.Column("external_id", sa.String(length=120), nullable=True))
        batch_op.create_index(batch_op.f("ix_organisation_origin"), ["origin"])
    with op.batch_alter_table("service") as batch_op:
        batch_op.add_column(sa.Column("origin", sa.String(length=10), server_default="content", nullable=False))
        batch_op.add_column(sa.Column("external_id", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("status", sa.String(length=12), server_default="published", nullable=False))
        batch_op.add_column(sa.Column("modified_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("valid_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("language_versions", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("service_classes", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("life_events", sa.JSON(), server_default="[]", nullable=False))
        batch_op.create_index(batch_op.f("ix_service_origin"), ["origin"])
        batch_op.create_index(batch_op.f("ix_service_external_id"), ["external_id"])
        batch_op.create_index(batch_op.f("ix_service_status"), ["status"])
    with op.batch_alter_table("channel") as batch_op:
        batch_op.add_column(sa.Column("external_id", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("exceptions", sa.JSON(), server_default="[]", nullable=False))
    with op.batch_alter_table("service_area") as batch_op:
        batch_op.alter_column("kind", existing_type=sa.String(length=12), type_=sa.String(length=20))
    op.create_table(
        "local_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.String(length=160), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_edit")),
        sa.UniqueConstraint("service_id", "field", name=op.f("uq_local_edit_service_id")),
    )
    with op.batch_alter_table("local_edit") as batch_op:
        batch_op.create_index(batch_op.f("ix_local_edit_service_id"), ["service_id"])
    op.create_table(
        "pin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.String(length=40), nullable=False),
        sa.Column("area_kind", sa.String(length=20), nullable=False),
        sa.Column("area_code", sa.String(length=4), nullable=False),
        sa.Column("service_id", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin")),
        sa.UniqueConstraint("need_id", "area_kind", "area_code", "service_id", name=op.f("uq_pin_need_id")),
    )
    with op.batch_alter_table("pin") as batch_op:
        batch_op.create_index(batch_op.f("ix_pin_need_id"), ["need_id"])


def downgrade() -> None:
    """Takes it back, but leaves the kind of an area wide: "employment_area" would not fit the old width."""
    op.drop_table("pin")
    op.drop_table("local_edit")
    with op.batch_alter_table("channel") as batch_op:
        batch_op.drop_column("exceptions")
        batch_op.drop_column("external_id")
    with op.batch_alter_table("service") as batch_op:
        for name in ("status", "external_id", "origin"):
            batch_op.drop_index(batch_op.f(f"ix_service_{name}"))
        for name in ("life_events", "service_classes", "language_versions", "valid_from", "modified_on"):
            batch_op.drop_column(name)
        for name in ("status", "external_id", "origin"):
            batch_op.drop_column(name)
    with op.batch_alter_table("organisation") as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_origin"))
        batch_op.drop_column("external_id")
        batch_op.drop_column("origin")
