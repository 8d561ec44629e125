"""What a hall sees at the moment, for phones and the wall, and the ideas that phones have sent."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; a workshop has a stage only once somebody lets phones in."""
    op.create_table(
        "stage",
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("wall", sa.String(length=43), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("counted", sa.JSON(), nullable=False),
        sa.Column("covered", sa.Boolean(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name="fk_stage_workshop_id"),
        sa.PrimaryKeyConstraint("workshop_id", name="pk_stage"),
        sa.UniqueConstraint("code", name="uq_stage_code"),
        sa.UniqueConstraint("wall", name="uq_stage_wall"),
    )
    op.create_table(
        "phone_idea",
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name="fk_phone_idea_workshop_id"),
        sa.PrimaryKeyConstraint("workshop_id", "item", name="pk_phone_idea"),
        sqlite_with_rowid=False,
    )
