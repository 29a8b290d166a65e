"""Shifts of musters: who works where and when on the days after."""

import sqlalchemy as sa
from alembic import op

revision = "0295"
down_revision = "0292"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "muster_shift",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("muster_id", sa.String(13), sa.ForeignKey("muster.id"), nullable=False),
        sa.Column("client_key", sa.String(40), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("begins_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("changed_by", sa.String(13), nullable=False),
        sa.Column("broadcast_id", sa.String(13)),
    )
    op.create_index("ix_muster_shift_begins_at", "muster_shift", ["muster_id", "begins_at"])
    op.create_index("uq_muster_shift_client_key", "muster_shift", ["muster_id", "client_key"], unique=True)
    op.create_table(
        "muster_shift_person",
        sa.Column("shift_id", sa.String(13), sa.ForeignKey("muster_shift.id"), primary_key=True),
        sa.Column("member_id", sa.String(13), primary_key=True),
    )
    op.create_index("ix_muster_shift_person_member_id", "muster_shift_person", ["member_id"])
