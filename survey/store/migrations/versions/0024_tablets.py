"""Tablets of workshops, and what they send."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the four tables."""
    _tablets()
    op.create_table(
        "workshop_item",
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Uuid(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("board", sa.String(length=64), nullable=False),
        sa.Column("made", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("tablet_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name="fk_workshop_item_workshop_id"),
        sa.ForeignKeyConstraint(["tablet_id"], ["tablet.id"], name="fk_workshop_item_tablet_id"),
        sa.PrimaryKeyConstraint("workshop_id", "item", "rev", name="pk_workshop_item"),
    )
    op.create_table(
        "aside_item",
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("tablet_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name="fk_aside_item_workshop_id"),
        sa.ForeignKeyConstraint(["tablet_id"], ["tablet.id"], name="fk_aside_item_tablet_id"),
        sa.ForeignKeyConstraint(["settled_by"], ["user.id"], name="fk_aside_item_settled_by"),
        sa.PrimaryKeyConstraint("content", name="pk_aside_item"),
    )
    op.create_index("ix_aside_item_workshop_id", "aside_item", ["workshop_id"])


def _tablets() -> None:
    op.create_table(
        "tablet_code",
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name="fk_tablet_code_workshop_id"),
        sa.PrimaryKeyConstraint("mac", name="pk_tablet_code"),
    )
    op.create_index("ix_tablet_code_workshop_id", "tablet_code", ["workshop_id"])
    op.create_table(
        "tablet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("paired", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("heard", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name="fk_tablet_workshop_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tablet"),
        sa.UniqueConstraint("token", name="uq_tablet_token"),
    )
    op.create_index("ix_tablet_workshop_id", "tablet", ["workshop_id"])
