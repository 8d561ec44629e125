"""Printed sheets and the batches they were made in."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two tables of paper."""
    _batch()
    _sheet()


def _batch() -> None:
    op.create_table(
        "sheet_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("large", sa.Boolean(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("handed_to", sa.String(length=120), nullable=False),
        sa.Column("return_to", sa.String(length=300), nullable=False),
        sa.Column("activities", sa.JSON(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("deed", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=60), nullable=False),
        sa.CheckConstraint("copies > 0", name="copies"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_sheet_batch_round_id"),
        sa.ForeignKeyConstraint(["version"], ["questionnaire_version.hash"], name="fk_sheet_batch_version"),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_sheet_batch_district_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_sheet_batch_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sheet_batch"),
    )
    op.create_index("ix_sheet_batch_round_id", "sheet_batch", ["round_id"])


def _sheet() -> None:
    op.create_table(
        "sheet",
        sa.Column("serial", sa.String(length=7), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("paper_order", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("earlier", sa.String(length=10), nullable=False),
        sa.Column("deed", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('made', 'handed_out', 'back', 'typed', 'spoiled', 'missing')", name="state"),
        sa.CheckConstraint("paper_order IN (1, 2)", name="paper_order"),
        sa.ForeignKeyConstraint(["batch_id"], ["sheet_batch.id"], name="fk_sheet_batch_id"),
        sa.PrimaryKeyConstraint("serial", name="pk_sheet"),
    )
    op.create_index("ix_sheet_batch", "sheet", ["batch_id", "state"])
