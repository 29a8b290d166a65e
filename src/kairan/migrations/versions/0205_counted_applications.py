"""What came in, counted and found: sums, steps of drafts, search, marks, the columns somebody chose; surveys."""

import sqlalchemy as sa
from alembic import op

revision = "0205"
down_revision = "0200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. What came in before is counted and made findable by the sweep of applications."""
    op.create_table(
        "application_sum",
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("period", sa.String(10), primary_key=True),
        sa.Column("applications", sa.Integer, nullable=False),
        sa.Column("sums", sa.Text, nullable=False),
    )
    op.create_table(
        "form_step",
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("step", sa.String(20), primary_key=True),
        sa.Column("reached", sa.Integer, nullable=False),
        sa.Column("passed", sa.Integer, nullable=False),
    )
    op.add_column("application_draft", sa.Column("reached", sa.Text))
    op.create_index("ix_application_submitted_at", "application", ["form_id", "submitted_at", "id"])
    op.create_table(
        "application_search",
        sa.Column("application_id", sa.String(13), primary_key=True),
        sa.Column("form_id", sa.String(13), nullable=False),
        sa.Column("submitted_at", sa.BigInteger, nullable=False),
        sa.Column("chosen", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index(
        "ix_application_search_form_id", "application_search", ["form_id", "submitted_at", "application_id"]
    )
    op.create_table(
        "application_mark",
        sa.Column("application_id", sa.String(13), primary_key=True),
        sa.Column("mark", sa.String(10), primary_key=True),
        sa.Column("form_id", sa.String(13), nullable=False),
        sa.Column("marked_by", sa.String(13), nullable=False),
        sa.Column("marked_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_application_mark_form_id", "application_mark", ["form_id", "mark", "application_id"])
    op.create_table(
        "application_columns",
        sa.Column("member_id", sa.String(13), sa.ForeignKey("member.id"), primary_key=True),
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), primary_key=True),
        sa.Column("columns", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
