"""What takes place can come from a record of a workshop, and is kept once."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add where it came from; what is listed so far came from no hall."""
    op.add_column("offering", sa.Column("sent_as", sa.String(length=64), nullable=True))
    op.create_index("ix_offering_sent_as", "offering", ["sent_as"], unique=True)
