"""posts: what they were before, and rooms that follow them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "former_post",
        sa.Column("member_id", sa.String(length=13), nullable=False),
        sa.Column("until_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("department_id", sa.String(length=13), nullable=True),
        sa.Column("department", sa.String(length=200), nullable=True),
        sa.Column("title", sa.String(length=100), nullable=True),
        sa.PrimaryKeyConstraint("member_id", "until_at", name=op.f("pk_former_post")),
    )
    op.add_column("room", sa.Column("department_id", sa.String(length=13), nullable=True))
    op.add_column("room", sa.Column("department_below", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_room_department_id", "room", ["department_id"], unique=False)


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
