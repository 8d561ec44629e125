"""Who typed which sheet in, and what was typed twice."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of typing in."""
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(length=7), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("typed_on", sa.Date(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("alike", sa.JSON(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("turn IN (1, 2)", name="turn"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_entry_round_id"),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_entry_district_id"),
        sa.ForeignKeyConstraint(["serial"], ["sheet.serial"], name="fk_entry_serial"),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name="fk_entry_response_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_entry_user_id"),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name="fk_entry_decided_by"),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
        sa.UniqueConstraint("serial", "turn", name="uq_entry_turn"),
    )
    op.create_index("ix_entry_round_id", "entry", ["round_id"])
    op.create_index("ix_entry_response_id", "entry", ["response_id"])
