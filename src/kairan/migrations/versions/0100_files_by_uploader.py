"""How much an account has sent within a day is asked before each file."""

from alembic import op

revision = "0100"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_file_uploader_id_created_at", "file", ["uploader_id", "created_at"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_file_uploader_id_created_at", "file")
