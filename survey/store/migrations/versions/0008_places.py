"""Files about places that are looked at, changes of map and census, own activities, first passwords."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two tables, the count to the project, and to accounts whether the password is only for the first time."""
    op.add_column("user", sa.Column("temporary", sa.Boolean(), server_default=sa.false(), nullable=False))
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
    op.create_table(
        "own_activity",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("label", sa.JSON(), nullable=False),
        sa.Column("like", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_own_activity_assessment_id"),
        sa.PrimaryKeyConstraint("assessment_id", "code", name="pk_own_activity"),
    )
