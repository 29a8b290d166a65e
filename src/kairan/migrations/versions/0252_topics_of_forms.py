"""Under which heading residents find a form."""

import sqlalchemy as sa
from alembic import op

revision = "0252"
down_revision = "0251"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("form", sa.Column("topic", sa.String(12), nullable=False, server_default=""))
