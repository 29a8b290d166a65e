"""Confirmations asked of a message's readers, the list to phone, and who sees the times of reading."""

import sqlalchemy as sa
from alembic import op

revision = "0186"
down_revision = "0184"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "confirmation_request",
        sa.Column("room_no", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("message_id", sa.String(13), nullable=False),
        sa.Column("asked_seq", sa.BigInteger, nullable=False),
        sa.Column("by_id", sa.String(13), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("named", sa.Boolean, nullable=False),
        sa.Column("awaited", sa.Integer, nullable=False),
        sa.Column("confirmed", sa.Integer, nullable=False),
        sa.Column("earlier", sa.Integer, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("remind_at", sa.BigInteger),
    )
    is_open = sa.text("ended_at IS NULL AND awaited > 0")
    op.create_index(
        "ix_confirmation_request_open",
        "confirmation_request",
        ["room_no", "seq"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index("ix_confirmation_request_remind_at", "confirmation_request", ["remind_at"])
    op.create_table(
        "confirmation_named",
        sa.Column("room_no", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("member_id", sa.String(13), primary_key=True),
    )
    op.create_table(
        "message_confirmed",
        sa.Column("room_no", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("edited_at", sa.BigInteger),
    )
    op.create_table(
        "phone_call",
        sa.Column("room_no", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("by_id", sa.String(13)),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.String(10)),
        sa.Column("acts", sa.Integer, nullable=False),
    )
    op.create_table(
        "reading_rule",
        sa.Column("organization_id", sa.String(13), primary_key=True),
        sa.Column("times", sa.String(10), nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
