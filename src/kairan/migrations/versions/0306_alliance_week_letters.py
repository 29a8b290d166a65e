"""Who asked for the letter of the week about an alliance."""

import sqlalchemy as sa
from alembic import op

revision = "0306"
down_revision = "0305"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "alliance_week_letter",
        sa.Column("alliance_id", sa.String(13), primary_key=True),
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("told_on", sa.String(10), nullable=False),
    )
    op.create_index("ix_alliance_week_letter_told_on", "alliance_week_letter", ["told_on", "member_id"])
