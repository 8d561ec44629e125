"""Letters with codes, what made an answer look doubtful, and which of two answers counts."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables of letters and of doubt, how people come in, and the signs of an answer."""
    op.add_column("round", sa.Column("access", sa.String(length=10), server_default="open", nullable=False))
    op.add_column("response", sa.Column("signs", sa.String(length=20), server_default="", nullable=False))
    _batch()
    _codes()
    _doubt()


def _batch() -> None:
    op.create_table(
        "letter_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("letters > 0", name="letters"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_letter_batch_round_id"),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_letter_batch_district_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_letter_batch_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_letter_batch"),
    )
    op.create_index("ix_letter_batch_round_id", "letter_batch", ["round_id"])


def _codes() -> None:
    op.create_table(
        "access_code",
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("disputed", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["letter_batch.id"], name="fk_access_code_batch_id"),
        sa.PrimaryKeyConstraint("mac", name="pk_access_code"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_access_code_batch_id", "access_code", ["batch_id"])
    op.create_table(
        "access_draft",
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.Column("draft", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["mac"], ["access_code.mac"], name="fk_access_draft_mac"),
        sa.ForeignKeyConstraint(["draft"], ["draft.key"], name="fk_access_draft_draft", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("mac", name="pk_access_draft"),
    )
    op.create_index("ix_access_draft_draft", "access_draft", ["draft"])


def _doubt() -> None:
    op.create_table(
        "arrival",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_arrival_round_id"),
        sa.PrimaryKeyConstraint("round_id", "hour", name="pk_arrival"),
    )
    op.create_table(
        "decision",
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.Uuid(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_decision_round_id"),
        sa.ForeignKeyConstraint(["chosen"], ["response.id"], name="fk_decision_chosen"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_decision_user_id"),
        sa.PrimaryKeyConstraint("client_id", name="pk_decision"),
    )
    op.create_index("ix_decision_round_id", "decision", ["round_id"])
