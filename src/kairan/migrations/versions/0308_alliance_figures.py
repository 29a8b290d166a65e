"""Whether a body tells the others of an alliance how much it uses, in numbers. None has agreed to it yet."""

import sqlalchemy as sa
from alembic import op

revision = "0308"
down_revision = "0307"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("alliance_body", sa.Column("figures", sa.Boolean, nullable=False, server_default=sa.false()))
