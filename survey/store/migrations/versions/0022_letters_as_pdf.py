"""The file with the letters of a batch, as long as there is one."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the name of the file, which no batch has yet."""
    op.add_column("letter_batch", sa.Column("file", sa.String(length=60), server_default="", nullable=False))
