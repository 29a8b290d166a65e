"""Files that residents attach to what they fill in, submit and correct."""

import sqlalchemy as sa
from alembic import op

revision = "0212"
down_revision = "0210"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "application_file",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), nullable=False),
        sa.Column("question_id", sa.String(13), nullable=False),
        sa.Column("draft_id", sa.String(13), nullable=False),
        sa.Column("application_id", sa.String(13)),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("type", sa.String(127), nullable=False),
        sa.Column("digest", sa.LargeBinary(32)),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("blob_key", sa.String(40), nullable=False),
        sa.Column("spare_key", sa.String(40)),
        sa.Column("thumbnail_key", sa.String(40)),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("checked_at", sa.BigInteger),
    )
    op.add_column("case_correction", sa.Column("typed", sa.Text))
    op.create_index("ix_application_file_draft_id", "application_file", ["draft_id"])
    op.create_index("ix_application_file_application_id", "application_file", ["application_id"])
    op.create_index("ix_application_file_form_id", "application_file", ["form_id", "application_id"])
    op.create_index("ix_application_file_state", "application_file", ["state", "tries", "created_at"])


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
