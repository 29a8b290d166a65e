"""Stamps: which stamp a message is, those of a body, and whether a room has stamps and reactions."""

import sqlalchemy as sa
from alembic import op

revision = "0270"
down_revision = "0266"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.add_column("message", sa.Column("stamp", sa.String(20)))
    op.add_column("room", sa.Column("stamps", sa.Boolean, nullable=False, server_default=sa.true()))
    op.add_column("room", sa.Column("reactions", sa.Boolean, nullable=False, server_default=sa.true()))
    op.create_table(
        "stamp",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("organization_id", _Id, nullable=False),
        sa.Column("words", sa.String(80), nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger),
    )
    op.create_index("ix_stamp_organization_id", "stamp", ["organization_id"])
    op.create_table(
        "stamp_choice",
        sa.Column("organization_id", _Id, primary_key=True),
        sa.Column("stamp_ids", sa.Text, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
