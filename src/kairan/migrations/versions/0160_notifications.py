"""Notifications: devices that may be told, what people chose, what waits."""

import sqlalchemy as sa
from alembic import op

revision = "0160"
down_revision = "0154"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "push_subscription",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("member_id", sa.String(13), nullable=False),
        sa.Column("session_id", sa.String(13), nullable=False),
        sa.Column("endpoint", sa.Text, nullable=False),
        sa.Column("endpoint_digest", sa.String(64), nullable=False, unique=True),
        sa.Column("p256dh", sa.String(100), nullable=False),
        sa.Column("auth", sa.String(40), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("told_at", sa.BigInteger, nullable=False),
        sa.Column("refused", sa.Integer, nullable=False),
    )
    op.create_index("ix_push_subscription_member", "push_subscription", ["member_id"])
    op.create_index("ix_push_subscription_session", "push_subscription", ["session_id"])
    op.create_table(
        "notice",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("member_id", sa.String(13), nullable=False),
        sa.Column("organization_id", sa.String(13), nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("stream", sa.String(100), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
    )
    op.create_index("uq_notice_entry", "notice", ["member_id", "channel", "stream", "seq"], unique=True)
    op.create_index("ix_notice_due_at", "notice", ["due_at"])
    op.create_table(
        "notification_choice",
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("choice", sa.Text, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "notification_rule",
        sa.Column("organization_id", sa.String(13), primary_key=True),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "push_key",
        sa.Column("id", sa.String(10), primary_key=True),
        sa.Column("private", sa.Text, nullable=False),
        sa.Column("public", sa.String(100), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "presence",
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("active_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "room_told",
        sa.Column("room_no", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
    )
    _reminders()


def _reminders() -> None:
    op.create_table(
        "urgent_notice",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), nullable=False),
        sa.Column("member_id", sa.String(13), nullable=False),
        sa.Column("stream", sa.String(100), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("reached", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_urgent_notice_organization_id", "urgent_notice", ["organization_id", "at"])
    op.create_index("ix_urgent_notice_member_id", "urgent_notice", ["member_id", "at"])
    op.create_index("uq_urgent_notice_entry", "urgent_notice", ["stream", "seq"], unique=True)
    op.create_table(
        "message_reminder",
        sa.Column("room_no", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by_id", sa.String(13), nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("reached", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
