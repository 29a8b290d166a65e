"""Which browsers a notice has reached, until when it is worth telling, and what is due found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0190"
down_revision = "0186"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("notice", sa.Column("late_at", sa.BigInteger))
    op.drop_index("ix_notice_due_at", "notice")
    op.create_index("ix_notice_due", "notice", ["channel", "urgent", "due_at"])
    op.create_table(
        "notice_delivery",
        sa.Column("notice_id", sa.String(13), primary_key=True),
        sa.Column("endpoint_digest", sa.String(64), primary_key=True),
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
