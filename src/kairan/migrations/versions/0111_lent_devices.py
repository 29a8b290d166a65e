"""What a body lends, with the codes by which it is known."""

import sqlalchemy as sa
from alembic import op

revision = "0111"
down_revision = "0110"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "lent_device",
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("number", sa.String(length=240), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("issued_by", sa.String(length=13), nullable=False),
        sa.Column("device_id", sa.String(length=13), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_lent_device_organization_id_organization")
        ),
        sa.PrimaryKeyConstraint("organization_id", "number", name=op.f("pk_lent_device")),
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
