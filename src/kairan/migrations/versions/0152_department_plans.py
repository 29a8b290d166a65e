"""Changes of departments that are planned for an instant."""

import sqlalchemy as sa
from alembic import op

revision = "0152"
down_revision = "0151"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "department_plan",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), nullable=False),
        sa.Column("department_id", sa.String(13), nullable=False),
        sa.Column("act", sa.String(10), nullable=False),
        sa.Column("name", sa.String(400)),
        sa.Column("to_id", sa.String(13)),
        sa.Column("effective_at", sa.BigInteger, nullable=False),
        sa.Column("set_by", sa.String(13), nullable=False),
        sa.Column("set_at", sa.BigInteger, nullable=False),
        sa.Column("done_at", sa.BigInteger),
        sa.Column("failed_at", sa.BigInteger),
        sa.Column("withdrawn_at", sa.BigInteger),
        sa.Column("told", sa.Text),
    )
    op.create_index("ix_department_plan_organization_id", "department_plan", ["organization_id", "effective_at"])


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
