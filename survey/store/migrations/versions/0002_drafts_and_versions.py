"""Drafts of questionnaires, numbered versions, and declared mappings between them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what a life of more than one version needs; versions that are here get their numbers by their age."""
    _numbered_versions()
    _pooled()
    _round_draft()


def _numbered_versions() -> None:
    table = "round_version"
    op.add_column(table, sa.Column("number", sa.Integer(), server_default="1", nullable=False))
    op.add_column(table, sa.Column("note", sa.String(length=500), server_default="", nullable=False))
    op.add_column(table, sa.Column("published_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(table, sa.Column("items", sa.JSON(), server_default="{}", nullable=False))
    op.execute(
        "UPDATE round_version SET"
        " published_at = (SELECT v.published_at FROM questionnaire_version v WHERE v.hash = round_version.hash),"
        " note = (SELECT v.note FROM questionnaire_version v WHERE v.hash = round_version.hash)"
    )
    op.execute(
        "UPDATE round_version SET number = 1 + (SELECT count(*) FROM round_version o"
        " WHERE o.round_id = round_version.round_id"
        " AND (o.published_at < round_version.published_at"
        " OR (o.published_at = round_version.published_at AND o.hash < round_version.hash)))"
    )


def _pooled() -> None:
    op.create_table(
        "pooled",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("into", sa.String(length=80), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_pooled_round_id"),
        sa.PrimaryKeyConstraint("round_id", "question", "into", name="pk_pooled"),
    )


def _round_draft() -> None:
    op.create_table(
        "round_draft",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("mappings", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["hash"], ["questionnaire_version.hash"], name="fk_round_draft_hash"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_round_draft_round_id"),
        sa.PrimaryKeyConstraint("round_id", name="pk_round_draft"),
    )
