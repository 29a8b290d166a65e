"""What somebody is writing, on all their devices."""

import sqlalchemy as sa
from alembic import op

revision = "0311"
down_revision = "0310"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "shared_draft",
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("room_id", sa.String(13), primary_key=True),
        sa.Column("root_id", sa.String(13), primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("mentions", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
