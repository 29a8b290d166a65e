"""The faces a policy was set for, and what holds at any other."""

import sqlalchemy as sa
from alembic import op

revision = "0150"
down_revision = "0145"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("policy", sa.Column("elsewhere", sa.Text(), nullable=True))


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
