"""Reading open answers, what is hidden in them, and the themes they are sorted into."""

import uuid
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BEFORE = "CREATE TABLE open_answer_before AS SELECT id, round_id, district_id, item, text, state, day FROM open_answer"
# Nobody could read or redact anything before, so whatever was not erased is unread.
AFTER = """
    INSERT INTO open_answer
    (id, round_id, district_id, item, text, state, day, language, sensitive, counted, revision)
    SELECT id, round_id, district_id, item, text, CASE state WHEN 'erased' THEN 'erased' ELSE 'unread' END, day,
    '', true, true, 0 FROM open_answer_before
"""


def upgrade() -> None:
    """Make the table of open answers anew, since SQLite changes no rule of a table, and add those for sorting."""
    op.execute(BEFORE)
    op.drop_index("ix_open_answer_place", table_name="open_answer")
    op.drop_table("open_answer")
    _open_answer()
    op.execute(AFTER)
    op.drop_table("open_answer_before")
    _learn_from_responses()
    _code_frame()
    _coding()


def _open_answer() -> None:
    op.create_table(
        "open_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("hidden", sa.JSON(), nullable=True),
        sa.Column("redacted", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("read_by", sa.Integer(), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        *_rules_of_reading(),
        sa.ForeignKeyConstraint(["approved_by"], ["user.id"], name="fk_open_answer_approved_by"),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_open_answer_district_id"),
        sa.ForeignKeyConstraint(["read_by"], ["user.id"], name="fk_open_answer_read_by"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_open_answer_round_id"),
        sa.PrimaryKeyConstraint("id", name="pk_open_answer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_open_answer_place", "open_answer", ["round_id", "district_id", "state"], unique=False)


def _rules_of_reading() -> list[sa.CheckConstraint]:
    rules = {
        "state": "state IN ('unread', 'read', 'held', 'approved', 'erased')",
        "read_first": "state NOT IN ('read', 'approved') OR (read_by IS NOT NULL AND redacted IS NOT NULL)",
        "approved_by_somebody": "(state = 'approved') = (approved_by IS NOT NULL)",
        "two_people": "approved_by <> read_by",
        "sensitive_stays": "NOT (sensitive AND state = 'approved')",
    }
    return [sa.CheckConstraint(rule, name=op.f(f"ck_open_answer_{name}")) for name, rule in rules.items()]


def _learn_from_responses() -> None:
    """Language and standing of the answers here; one that no open document names belongs to a sensitive question."""
    response = sa.table(
        "response", sa.column("language", sa.String), sa.column("state", sa.String), sa.column("doc", sa.JSON)
    )
    words = sa.table(
        "open_answer",
        sa.column("id", sa.Uuid),
        sa.column("language", sa.String),
        sa.column("sensitive", sa.Boolean),
        sa.column("counted", sa.Boolean),
    )
    known: list[dict[str, Any]] = []
    connection = op.get_bind()
    for language, state, doc in connection.execute(sa.select(response).where(response.c.state != "withdrawn")):
        keys = (doc or {}).get("texts", {}).values()
        known += [{"key": uuid.UUID(key), "l": language, "c": state == "counted"} for key in keys]
    if known:
        told = {"language": sa.bindparam("l"), "sensitive": False, "counted": sa.bindparam("c")}
        connection.execute(sa.update(words).where(words.c.id == sa.bindparam("key", type_=sa.Uuid)).values(told), known)


def _code_frame() -> None:
    op.create_table(
        "code_frame",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_code_frame_assessment_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_code_frame_user_id"),
        sa.PrimaryKeyConstraint("assessment_id", name="pk_code_frame"),
    )


def _coding() -> None:
    op.create_table(
        "coding",
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["open_answer.id"], name="fk_coding_answer_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_coding_user_id"),
        sa.PrimaryKeyConstraint("answer_id", "user_id", name="pk_coding"),
        sqlite_with_rowid=False,
    )
