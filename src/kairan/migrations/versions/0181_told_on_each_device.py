"""On which of their devices somebody confirmed that they know what others did to their account."""

import sqlalchemy as sa
from alembic import op

revision = "0181"
down_revision = "0162"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply; what was done in the last thirty days is told once more on each device."""
    op.create_table(
        "account_hand_seen",
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("place", sa.String(13), primary_key=True),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
