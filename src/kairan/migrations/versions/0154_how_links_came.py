"""Whether a guest's link was mailed or shown, so that the record can say by which an account was opened again."""

import sqlalchemy as sa
from alembic import op

revision = "0154"
down_revision = "0153"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply; of links that are out nobody knows."""
    op.add_column("guest_link", sa.Column("mailed", sa.Boolean))


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
