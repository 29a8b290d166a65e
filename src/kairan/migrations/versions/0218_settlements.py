"""Settlements of payment providers: what they say came in, line by line."""

import sqlalchemy as sa
from alembic import op

revision = "0218"
down_revision = "0217"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "settlement_line",
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), primary_key=True),
        sa.Column("name", sa.String(255), primary_key=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("gross", sa.BigInteger, nullable=False),
        sa.Column("fee", sa.BigInteger, nullable=False),
        sa.Column("intent", sa.String(255), nullable=False),
        sa.Column("imported_at", sa.BigInteger, nullable=False),
        sa.Column("imported_by", sa.String(13), nullable=False),
    )
    op.create_index("ix_settlement_line_day", "settlement_line", ["organization_id", "day"])
    op.create_index("ix_settlement_line_intent", "settlement_line", ["organization_id", "intent"])
