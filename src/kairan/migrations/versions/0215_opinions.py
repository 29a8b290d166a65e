"""What other sections are asked about cases, and what they said."""

import sqlalchemy as sa
from alembic import op

revision = "0215"
down_revision = "0214"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "case_opinion",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("application_id", sa.String(13), sa.ForeignKey("application.id"), nullable=False),
        sa.Column("holder_id", sa.String(13), nullable=False),
        sa.Column("holder", sa.String(800), nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("asked_by", sa.String(13), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("shown", sa.Text, nullable=False),
        sa.Column("answer_by", sa.String(10), nullable=False),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("answered_by", sa.String(13)),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger),
    )
    op.create_index("ix_case_opinion_application_id", "case_opinion", ["application_id", "id"])
    op.create_index("ix_case_opinion_holder_id", "case_opinion", ["holder_id", "answered_at"])


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
