"""Areas of every kind and conditions that know their needs; hours of every kind fit the columns of 0002."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Employment areas, former municipalities, services for all who stay in an area, needs of a condition."""
    op.create_table(
        "employment_area",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_employment_area")),
        sa.UniqueConstraint("name", name=op.f("uq_employment_area_name")),
    )
    with op.batch_alter_table("municipality") as batch_op:
        batch_op.add_column(sa.Column("employment_area_code", sa.String(length=40), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_municipality_employment_area_code_employment_area"),
            "employment_area",
            ["employment_area_code"],
            ["code"],
        )
    op.create_table(
        "former_municipality",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("code", sa.String(length=3), nullable=True),
        sa.Column("successor_code", sa.String(length=3), nullable=False),
        sa.ForeignKeyConstraint(
            ["successor_code"], ["municipality.code"], name=op.f("fk_former_municipality_successor_code_municipality")
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_former_municipality")),
        sa.UniqueConstraint("code", name=op.f("uq_former_municipality_code")),
    )
    with op.batch_alter_table("former_municipality") as batch_op:
        batch_op.create_index(batch_op.f("ix_former_municipality_successor_code"), ["successor_code"])
    with op.batch_alter_table("service_area") as batch_op:
        batch_op.alter_column("code", existing_type=sa.String(length=4), type_=sa.String(length=40))
        batch_op.add_column(sa.Column("staying", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("pin") as batch_op:
        batch_op.alter_column("area_code", existing_type=sa.String(length=4), type_=sa.String(length=40))
    with op.batch_alter_table("eligibility_condition") as batch_op:
        batch_op.add_column(sa.Column("needs", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    """Takes it back, but leaves the codes of areas wide: those of employment areas would not fit the old width."""
    with op.batch_alter_table("eligibility_condition") as batch_op:
        batch_op.drop_column("needs")
    with op.batch_alter_table("service_area") as batch_op:
        batch_op.drop_column("staying")
    op.drop_table("former_municipality")
    with op.batch_alter_table("municipality") as batch_op:
        batch_op.drop_constraint(op.f("fk_municipality_employment_area_code_employment_area"), type_="foreignkey")
        batch_op.drop_column("employment_area_code")
    op.drop_table("employment_area")
