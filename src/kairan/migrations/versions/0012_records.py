"""records: requests of auditors to read records, what was read, and who is told."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "record_request",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("room_ids", sa.Text(), nullable=False),
        sa.Column("person_ids", sa.Text(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.String(length=13), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", sa.String(length=13), nullable=True),
        sa.Column("consented_at", sa.BigInteger(), nullable=True),
        sa.Column("refused_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("ends_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_record_request_organization_id", "record_request", ["organization_id", "asked_at"])
    op.create_table(
        "record_view",
        sa.Column("request_id", sa.String(length=13), nullable=False),
        sa.Column("room_id", sa.String(length=13), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("request_id", "room_id"),
    )
    op.create_table(
        "record_notice",
        sa.Column("member_id", sa.String(length=13), nullable=False),
        sa.Column("request_id", sa.String(length=13), nullable=False),
        sa.Column("room_id", sa.String(length=13), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("member_id", "request_id", "room_id"),
    )
    op.create_table(
        "record_rule",
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("tell", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("organization_id"),
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
