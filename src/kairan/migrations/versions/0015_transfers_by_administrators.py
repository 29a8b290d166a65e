"""Lists of moves remember whether an administrator set them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    added: sa.Column[bool] = sa.Column("by_administrator", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("transfer_list", added)


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
