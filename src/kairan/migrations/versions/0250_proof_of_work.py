"""Forms that ask for a proof of work before they are submitted."""

import sqlalchemy as sa
from alembic import op

revision = "0250"
down_revision = "0240"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("form", sa.Column("asks_work", sa.Boolean, nullable=False, server_default=sa.false()))
