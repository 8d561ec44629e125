"""Tryouts, and rounds that stand aside from the survey: what people say when they leave one."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tryouts; every round so far is a survey of its own."""
    op.add_column("round", sa.Column("aside", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "tryout",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("feedback_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(length=200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins", sa.String(length=5), nullable=False),
        sa.Column("room", sa.String(length=200), nullable=False),
        sa.Column("who", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False, server_default="planned"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_tryout_round_id"),
        sa.ForeignKeyConstraint(["feedback_id"], ["round.id"], name="fk_tryout_feedback_id"),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_tryout_district_id"),
        sa.UniqueConstraint("feedback_id", name="uq_tryout_feedback_id"),
        sa.CheckConstraint("state IN ('planned', 'off')", name="state"),
    )
    op.create_index("ix_tryout_round_id", "tryout", ["round_id"])
