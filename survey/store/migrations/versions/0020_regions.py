"""Regions: the name that several towns share."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the region of a town, which none has yet."""
    op.add_column("assessment", sa.Column("region", sa.String(length=200), server_default="", nullable=False))
    op.create_index("ix_assessment_region", "assessment", ["region"])
