"""Agreements on mutual aid between bodies of an alliance, requests and offers."""

import sqlalchemy as sa
from alembic import op

revision = "0307"
down_revision = "0306"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "alliance_agreement",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("alliance_id", sa.String(13), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("body_id", sa.String(13), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_alliance_agreement_alliance_id", "alliance_agreement", ["alliance_id"])
    op.create_table(
        "alliance_agreement_body",
        sa.Column("agreement_id", sa.String(13), primary_key=True),
        sa.Column("body_id", sa.String(13), primary_key=True),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("agreed_at", sa.BigInteger),
        sa.Column("left_at", sa.BigInteger),
    )
    op.create_index("ix_alliance_agreement_body_body_id", "alliance_agreement_body", ["body_id"])
    op.create_table(
        "alliance_aid_request",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("alliance_id", sa.String(13), nullable=False),
        sa.Column("body_id", sa.String(13), nullable=False),
        sa.Column("agreement_id", sa.String(13)),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("quantity", sa.Integer, nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("needed_by", sa.BigInteger),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("is_drill", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("by_id", sa.String(13), nullable=False),
        sa.Column("client_key", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("closed_at", sa.BigInteger),
    )
    op.create_index("ix_alliance_aid_request_alliance_id", "alliance_aid_request", ["alliance_id", "closed_at"])
    op.create_index("uq_alliance_aid_request_once", "alliance_aid_request", ["by_id", "client_key"], unique=True)
    op.create_table(
        "alliance_aid_offer",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("request_id", sa.String(13), nullable=False),
        sa.Column("body_id", sa.String(13), nullable=False),
        sa.Column("quantity", sa.Integer, nullable=False),
        sa.Column("arrives_at", sa.BigInteger),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by_id", sa.String(13), nullable=False),
        sa.Column("client_key", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger),
        sa.Column("received_at", sa.BigInteger),
    )
    op.create_index("ix_alliance_aid_offer_request_id", "alliance_aid_offer", ["request_id"])
    op.create_index("uq_alliance_aid_offer_once", "alliance_aid_offer", ["by_id", "client_key"], unique=True)
