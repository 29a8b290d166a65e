"""Supplies: what shelters and headquarters ask for, how far it is, and what allies offer."""

import sqlalchemy as sa
from alembic import op

revision = "0302"
down_revision = "0301"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "supply",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("organization_id", _Id, sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("client_key", sa.String(40), nullable=False),
        sa.Column("is_drill", sa.Boolean, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("what", sa.String(320), nullable=False),
        sa.Column("amount", sa.String(160), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("place_id", _Id),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("alliance_id", _Id),
        sa.Column("helper_id", _Id),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("asked_by", _Id, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("changed_by", _Id, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("ix_supply_organization_id", "supply", ["organization_id", "is_drill", "state", "id"])
    op.create_index("ix_supply_alliance_id", "supply", ["alliance_id", "state"])
    op.create_index("ix_supply_organization_id_client_key", "supply", ["organization_id", "client_key"], unique=True)
    op.create_table(
        "supply_offer",
        sa.Column("supply_id", _Id, sa.ForeignKey("supply.id"), primary_key=True),
        sa.Column("body_id", _Id, primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by_id", _Id, nullable=False),
    )
