"""Cases of applications: where each stands, who works on it, what was said, corrected and approved."""

import sqlalchemy as sa
from alembic import op

revision = "0210"
down_revision = "0209"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "procedure",
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("changed_by", sa.String(13), nullable=False),
    )
    op.create_table(
        "case_file",
        sa.Column("id", sa.String(13), sa.ForeignKey("application.id"), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("state_at", sa.BigInteger, nullable=False),
        sa.Column("turn", sa.String(10), nullable=False),
        sa.Column("owner_id", sa.String(13)),
        sa.Column("who", sa.String(480), nullable=False),
        sa.Column("sought", sa.String(960), nullable=False),
        sa.Column("person_key", sa.String(64)),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("due_on", sa.String(10)),
        sa.Column("stopped_on", sa.String(10)),
        sa.Column("reply_due_on", sa.String(10)),
        sa.Column("is_opened", sa.Boolean, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("ix_case_file_form_id", "case_file", ["form_id", "turn", "id"])
    op.create_index("ix_case_file_owner_id", "case_file", ["owner_id", "turn", "id"])
    op.create_index("ix_case_file_person_key", "case_file", ["person_key"])
    op.create_table(
        "case_message",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("application_id", sa.String(13), sa.ForeignKey("application.id"), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("member_id", sa.String(13)),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("read_at", sa.BigInteger),
    )
    op.create_index("ix_case_message_application_id", "case_message", ["application_id", "id"])
    op.create_table(
        "case_correction",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("application_id", sa.String(13), sa.ForeignKey("application.id"), nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("asked_by", sa.String(13), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("marks", sa.Text, nullable=False),
        sa.Column("answer_by", sa.String(10), nullable=False),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("withdrawn_at", sa.BigInteger),
        sa.Column("before", sa.Text),
    )
    op.create_index("ix_case_correction_application_id", "case_correction", ["application_id", "id"])
    op.create_table(
        "case_approval",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("application_id", sa.String(13), sa.ForeignKey("application.id"), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("stage", sa.Integer, nullable=False),
        sa.Column("member_id", sa.String(13), nullable=False),
        sa.Column("deputy_id", sa.String(13)),
        sa.Column("proposed", sa.String(12), nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("asked_by", sa.String(13), nullable=False),
        sa.Column("outcome", sa.String(10)),
        sa.Column("acted_at", sa.BigInteger),
        sa.Column("acted_by", sa.String(13)),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("seen_at", sa.BigInteger),
    )
    op.create_index("ix_case_approval_application_id", "case_approval", ["application_id", "round"])
    op.create_index("ix_case_approval_member_id", "case_approval", ["member_id", "outcome"])
    op.create_index("ix_case_approval_deputy_id", "case_approval", ["deputy_id", "outcome"])
    op.create_table(
        "case_access",
        sa.Column("application_id", sa.String(13), sa.ForeignKey("application.id"), primary_key=True),
        sa.Column("applicant", sa.String(64), primary_key=True),
        sa.Column("since", sa.BigInteger, nullable=False),
    )
    # What came in before is worked like the rest; whose it is, is found by its number.
    op.execute(
        "INSERT INTO case_file (id, organization_id, form_id, state, state_at, turn, who, sought, received_at, "
        "changed_at, is_opened, revision) SELECT id, organization_id, form_id, 'received', submitted_at, "
        "'section', '', '', "
        "submitted_at, submitted_at, false, 1 FROM application"
    )
