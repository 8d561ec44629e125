"""Files about places that somebody is still looking at; a count of the changes of map and census."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add one table with a row for each file on its way in, and the count to the project."""
    op.add_column("assessment", sa.Column("placed", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "place_file",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("doc", sa.JSON(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_place_file_assessment_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_place_file_user_id"),
        sa.PrimaryKeyConstraint("assessment_id", "part", name="pk_place_file"),
    )
