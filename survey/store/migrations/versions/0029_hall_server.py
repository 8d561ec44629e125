"""A laptop can be the server of a hall: which file it was set up with, and the records that it hands on."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; they stay empty on every server that is no laptop in a hall."""
    op.create_table(
        "hall",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("assessment", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name="fk_hall_workshop_id"),
        sa.PrimaryKeyConstraint("id", name="pk_hall"),
    )
    op.create_table(
        "hall_record",
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("sent", sa.JSON(), nullable=False),
        sa.Column("tablet_id", sa.Uuid(), nullable=True),
        sa.Column("written", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name="fk_hall_record_workshop_id"),
        sa.ForeignKeyConstraint(["tablet_id"], ["tablet.id"], name="fk_hall_record_tablet_id"),
        sa.PrimaryKeyConstraint("content", name="pk_hall_record"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_hall_record_workshop_id", "hall_record", ["workshop_id"])
