"""First reports of towns: whom a prefecture asked, and what each said."""

import sqlalchemy as sa
from alembic import op

revision = "0301"
down_revision = "0300"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "incident_town",
        sa.Column("incident_id", _Id, sa.ForeignKey("incident.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("name", sa.String(240), nullable=False),
        sa.Column("is_shared", sa.Boolean, nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("source", sa.String(240), nullable=False),
        sa.Column("reported_at", sa.BigInteger),
        sa.Column("changed_at", sa.BigInteger),
        sa.Column("by_id", _Id),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("ix_incident_town_name", "incident_town", ["name"])
