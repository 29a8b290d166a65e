"""How far a room of many was told of a message, so that whoever goes on tells nobody twice."""

import sqlalchemy as sa
from alembic import op

revision = "0209"
down_revision = "0208"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("room_told", sa.Column("part_seq", sa.BigInteger))
    op.add_column("room_told", sa.Column("part_member", sa.String(13)))


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
