"""The last change of a body's cases is found by one look: who has the counter on screen asks for it every second."""

from alembic import op

revision = "0285"
down_revision = "0280"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_index("ix_case_file_organization_id", "case_file", ["organization_id", "changed_at"])
