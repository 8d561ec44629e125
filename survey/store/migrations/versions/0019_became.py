"""What became of it: topics with their states; and how often the streets of a town have changed."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add topics with their changes, and count the changes of streets."""
    op.add_column("assessment", sa.Column("street_changes", sa.Integer(), server_default="0", nullable=False))
    _topic()
    _change()


def _topic() -> None:
    op.create_table(
        "became_topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("doc", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_became_topic_district_id"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_became_topic_round_id"),
        sa.PrimaryKeyConstraint("id", name="pk_became_topic"),
    )
    op.create_index("ix_became_topic_round_id", "became_topic", ["round_id"])


def _change() -> None:
    op.create_table(
        "became_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_became_change_round_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_became_change_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_became_change"),
    )
    op.create_index("ix_became_change_round_id", "became_change", ["round_id"])
