"""policy: what a body allows where, and how confidential a room is."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("room", sa.Column("room_class", sa.SmallInteger(), server_default="2", nullable=False))
    op.create_table(
        "policy",
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("default_class", sa.SmallInteger(), nullable=False),
        sa.Column("networks", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_policy_organization_id")),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("pk_policy")),
    )
    op.create_table(
        "policy_rule",
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("face", sa.String(length=20), nullable=False),
        sa.Column("device", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("upto", sa.Text(), nullable=False),
        sa.Column("screen", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_policy_rule_organization_id")),
        sa.PrimaryKeyConstraint("organization_id", "face", "device", "kind", name=op.f("pk_policy_rule")),
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
