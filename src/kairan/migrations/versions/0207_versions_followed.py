"""Until when who began an earlier version may finish it."""

import sqlalchemy as sa
from alembic import op

revision = "0207"
down_revision = "0200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("form_version", sa.Column("earlier_until", sa.BigInteger))


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
