"""Devices: browsers people sign in with, and what a body asks of them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "device",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("member_id", sa.String(length=13), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("former_digest", sa.String(length=64), nullable=True),
        sa.Column("device", sa.String(length=10), nullable=False),
        sa.Column("face", sa.String(length=20), nullable=False),
        sa.Column("agent", sa.String(length=300), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("owner", sa.String(length=10), nullable=True),
        sa.Column("applied_at", sa.BigInteger(), nullable=True),
        sa.Column("consent", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.String(length=13), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("wiped_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_device_member_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_device_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("token_digest", "member_id", name=op.f("uq_device_token_digest_member_id")),
    )
    op.create_index("ix_device_organization_id", "device", ["organization_id", "status"], unique=False)
    op.create_index("ix_device_member_id", "device", ["member_id"], unique=False)
    op.create_index("ix_device_former_digest", "device", ["former_digest"], unique=False)
    op.create_table(
        "device_rule",
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_device_rule_organization_id")),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("pk_device_rule")),
    )
    op.add_column("session", sa.Column("device_id", sa.String(length=13), nullable=True))
    op.create_index("ix_session_device_id", "session", ["device_id"], unique=False)


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
