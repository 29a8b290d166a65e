"""Forms, their versions and rights; what is filled in and submitted, and the places that were taken."""

import sqlalchemy as sa
from alembic import op

revision = "0200"
down_revision = "0162"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "form",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("department_id", sa.String(13), sa.ForeignKey("department.id"), nullable=False),
        sa.Column("address", sa.String(40), nullable=False, unique=True),
        sa.Column("title", sa.String(480), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("created_by", sa.String(13), nullable=False),
        sa.Column("draft", sa.Text, nullable=False),
        sa.Column("draft_revision", sa.Integer, nullable=False),
        sa.Column("draft_changed_at", sa.BigInteger, nullable=False),
        sa.Column("draft_changed_by", sa.String(13), nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("published_at", sa.BigInteger),
        sa.Column("closed_at", sa.BigInteger),
        sa.Column("audience", sa.String(10), nullable=False),
        sa.Column("opens_at", sa.BigInteger),
        sa.Column("ends_at", sa.BigInteger),
        sa.Column("most", sa.Integer),
        sa.Column("keep_days", sa.Integer),
    )
    op.create_index("ix_form_organization_id", "form", ["organization_id", "created_at"])
    op.create_table(
        "form_version",
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("published_at", sa.BigInteger, nullable=False),
        sa.Column("published_by", sa.String(13), nullable=False),
    )
    op.create_table(
        "form_right",
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), primary_key=True),
        sa.Column("holder_id", sa.String(13), primary_key=True),
        sa.Column("right", sa.String(10), primary_key=True),
        sa.Column("is_department", sa.Boolean, nullable=False),
    )
    op.create_index("ix_form_right_holder_id", "form_right", ["holder_id"])
    op.create_table(
        "application_draft",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("applicant", sa.String(64), nullable=False),
        sa.Column("typed", sa.Text, nullable=False),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("application_id", sa.String(13)),
        sa.Column("resume", sa.String(120)),
        sa.Column("resume_digest", sa.String(64), unique=True),
    )
    op.create_index("ix_application_draft_applicant", "application_draft", ["applicant", "form_id"])
    op.create_index("ix_application_draft_changed_at", "application_draft", ["changed_at"])
    op.create_index("ix_application_draft_form_id", "application_draft", ["form_id"])
    op.create_table(
        "application",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("number", sa.String(16), nullable=False, unique=True),
        sa.Column("draft_id", sa.String(13), nullable=False, unique=True),
        sa.Column("applicant", sa.String(64), nullable=False),
        sa.Column("member_id", sa.String(13)),
        sa.Column("submitted_at", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("answers", sa.Text),
        sa.Column("sealed", sa.Text),
        sa.Column("erased_at", sa.BigInteger),
    )
    op.create_index("ix_application_form_id", "application", ["form_id", "id"])
    op.create_table(
        "place_taken",
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), primary_key=True),
        sa.Column("question_id", sa.String(13), primary_key=True),
        sa.Column("place_id", sa.String(13), primary_key=True),
        sa.Column("taken", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
