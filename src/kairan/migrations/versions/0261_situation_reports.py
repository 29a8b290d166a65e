"""Situation reports of incidents."""

import sqlalchemy as sa
from alembic import op

revision = "0261"
down_revision = "0260"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "incident_situation",
        sa.Column("incident_id", sa.String(13), sa.ForeignKey("incident.id"), primary_key=True),
        sa.Column("form", sa.String(12), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("changed_by", sa.String(13), nullable=False),
        sa.Column("issued_at", sa.BigInteger),
        sa.Column("issued_by", sa.String(13)),
    )
