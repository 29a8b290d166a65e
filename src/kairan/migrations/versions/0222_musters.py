"""Musters: stages, musters that were called, and who has arrived where."""

import sqlalchemy as sa
from alembic import op

revision = "0222"
down_revision = "0221"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "muster_stage",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("changed_by", sa.String(13), nullable=False),
    )
    op.create_index("ix_muster_stage_organization_id", "muster_stage", ["organization_id", "position"])
    op.create_table(
        "muster",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("broadcast_id", sa.String(13), sa.ForeignKey("broadcast.id"), nullable=False, unique=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("places", sa.Text, nullable=False),
        sa.Column("is_drill", sa.Boolean, nullable=False),
        sa.Column("called_at", sa.BigInteger, nullable=False),
        sa.Column("called_by", sa.String(13), nullable=False),
    )
    op.create_index("ix_muster_organization_id", "muster", ["organization_id", "id"])
    op.create_table(
        "muster_arrival",
        sa.Column("muster_id", sa.String(13), sa.ForeignKey("muster.id"), primary_key=True),
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("first_at", sa.BigInteger, nullable=False),
        sa.Column("arrived_at", sa.BigInteger, nullable=False),
        sa.Column("reported_by", sa.String(10), nullable=False),
        sa.Column("registrar_id", sa.String(13)),
        sa.Column("left_at", sa.BigInteger),
    )
    op.create_index("ix_muster_arrival_place", "muster_arrival", ["muster_id", "place"])
