"""Accounts of applicants, and sign-ins under way."""

import sqlalchemy as sa
from alembic import op

revision = "0254"
down_revision = "0253"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "applicant_account",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("mail_digest", sa.String(64), nullable=False, unique=True),
        sa.Column("mail", sa.Text, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "applicant_sign_in",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("applicant", sa.String(64), nullable=False),
        sa.Column("form_id", _Id, sa.ForeignKey("form.id")),
        sa.Column("draft_id", _Id),
        sa.Column("mail", sa.Text, nullable=False),
        sa.Column("started_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_applicant_sign_in_started_at", "applicant_sign_in", ["started_at"])
