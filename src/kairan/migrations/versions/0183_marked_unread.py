"""Marks that go back: how far somebody has read stays known when they mark it as unread."""

import sqlalchemy as sa
from alembic import op

revision = "0183"
down_revision = "0181"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply; so far marks only went forward, so what they say was read."""
    op.add_column("read_mark", sa.Column("seen_n", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("read_mark", sa.Column("rewinds", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE read_mark SET seen_n = n")
    op.drop_index("ix_read_mark_n", "read_mark")
    op.create_index("ix_read_mark_seen_n", "read_mark", ["room_no", "seen_n"])
    op.add_column("thread_mark", sa.Column("rewinds", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
