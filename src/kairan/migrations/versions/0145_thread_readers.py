"""Who has read the replies of a thread, also of those who do not follow it."""

import sqlalchemy as sa
from alembic import op

revision = "0145"
down_revision = "0130"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. Marks moved when a thread was opened: what they say so far counts as read."""
    op.add_column("thread_mark", sa.Column("seen_n", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("thread_mark", sa.Column("following", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute("UPDATE thread_mark SET seen_n = n")
    # Whoever was in a room before has looked in already: only rooms one comes into from now on are new to one.
    op.execute("UPDATE read_mark SET read_at = 0 WHERE read_at IS NULL")


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
