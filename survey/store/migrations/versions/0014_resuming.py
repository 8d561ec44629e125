"""Going on elsewhere: codes of drafts, how often a draft was saved, and how often wrong codes were typed."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two tables, and to drafts how often they were saved and which answer they correct."""
    op.add_column("draft", sa.Column("revision", sa.Integer(), server_default="0", nullable=False))
    op.add_column("draft", sa.Column("corrects", sa.Uuid(), nullable=True))
    op.create_table(
        "resume_code",
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.Column("draft", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["draft.key"], name="fk_resume_code_draft", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("mac", name="pk_resume_code"),
    )
    op.create_index("ix_resume_code_draft", "resume_code", ["draft"])
    op.create_table(
        "code_guess",
        sa.Column("space", sa.String(length=20), nullable=False),
        sa.Column("stretch", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("space", "stretch", name="pk_code_guess"),
    )
