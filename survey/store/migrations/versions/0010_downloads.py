"""Files that the worker prepares for one person: who asked, how far it is, where it lies for a day."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add one table with a row for each file."""
    op.create_table(
        "download",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("format", sa.String(20), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("fault", sa.String(60), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'spoilt')", name="state"),
        sa.CheckConstraint("kind IN ('answers', 'words', 'charts', 'everything')", name="kind"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_download_round_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_download_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_download"),
        sa.UniqueConstraint("token", name="uq_download_token"),
    )
    op.create_index("ix_download_mine", "download", ["user_id", "round_id"])
