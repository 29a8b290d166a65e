"""Applications that came in elsewhere, and under which number."""

import sqlalchemy as sa
from alembic import op

revision = "0259"
down_revision = "0258"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "case_import",
        sa.Column("application_id", _Id, sa.ForeignKey("application.id"), primary_key=True),
        sa.Column("form_id", _Id, sa.ForeignKey("form.id"), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("imported_at", sa.BigInteger, nullable=False),
        sa.Column("imported_by", _Id, nullable=False),
        sa.Column("files_at", sa.BigInteger),
        sa.UniqueConstraint("form_id", "number"),
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
