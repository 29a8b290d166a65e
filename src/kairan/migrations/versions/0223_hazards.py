"""Telegrams of the Meteorological Agency, the rules of bodies, and what became of the ones by the others."""

import sqlalchemy as sa
from alembic import op

revision = "0223"
down_revision = "0222"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "hazard_telegram",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("source", sa.String(10), nullable=False),
        sa.Column("arrived_at", sa.BigInteger, nullable=False),
        sa.Column("product", sa.String(800), nullable=False),
        sa.Column("story", sa.String(2000), nullable=False),
        sa.Column("event_id", sa.String(256), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("info_type", sa.String(10), nullable=False),
        sa.Column("reported_at", sa.BigInteger, nullable=False),
        sa.Column("sent_at", sa.BigInteger, nullable=False),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_index("ix_hazard_telegram_story", "hazard_telegram", ["story", "product"])
    op.create_table(
        "hazard_refusal",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("source", sa.String(10), nullable=False),
        sa.Column("name", sa.String(800), nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
    )
    op.create_table(
        "hazard_rule",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("name", sa.String(240), nullable=False),
        sa.Column("is_on", sa.Boolean, nullable=False),
        sa.Column("conditions", sa.Text, nullable=False),
        sa.Column("places", sa.Text, nullable=False),
        sa.Column("room_id", sa.String(13), nullable=False),
        sa.Column("made_by", sa.String(13), nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("ix_hazard_rule_organization_id", "hazard_rule", ["organization_id", "id"])
    op.create_table(
        "hazard_standing",
        sa.Column("rule_id", sa.String(13), sa.ForeignKey("hazard_rule.id"), primary_key=True),
        sa.Column("story", sa.String(2000), primary_key=True),
        sa.Column("grades", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_hazard_standing_story", "hazard_standing", ["story"])
    op.create_table(
        "hazard_outcome",
        sa.Column("telegram_id", sa.String(13), sa.ForeignKey("hazard_telegram.id"), primary_key=True),
        sa.Column("rule_id", sa.String(13), sa.ForeignKey("hazard_rule.id"), primary_key=True),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("why", sa.String(60)),
        sa.Column("room_id", sa.String(13)),
        sa.Column("message_id", sa.String(13)),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_hazard_outcome_rule_id", "hazard_outcome", ["rule_id", "telegram_id"])
    op.create_table(
        "hazard_feed",
        sa.Column("url", sa.String(800), primary_key=True),
        sa.Column("etag", sa.String(400)),
        sa.Column("modified", sa.String(100)),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("ask_again_at", sa.BigInteger, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("trouble", sa.String(400)),
    )
    op.create_table(
        "hazard_feed_entry",
        sa.Column("address", sa.String(800), primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_hazard_feed_entry_at", "hazard_feed_entry", ["at"])
