"""What paper says: the number written on a sheet that had none, and the day on an organisation's form."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both; nothing typed in so far has either."""
    op.add_column("entry", sa.Column("loose", sa.String(length=7), nullable=True))
    op.create_index("ix_entry_loose", "entry", ["loose", "turn"], unique=True)
    op.add_column("provider", sa.Column("filled_on", sa.Date(), nullable=True))
