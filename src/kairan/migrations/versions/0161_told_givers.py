"""Whether whoever left a post has seen to whom their hand-over went."""

import sqlalchemy as sa
from alembic import op

revision = "0161"
down_revision = "0160"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply; of what was handed over before, nobody is told now."""
    op.add_column("handover", sa.Column("giver_seen_at", sa.BigInteger))
    handover = sa.table("handover", sa.column("giver_seen_at"), sa.column("handed_at"))
    op.execute(sa.update(handover).values(giver_seen_at=handover.c.handed_at))


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
