"""SMS and voice by a gateway: what it was asked to send, and whose own phone is known."""

import sqlalchemy as sa
from alembic import op

revision = "0296"
down_revision = "0295"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    # What lies sealed cannot be looked into here: whoever gave anything is tried, and no number is no message.
    op.add_column("emergency_contact", sa.Column("has_phone", sa.Boolean, nullable=False, server_default=sa.true()))
    op.create_table(
        "broadcast_dispatch",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("broadcast_id", sa.String(13), sa.ForeignKey("broadcast.id"), nullable=False),
        sa.Column("member_id", sa.String(13), nullable=False),
        sa.Column("way", sa.String(10), nullable=False),
        sa.Column("telling", sa.Integer, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("error", sa.String(60)),
    )
    op.create_index(
        "uq_broadcast_dispatch_telling",
        "broadcast_dispatch",
        ["broadcast_id", "telling", "way", "member_id"],
        unique=True,
    )
    op.create_index("ix_broadcast_dispatch_member_id", "broadcast_dispatch", ["member_id"])
