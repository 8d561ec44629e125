"""Why an answer is kept back, who proposed a quote, what the worker found in it, and what was counted of all."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

REASONS = "reason IN ('points_to_somebody', 'insults', 'not_about_this', 'other', 'protection')"


def upgrade() -> None:
    """Add what stands beside open answers; the answers themselves stay as they are."""
    op.create_table(
        "held_back",
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(REASONS, name=op.f("ck_held_back_reason")),
        sa.ForeignKeyConstraint(["settled_by"], ["user.id"], name="fk_held_back_settled_by"),
        *_of_answer("held_back"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quote_proposal",
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        *_of_answer("quote_proposal"),
        sqlite_with_rowid=False,
    )
    _prepared_answer()
    _said()


def _of_answer(table: str) -> list[sa.Constraint]:
    answer, user = f"fk_{table}_answer_id", f"fk_{table}_user_id"
    return [
        sa.ForeignKeyConstraint(["answer_id"], ["open_answer.id"], name=answer, ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=user),
        sa.PrimaryKeyConstraint("answer_id", name=f"pk_{table}"),
    ]


def _prepared_answer() -> None:
    op.create_table(
        "prepared_answer",
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("frame", sa.Integer(), nullable=False),
        sa.Column("hidden", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("suggested", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["open_answer.id"], name="fk_prepared_answer_answer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", name="pk_prepared_answer"),
        sqlite_with_rowid=False,
    )


def _said() -> None:
    op.create_table(
        "said",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("counted", sa.String(length=60), nullable=False),
        sa.Column("prepared", sa.String(length=60), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_said_district_id"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_said_round_id"),
        sa.PrimaryKeyConstraint("round_id", "district_id", name="pk_said"),
    )
