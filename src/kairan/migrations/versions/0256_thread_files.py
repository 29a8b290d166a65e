"""Files in the conversation with the applicant, and what they are writing."""

import sqlalchemy as sa
from alembic import op

revision = "0256"
down_revision = "0254"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.add_column("case_message", sa.Column("files", sa.Text, nullable=False, server_default="[]"))
    op.create_table(
        "case_writing",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("application_id", _Id, sa.ForeignKey("application.id"), nullable=False, unique=True),
        sa.Column("typed", sa.Text, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_case_writing_changed_at", "case_writing", ["changed_at"])


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
