"""The protocol of a workshop: what was added to it, and what it said when it was frozen."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; evenings of before have no protocol until somebody freezes it."""
    op.create_table(
        "protocol",
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.Column("frozen_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name="fk_protocol_workshop_id"),
        sa.ForeignKeyConstraint(["frozen_by"], ["user.id"], name="fk_protocol_frozen_by"),
        sa.PrimaryKeyConstraint("workshop_id", name="pk_protocol"),
    )
    op.create_table(
        "protocol_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name="fk_protocol_remark_workshop_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_protocol_remark_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_protocol_remark"),
    )
    op.create_index("ix_protocol_remark_workshop_id", "protocol_remark", ["workshop_id"])
