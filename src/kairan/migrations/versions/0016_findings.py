"""Findings of the continuous self-audit."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "finding",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("check_name", sa.String(length=20), nullable=False),
        sa.Column("stream", sa.String(length=80), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("detail", sa.String(length=1000), nullable=False),
        sa.Column("found_at", sa.BigInteger(), nullable=False),
        sa.Column("gone_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    is_open = sa.text("gone_at IS NULL")
    op.create_index("ix_finding_open", "finding", ["found_at"], sqlite_where=is_open, postgresql_where=is_open)


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
