"""Since when an applicant wants the result on paper."""

import sqlalchemy as sa
from alembic import op

revision = "0286"
down_revision = "0285"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("case_file", sa.Column("paper_wanted_at", sa.BigInteger))
