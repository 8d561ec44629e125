"""Reports: what was chosen for one, and every one that was made."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two tables of reports."""
    _plan()
    _report()


def _plan() -> None:
    op.create_table(
        "report_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_report_plan_round_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_report_plan_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_report_plan"),
        sa.UniqueConstraint("round_id", "place", name="uq_report_plan_place"),
    )


def _report() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.Column(name, sa.JSON(), nullable=False)
            for name in ("choices", "snapshots", "moments", "figures", "files", "missing")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_report_round_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_report_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sa.UniqueConstraint("round_id", "place", "number", name="uq_report_number"),
    )
    op.create_index("ix_report_place", "report", ["round_id", "place", "id"])
