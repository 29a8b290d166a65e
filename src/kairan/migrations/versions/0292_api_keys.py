"""API keys: other systems read the cases of a form."""

import sqlalchemy as sa
from alembic import op

revision = "0292"
down_revision = "0291"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "api_key",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("organization_id", _Id, sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("form_id", _Id, sa.ForeignKey("form.id"), nullable=False),
        sa.Column("note", sa.String(400), nullable=False),
        sa.Column("reads", sa.String(10), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("made_by", _Id, nullable=False),
        sa.Column("used_at", sa.BigInteger),
    )
    op.create_index("ix_api_key_form_id", "api_key", ["form_id", "id"])
    op.create_table(
        "api_key_read",
        sa.Column("key_id", _Id, sa.ForeignKey("api_key.id"), primary_key=True),
        sa.Column("application_id", _Id, sa.ForeignKey("application.id"), primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("ix_api_key_read_application_id", "api_key_read", ["application_id"])
