"""What sections find out about cases, what they enter for somebody, and the filters they keep."""

import sqlalchemy as sa
from alembic import op

revision = "0216"
down_revision = "0215"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "case_annotation_fields",
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("changed_by", sa.String(13), nullable=False),
    )
    op.create_table(
        "case_annotation",
        sa.Column("application_id", sa.String(13), sa.ForeignKey("application.id"), primary_key=True),
        sa.Column("field_id", sa.String(13), primary_key=True),
        sa.Column("value", sa.String(2000), nullable=False),
        sa.Column("sought", sa.String(4000), nullable=False),
        sa.Column("size", sa.Float),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("changed_by", sa.String(13), nullable=False),
    )
    op.create_table(
        "case_entering",
        sa.Column("applicant", sa.String(64), primary_key=True),
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), primary_key=True),
        sa.Column("how", sa.String(10), nullable=False),
        sa.Column("member_id", sa.String(13), nullable=False),
        sa.Column("begun_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_case_entering_begun_at", "case_entering", ["begun_at"])
    op.create_table(
        "case_entry",
        sa.Column("application_id", sa.String(13), sa.ForeignKey("application.id"), primary_key=True),
        sa.Column("how", sa.String(10), nullable=False),
        sa.Column("member_id", sa.String(13), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("released_at", sa.BigInteger),
    )
    op.create_index("ix_case_entry_released_at", "case_entry", ["released_at", "at"])
    op.create_table(
        "case_filter",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("member_id", sa.String(13), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("name", sa.String(160), nullable=False),
        sa.Column("wanted", sa.Text, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_case_filter_member_id", "case_filter", ["member_id", "id"])
    op.create_table(
        "case_announcing",
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), primary_key=True),
        sa.Column("room_id", sa.String(13), nullable=False),
        sa.Column("member_id", sa.String(13), nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("upto", sa.String(13), nullable=False),
        sa.Column("refusal", sa.String(60)),
    )
    op.create_index("ix_case_file_changed_at", "case_file", ["form_id", "changed_at"])
    op.create_index("ix_case_annotation_field_id", "case_annotation", ["field_id", "size"])


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
