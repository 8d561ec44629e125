"""What exists and who would help: drafts, pauses, when it was confirmed, who entered it, what was there before."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STATED = ("room", "provider", "offer")
ENTERED = ("room", "provider", "offer", "offering")
STATES = "'draft', 'confirmed', 'paused', 'ended'"


def upgrade() -> None:
    """Widen the four lists, and add what remembers changes, links for providers and whom one can reach there."""
    for table in STATED:
        _checked(table, "state", "VARCHAR(10) DEFAULT 'confirmed' NOT NULL", STATES)
        op.add_column(table, sa.Column("confirmed_on", sa.Date(), nullable=True))
    for table in ENTERED:
        op.add_column(table, sa.Column("source", sa.String(length=12), server_default="hand", nullable=False))
        op.add_column(table, sa.Column("entered_by", sa.String(length=200), server_default="", nullable=False))
    _widen_offerings()
    _widen_the_rest()
    _changes()
    _links()


def _checked(table: str, column: str, type_: str, values: str) -> None:
    """A column with its rule in one statement, because SQLite adds no rule to a table that is there."""
    rule = f"CONSTRAINT ck_{table}_{column} CHECK ({column} IN ({values}))"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {type_} {rule}")


def _widen_offerings() -> None:
    op.add_column("offering", sa.Column("draft", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("offering", sa.Column("ways", sa.JSON(), server_default="{}", nullable=False))
    for column in ("audience", "affordable"):
        _checked("offering", column, "VARCHAR(6) DEFAULT 'all' NOT NULL", "'all', 'some', 'few'")
    op.add_column("offering", sa.Column("price", sa.String(length=12), server_default="", nullable=False))
    op.add_column("offering", sa.Column("note", sa.Text(), server_default="", nullable=False))


def _widen_the_rest() -> None:
    op.add_column("room", sa.Column("used", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("provider", sa.Column("hours_month", sa.Integer(), nullable=True))
    op.add_column("provider", sa.Column("cooperation", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("provider", sa.Column("publish", sa.String(length=10), server_default="", nullable=False))
    op.add_column("provider", sa.Column("note", sa.Text(), server_default="", nullable=False))
    op.add_column("provider", sa.Column("sent_as", sa.String(length=64), nullable=True))
    op.create_index("ix_provider_sent_as", "provider", ["sent_as"], unique=True)
    op.add_column("offer", sa.Column("people", sa.Integer(), nullable=True))
    op.add_column("offer", sa.Column("price", sa.String(length=12), server_default="", nullable=False))
    op.add_column("offer", sa.Column("audience", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("offer", sa.Column("holds_until", sa.Date(), nullable=True))


def _changes() -> None:
    op.create_table(
        "inventory_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("deed", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("things", sa.JSON(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_inventory_change_assessment_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_inventory_change_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_inventory_change"),
    )
    op.create_index("ix_inventory_change_assessment_id", "inventory_change", ["assessment_id"])
    op.create_table(
        "inventory_revision",
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_inventory_revision_district_id"),
        sa.PrimaryKeyConstraint("district_id", name="pk_inventory_revision"),
    )


def _links() -> None:
    op.create_table(
        "provider_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=True),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name="fk_provider_link_provider_id"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_provider_link_round_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_provider_link_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_provider_link"),
        sa.UniqueConstraint("mac", name="uq_provider_link_mac"),
    )
    op.create_index("ix_provider_link_round_id", "provider_link", ["round_id"])
    op.create_table(
        "provider_contact",
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_provider_contact_contact_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name="fk_provider_contact_provider_id"),
        sa.PrimaryKeyConstraint("provider_id", "contact_id", name="pk_provider_contact"),
    )
