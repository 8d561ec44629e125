"""Home visits: codes, what came of each visit, promises, worries for the officer, and the yearly sheet."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the five tables."""
    _code()
    _visit()
    _referral()
    _note()
    _year()


def _code() -> None:
    op.create_table(
        "visit_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_visit_code_round_id"),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_visit_code_district_id"),
        sa.PrimaryKeyConstraint("id", name="pk_visit_code"),
        sa.UniqueConstraint("round_id", "number", name="uq_visit_code_round_id_number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_visit_code_district_id", "visit_code", ["district_id"])


def _visit() -> None:
    outcomes = "outcome IN ('done', 'not_home', 'refused', 'moved_home', 'moved_away', 'died')"
    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("consent", sa.String(length=6), server_default="", nullable=False),
        sa.Column("answered", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint(outcomes, name=op.f("ck_visit_outcome")),
        sa.CheckConstraint("kind IN ('first', 'repeat')", name=op.f("ck_visit_kind")),
        sa.CheckConstraint("consent IN ('', 'yes', 'partly', 'no')", name=op.f("ck_visit_consent")),
        sa.ForeignKeyConstraint(["code_id"], ["visit_code.id"], name="fk_visit_code_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_visit_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_visit_code_id", "visit", ["code_id"])
    op.create_index("ix_visit_user_id", "visit", ["user_id"])


def _referral() -> None:
    states = "state IN ('open', 'taken', 'done', 'not_possible')"
    op.create_table(
        "referral",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("whom", sa.String(length=80), nullable=False),
        sa.Column("need", sa.String(length=60), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(states, name=op.f("ck_referral_state")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_referral_visit_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name="fk_referral_owner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_referral"),
    )
    op.create_index("ix_referral_visit_id", "referral", ["visit_id"])


def _note() -> None:
    op.create_table(
        "safeguarding_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_safeguarding_note_round_id"),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_safeguarding_note_district_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_safeguarding_note_user_id"),
        sa.ForeignKeyConstraint(["settled_by"], ["user.id"], name="fk_safeguarding_note_settled_by"),
        sa.PrimaryKeyConstraint("id", name="pk_safeguarding_note"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_safeguarding_note_round_id", "safeguarding_note", ["round_id"])


def _year() -> None:
    figures = ("named", "first", "repeat", "died", "moved", "refused", "open", "hours", "least", "most")
    op.create_table(
        "visit_year",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("named_is", sa.String(length=6), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in (*figures, "ever_first", "ever_repeat")),
        sa.Column("ever_since", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("named_is IN ('', 'plan', 'result')", name=op.f("ck_visit_year_named_is")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_visit_year_round_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_visit_year_user_id"),
        sa.PrimaryKeyConstraint("round_id", "year", name="pk_visit_year"),
    )
