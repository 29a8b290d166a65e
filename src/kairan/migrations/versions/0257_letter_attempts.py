"""Every attempt to hand a letter over, with its outcome."""

import sqlalchemy as sa
from alembic import op

revision = "0257"
down_revision = "0256"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "letter_attempt",
        sa.Column("letter_id", sa.String(13), sa.ForeignKey("letter.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.String(8)),
        sa.Column("error", sa.String(300)),
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
