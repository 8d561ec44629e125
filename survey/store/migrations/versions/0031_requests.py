"""Groups ask for something of their own accord, and it is written down."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the list of what groups have asked for."""
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("activities", sa.JSON(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False, server_default=""),
        sa.Column("state", sa.String(length=10), nullable=False, server_default="confirmed"),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=12), nullable=False, server_default="hand"),
        sa.Column("entered_by", sa.String(length=200), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_request_assessment_id"),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_request_district_id"),
        sa.CheckConstraint("state IN ('draft', 'confirmed', 'paused', 'ended')", name="state"),
    )
    op.create_index("ix_request_assessment_id", "request", ["assessment_id"])
