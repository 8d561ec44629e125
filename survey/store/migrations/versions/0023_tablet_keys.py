"""The keys to which tablets seal what only the server may read, and the marks of what came sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; the first key is made when a tablet needs it."""
    op.create_table(
        "tablet_key",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("public", sa.String(length=90), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tablet_key"),
        sa.UniqueConstraint("number", name="uq_tablet_key_number"),
    )
    op.create_table(
        "sealed_item",
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("mac", name="pk_sealed_item"),
        sqlite_with_rowid=False,
    )
