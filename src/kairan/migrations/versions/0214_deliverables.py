"""What is handed over to applicants: templates of letters, letters and files, when they were fetched."""

import sqlalchemy as sa
from alembic import op

revision = "0214"
down_revision = "0213"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "letter_template",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("changed_by", sa.String(13), nullable=False),
        sa.Column("removed_at", sa.BigInteger),
    )
    op.create_index("ix_letter_template_form_id", "letter_template", ["form_id"])
    op.create_table(
        "case_deliverable",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("application_id", sa.String(13), sa.ForeignKey("application.id"), nullable=False),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("template_id", sa.String(13), sa.ForeignKey("letter_template.id")),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("title", sa.String(320), nullable=False),
        sa.Column("issued_at", sa.BigInteger, nullable=False),
        sa.Column("issued_by", sa.String(13), nullable=False),
        sa.Column("until_on", sa.String(10), nullable=False),
        sa.Column("content", sa.Text),
        sa.Column("blob_key", sa.String(40)),
        sa.Column("refusal", sa.String(60)),
        sa.Column("file_id", sa.String(13)),
        sa.Column("digest", sa.String(64)),
        sa.Column("made_at", sa.BigInteger),
        sa.Column("fetched_at", sa.BigInteger),
        sa.Column("last_fetched_at", sa.BigInteger),
        sa.Column("fetches", sa.Integer, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger),
        sa.Column("withdrawn_by", sa.String(13)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.UniqueConstraint("number"),
    )
    op.create_index("ix_case_deliverable_application_id", "case_deliverable", ["application_id", "id"])


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
