"""Forms: how many applications of one person, and which form follows."""

import sqlalchemy as sa
from alembic import op

revision = "0280"
down_revision = "0275"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("form", sa.Column("most_each", sa.Integer))
    op.add_column("form", sa.Column("next_address", sa.String(40), nullable=False, server_default=""))
    op.create_index("ix_application_applicant", "application", ["form_id", "applicant"])
    op.create_index("ix_identity_proof_subject_digest", "identity_proof", ["subject_digest"])
