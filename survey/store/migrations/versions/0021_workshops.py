"""Workshops, and the agendas they were planned with."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "agenda_version",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_agenda_version"),
    )
    op.create_table(
        "workshop",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("agenda", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins", sa.String(length=5), server_default="", nullable=False),
        sa.Column("room", sa.String(length=200), server_default="", nullable=False),
        sa.Column("facilitator_id", sa.Integer(), nullable=True),
        sa.Column("recorder", sa.String(length=100), server_default="", nullable=False),
        sa.Column("invited", sa.JSON(), nullable=False),
        sa.Column("ways", sa.JSON(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("state", sa.String(length=8), server_default="planned", nullable=False),
        sa.CheckConstraint("state IN ('planned', 'over', 'deleted')", name=op.f("ck_workshop_state")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_workshop_round_id"),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_workshop_district_id"),
        sa.ForeignKeyConstraint(["agenda"], ["agenda_version.hash"], name="fk_workshop_agenda"),
        sa.ForeignKeyConstraint(["facilitator_id"], ["user.id"], name="fk_workshop_facilitator_id"),
        sa.PrimaryKeyConstraint("id", name="pk_workshop"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_workshop_round_id", "workshop", ["round_id"])
    op.create_index("ix_workshop_district_id", "workshop", ["district_id"])
