"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, those that others point to first."""
    _chart()
    _job()
    _login_attempt()
    _municipality()
    _pending()
    _questionnaire_version()
    _user()
    _assessment()
    _audit()
    _choice()
    _district()
    _item()
    _round()
    _activity_choice()
    _cell()
    _census()
    _contact()
    _draft()
    _grant()
    _open_answer()
    _provider()
    _response()
    _room()
    _round_version()
    _sensitive_count()
    _snapshot()
    _stamp()
    _street_range()
    _consent()
    _contact_receipt()
    _count()
    _offer()
    _offering()
    _pair()
    _receipt()
    _sensitive_answer()


def _chart() -> None:
    op.create_table(
        "chart",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("svg", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_chart"),
    )


def _job() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_job_state")),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
    )
    op.create_index("ix_job_state", "job", ["state"], unique=False)


def _login_attempt() -> None:
    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_login_attempt"),
    )
    op.create_index("ix_login_attempt_key", "login_attempt", ["key"], unique=False)


def _municipality() -> None:
    op.create_table(
        "municipality",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_municipality"),
        sa.UniqueConstraint("name", name="uq_municipality_name"),
    )


def _pending() -> None:
    op.create_table(
        "pending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign", sa.SmallInteger(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_pending"),
    )


def _questionnaire_version() -> None:
    op.create_table(
        "questionnaire_version",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("structure_hash", sa.String(length=64), nullable=False),
        sa.Column("doc", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_questionnaire_version"),
    )
    op.create_index(
        "ix_questionnaire_version_structure_hash", "questionnaire_version", ["structure_hash"], unique=False
    )


def _user() -> None:
    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password", sa.String(length=300), nullable=False),
        sa.Column("session_key", sa.String(length=64), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_user"),
        sa.UniqueConstraint("name", name="uq_user_name"),
    )


def _assessment() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("legal_basis", sa.String(length=20), nullable=False),
        sa.Column("minimum_age", sa.Integer(), nullable=False),
        sa.Column("help_phone", sa.String(length=60), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_assessment_municipality_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
        sa.UniqueConstraint("code", name="uq_assessment_code"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_audit_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )


def _choice() -> None:
    op.create_table(
        "choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_choice_assessment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_choice"),
        sa.UniqueConstraint("assessment_id", "code", name="uq_choice_assessment_id_code"),
    )


def _district() -> None:
    op.create_table(
        "district",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.Column("polygon", sa.JSON(), nullable=True),
        sa.Column("neighbour", sa.String(length=60), nullable=True),
        sa.Column("predecessors", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_district_assessment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_district"),
        sa.UniqueConstraint("assessment_id", "code", name="uq_district_assessment_id_code"),
    )


def _item() -> None:
    op.create_table(
        "item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_item_assessment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_item"),
        sa.UniqueConstraint("assessment_id", "code", name="uq_item_assessment_id_code"),
    )


def _round() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("opens", sa.Date(), nullable=True),
        sa.Column("closes", sa.Date(), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'open', 'closed')", name=op.f("ck_round_state")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_round_assessment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        sa.UniqueConstraint("slug", name="uq_round_slug"),
    )


def _activity_choice() -> None:
    op.create_table(
        "activity_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_activity_choice_district_id"),
        sa.PrimaryKeyConstraint("id", name="pk_activity_choice"),
        sa.UniqueConstraint("district_id", "code", name="uq_activity_choice_district_id_code"),
    )


def _cell() -> None:
    op.create_table(
        "cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("access", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("age", sa.String(length=60), nullable=False),
        sa.Column("gender", sa.String(length=60), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_cell_district_id"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_cell_round_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cell"),
        sa.UniqueConstraint(
            "round_id", "district_id", "channel", "access", "language", "age", "gender", name="uq_cell_alike"
        ),
    )


def _census() -> None:
    op.create_table(
        "census",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("age", sa.String(length=60), nullable=False),
        sa.Column("gender", sa.String(length=60), nullable=False),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_census_district_id"),
        sa.PrimaryKeyConstraint("id", name="pk_census"),
        sa.UniqueConstraint("district_id", "age", "gender", name="uq_census_district_id_age_gender"),
    )


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_contact_assessment_id"),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_contact_district_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_contact_assessment_id", "contact", ["assessment_id"], unique=False)


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_draft_round_id"),
        sa.ForeignKeyConstraint(["version"], ["questionnaire_version.hash"], name="fk_draft_version"),
        sa.PrimaryKeyConstraint("key", name="pk_draft"),
    )
    op.create_index("ix_draft_day", "draft", ["day"], unique=False)


def _grant() -> None:
    op.create_table(
        "grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "role IN ('administrator', 'lead', 'facilitator', 'data_keeper', 'safeguarding_officer')",
            name=op.f("ck_grant_role"),
        ),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_grant_assessment_id"),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_grant_district_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_grant_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_grant"),
    )
    op.create_index("ix_grant_user_id", "grant", ["user_id"], unique=False)


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
        sa.CheckConstraint("state IN ('unread', 'read', 'redacted', 'erased')", name=op.f("ck_open_answer_state")),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_open_answer_district_id"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_open_answer_round_id"),
        sa.PrimaryKeyConstraint("id", name="pk_open_answer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_open_answer_place", "open_answer", ["round_id", "district_id", "state"], unique=False)


def _provider() -> None:
    op.create_table(
        "provider",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_provider_assessment_id"),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_provider_district_id"),
        sa.PrimaryKeyConstraint("id", name="pk_provider"),
    )
    op.create_index("ix_provider_assessment_id", "provider", ["assessment_id"], unique=False)


def _response() -> None:
    op.create_table(
        "response",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("access", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("supersedes", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("doc", sa.JSON(), nullable=True),
        sa.Column("coded", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (doc IS NULL AND coded IS NULL)", name=op.f("ck_response_tombstone_is_empty")
        ),
        sa.CheckConstraint(
            "state IN ('counted', 'flagged', 'superseded', 'withdrawn', 'test')", name=op.f("ck_response_state")
        ),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_response_district_id"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_response_round_id"),
        sa.ForeignKeyConstraint(["supersedes"], ["response.id"], name="fk_response_supersedes"),
        sa.ForeignKeyConstraint(["version"], ["questionnaire_version.hash"], name="fk_response_version"),
        sa.PrimaryKeyConstraint("id", name="pk_response"),
        sa.UniqueConstraint("client_id", "content_hash", name="uq_response_client_id_content_hash"),
    )
    op.create_index("ix_response_place", "response", ["round_id", "district_id", "state"], unique=False)
    op.create_index("ix_response_supersedes", "response", ["supersedes"], unique=False)
    op.create_index(
        "uq_response_one_live",
        "response",
        ["client_id"],
        unique=True,
        sqlite_where=sa.text("state = 'counted'"),
        postgresql_where=sa.text("state = 'counted'"),
    )


def _room() -> None:
    op.create_table(
        "room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_room_district_id"),
        sa.PrimaryKeyConstraint("id", name="pk_room"),
    )
    op.create_index("ix_room_district_id", "room", ["district_id"], unique=False)


def _round_version() -> None:
    op.create_table(
        "round_version",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["hash"], ["questionnaire_version.hash"], name="fk_round_version_hash"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_round_version_round_id"),
        sa.PrimaryKeyConstraint("round_id", "hash", name="pk_round_version"),
    )
    op.create_index(
        "uq_round_version_current",
        "round_version",
        ["round_id"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )


def _sensitive_count() -> None:
    op.create_table(
        "sensitive_count",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("grouped_by", sa.String(length=10), nullable=False),
        sa.Column("group", sa.String(length=60), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("choice_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["choice_id"], ["choice.id"], name="fk_sensitive_count_choice_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_sensitive_count_item_id"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_sensitive_count_round_id"),
        sa.PrimaryKeyConstraint("round_id", "grouped_by", "group", "item_id", "choice_id", name="pk_sensitive_count"),
    )


def _snapshot() -> None:
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.CheckConstraint("kind IN ('live', 'settled')", name=op.f("ck_snapshot_kind")),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_snapshot_district_id"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_snapshot_round_id"),
        sa.PrimaryKeyConstraint("id", name="pk_snapshot"),
    )
    op.create_index("ix_snapshot_latest", "snapshot", ["round_id", "district_id", "kind", "id"], unique=False)


def _stamp() -> None:
    op.create_table(
        "stamp",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_stamp_district_id"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_stamp_round_id"),
        sa.PrimaryKeyConstraint("round_id", "district_id", name="pk_stamp"),
    )


def _street_range() -> None:
    op.create_table(
        "street_range",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("lowest", sa.Integer(), nullable=True),
        sa.Column("highest", sa.Integer(), nullable=True),
        sa.Column("side", sa.String(length=4), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_street_range_district_id"),
        sa.PrimaryKeyConstraint("id", name="pk_street_range"),
    )
    op.create_index("ix_street_range_district_id", "street_range", ["district_id"], unique=False)


def _consent() -> None:
    op.create_table(
        "consent",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_consent_contact_id"),
        sa.PrimaryKeyConstraint("contact_id", "purpose", name="pk_consent"),
    )


def _contact_receipt() -> None:
    op.create_table(
        "contact_receipt",
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_contact_receipt_contact_id"),
        sa.PrimaryKeyConstraint("mac", name="pk_contact_receipt"),
        sa.UniqueConstraint("contact_id", name="uq_contact_receipt_contact_id"),
    )


def _count() -> None:
    op.create_table(
        "count",
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("choice_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("s1", sa.Double(), nullable=False),
        sa.Column("s2", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"], name="fk_count_cell_id"),
        sa.ForeignKeyConstraint(["choice_id"], ["choice.id"], name="fk_count_choice_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_count_item_id"),
        sa.PrimaryKeyConstraint("cell_id", "item_id", "choice_id", name="pk_count"),
        sqlite_with_rowid=False,
    )


def _offer() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("activities", sa.JSON(), nullable=False),
        sa.Column("format", sa.String(length=60), nullable=False),
        sa.Column("readiness", sa.String(length=12), nullable=False),
        sa.Column("hours_month", sa.Integer(), nullable=True),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.CheckConstraint("readiness IN ('interested', 'named', 'agreed', 'fixed')", name=op.f("ck_offer_readiness")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name="fk_offer_provider_id"),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
    )
    op.create_index("ix_offer_provider_id", "offer", ["provider_id"], unique=False)


def _offering() -> None:
    op.create_table(
        "offering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("activities", sa.JSON(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("rhythm", sa.String(length=60), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("state IN ('planned', 'running', 'paused', 'ended')", name=op.f("ck_offering_state")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_offering_assessment_id"),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_offering_district_id"),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name="fk_offering_provider_id"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="fk_offering_room_id"),
        sa.PrimaryKeyConstraint("id", name="pk_offering"),
    )
    op.create_index("ix_offering_district_id", "offering", ["district_id"], unique=False)


def _pair() -> None:
    op.create_table(
        "pair",
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("choice_id", sa.Integer(), nullable=False),
        sa.Column("other_item_id", sa.Integer(), nullable=False),
        sa.Column("other_choice_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"], name="fk_pair_cell_id"),
        sa.ForeignKeyConstraint(["choice_id"], ["choice.id"], name="fk_pair_choice_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_pair_item_id"),
        sa.ForeignKeyConstraint(["other_choice_id"], ["choice.id"], name="fk_pair_other_choice_id"),
        sa.ForeignKeyConstraint(["other_item_id"], ["item.id"], name="fk_pair_other_item_id"),
        sa.PrimaryKeyConstraint("cell_id", "item_id", "choice_id", "other_item_id", "other_choice_id", name="pk_pair"),
        sqlite_with_rowid=False,
    )


def _receipt() -> None:
    op.create_table(
        "receipt",
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name="fk_receipt_response_id"),
        sa.PrimaryKeyConstraint("mac", name="pk_receipt"),
    )
    op.create_index("ix_receipt_response_id", "receipt", ["response_id"], unique=False)


def _sensitive_answer() -> None:
    op.create_table(
        "sensitive_answer",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name="fk_sensitive_answer_response_id"),
        sa.PrimaryKeyConstraint("response_id", name="pk_sensitive_answer"),
    )
