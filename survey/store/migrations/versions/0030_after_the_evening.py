"""What is done after an evening is marked, by whom and on which day."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the marks; of the evenings before, nothing was marked."""
    op.create_table(
        "after_deed",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Uuid(), nullable=True),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name="fk_after_deed_workshop_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_after_deed_user_id"),
        sa.CheckConstraint("what IN ('kept', 'missed', 'moved', 'asked', 'shown', 'open')", name="what"),
    )
    op.create_index("ix_after_deed_workshop_id", "after_deed", ["workshop_id"])
