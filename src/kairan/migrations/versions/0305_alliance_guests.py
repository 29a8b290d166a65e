"""Whether a body allows guests in rooms of an alliance. Bodies that were in one already have not agreed to any."""

import sqlalchemy as sa
from alembic import op

revision = "0305"
down_revision = "0302"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("alliance_body", sa.Column("guests", sa.Boolean, nullable=False, server_default=sa.false()))
