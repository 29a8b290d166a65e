"""Broadcasts: whom each was sent to, how far it has come with them, links, calls and templates."""

import sqlalchemy as sa
from alembic import op

revision = "0220"
down_revision = "0218"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "broadcast",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("title", sa.String(240), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("asked", sa.String(10), nullable=False),
        sa.Column("questions", sa.Text, nullable=False),
        sa.Column("rounds", sa.Text, nullable=False),
        sa.Column("told_to", sa.Text, nullable=False),
        sa.Column("is_urgent", sa.Boolean, nullable=False),
        sa.Column("is_drill", sa.Boolean, nullable=False),
        sa.Column("client_key", sa.String(40), nullable=False),
        sa.Column("sent_at", sa.BigInteger, nullable=False),
        sa.Column("sent_by", sa.String(13), nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("ended_by", sa.String(13)),
        sa.Column("telling", sa.Integer, nullable=False),
        sa.Column("told_at", sa.BigInteger, nullable=False),
        sa.Column("told_seq", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_broadcast_organization_id", "broadcast", ["organization_id", "id"])
    op.create_index("uq_broadcast_client_key", "broadcast", ["sent_by", "client_key"], unique=True)
    op.create_table(
        "broadcast_person",
        sa.Column("broadcast_id", sa.String(13), sa.ForeignKey("broadcast.id"), primary_key=True),
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("department_id", sa.String(13)),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("device_at", sa.BigInteger),
        sa.Column("seen_at", sa.BigInteger),
        sa.Column("confirmed_at", sa.BigInteger),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("answered_by", sa.String(10)),
        sa.Column("answerer_id", sa.String(13)),
        sa.Column("choice", sa.String(10)),
        sa.Column("answer", sa.Text),
        sa.Column("changed_at", sa.BigInteger),
        sa.Column("answers", sa.Integer, nullable=False),
    )
    op.create_index("ix_broadcast_person_member_id", "broadcast_person", ["member_id", "broadcast_id"])
    op.create_index("ix_broadcast_person_told", "broadcast_person", ["broadcast_id", "told", "member_id"])
    op.create_table(
        "broadcast_link",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("id", sa.String(13), nullable=False),
        sa.Column("broadcast_id", sa.String(13), sa.ForeignKey("broadcast.id"), nullable=False),
        sa.Column("member_id", sa.String(13), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
    )
    op.create_index("ix_broadcast_link_member_id", "broadcast_link", ["member_id", "broadcast_id"])
    op.create_table(
        "broadcast_call",
        sa.Column("broadcast_id", sa.String(13), sa.ForeignKey("broadcast.id"), primary_key=True),
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("by_id", sa.String(13)),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.String(10)),
        sa.Column("note", sa.String(400), nullable=False),
        sa.Column("acts", sa.Integer, nullable=False),
    )
    op.create_table(
        "broadcast_template",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("draft", sa.Text, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("changed_by", sa.String(13), nullable=False),
    )
    op.create_index("ix_broadcast_template_organization_id", "broadcast_template", ["organization_id", "id"])
