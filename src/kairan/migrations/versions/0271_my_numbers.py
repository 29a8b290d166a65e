"""My Numbers: in which rooms they may be written, and how often they were refused."""

import sqlalchemy as sa
from alembic import op

revision = "0271"
down_revision = "0270"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("room", sa.Column("my_numbers", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "my_number_refusal",
        sa.Column("organization_id", sa.String(13), primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("tries", sa.Integer, nullable=False),
    )
