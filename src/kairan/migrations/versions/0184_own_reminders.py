"""Reminders people set for themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0184"
down_revision = "0183"
branch_labels = None
depends_on = None

OPEN = sa.text("told_at IS NULL AND done_at IS NULL")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "own_reminder",
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("room_no", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("told_at", sa.BigInteger),
        sa.Column("done_at", sa.BigInteger),
    )
    op.create_index("ix_own_reminder_message", "own_reminder", ["room_no", "seq"])
    op.create_index("ix_own_reminder_due_at", "own_reminder", ["due_at"], sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
