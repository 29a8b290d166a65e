"""From which class of device an application was sent: counted, never told of one."""

import sqlalchemy as sa
from alembic import op

revision = "0291"
down_revision = "0290"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("case_file", sa.Column("device", sa.String(5)))
