"""Where people show that they are while an incident goes on; what to do better after it."""

import sqlalchemy as sa
from alembic import op

revision = "0300"
down_revision = "0296"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "incident_position",
        sa.Column("incident_id", _Id, sa.ForeignKey("incident.id"), primary_key=True),
        sa.Column("member_id", _Id, primary_key=True),
        sa.Column("latitude", sa.Float, nullable=False),
        sa.Column("longitude", sa.Float, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_incident_position_until", "incident_position", ["until"])
    op.create_table(
        "incident_review",
        sa.Column("incident_id", _Id, sa.ForeignKey("incident.id"), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("changed_by", _Id, nullable=False),
    )
