"""administration: staff numbers, and which passwords are still the issued ones."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("member", sa.Column("number", sa.String(length=40), nullable=True))
    op.add_column("member", sa.Column("password_issued_at", sa.BigInteger(), nullable=True))
    op.create_index("ix_member_organization_id_number", "member", ["organization_id", "number"], unique=True)


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
