"""What the lead of a district judges: gates, weights, what was tried before, whom to set first."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add one table with a row for each district that somebody has judged."""
    op.create_table(
        "judgement",
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("gates", sa.JSON(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("tried", sa.JSON(), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_judgement_district_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_judgement_user_id"),
        sa.PrimaryKeyConstraint("district_id", name="pk_judgement"),
    )
