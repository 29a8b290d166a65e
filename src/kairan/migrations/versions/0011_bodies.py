"""bodies: plans and limits, suspension, listing and short names of organisations."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    for column in (
        sa.Column("short", sa.String(length=40), nullable=True),
        sa.Column("is_listed", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("contact", sa.String(length=1200), nullable=True),
        sa.Column("suspended_at", sa.BigInteger(), nullable=True),
        sa.Column("plan", sa.String(length=10), server_default="full", nullable=False),
        sa.Column("trial_ends_on", sa.String(length=10), nullable=True),
        sa.Column("accounts_most", sa.Integer(), nullable=True),
        sa.Column("guests_most", sa.Integer(), nullable=True),
        sa.Column("bytes_most", sa.BigInteger(), nullable=True),
        sa.Column("file_bytes_most", sa.BigInteger(), nullable=True),
        sa.Column("noticed", sa.Text(), server_default="[]", nullable=False),
    ):
        op.add_column("organization", column)
    op.create_index("ix_organization_short", "organization", ["short"], unique=True)
    op.create_table(
        "plan",
        sa.Column("name", sa.String(length=10), nullable=False),
        sa.Column("accounts_most", sa.Integer(), nullable=False),
        sa.Column("guests_most", sa.Integer(), nullable=False),
        sa.Column("bytes_most", sa.BigInteger(), nullable=False),
        sa.Column("file_bytes_most", sa.BigInteger(), nullable=False),
        sa.Column("trial_days", sa.Integer(), nullable=False),
        sa.Column("grace_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_plan")),
    )
    op.create_index(
        "ix_member_organization_id_kind_status", "member", ["organization_id", "kind", "status"], unique=False
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
