"""Places: where people come to in a disaster, how each is now, and who may say so."""

import sqlalchemy as sa
from alembic import op

revision = "0263"
down_revision = "0261"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "place",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("organization_id", _Id, sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("code", sa.String(240), nullable=False),
        sa.Column("name", sa.String(400), nullable=False),
        sa.Column("address", sa.String(800), nullable=False),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        sa.Column("capacity", sa.Integer),
        sa.Column("is_designated", sa.Boolean, nullable=False),
        sa.Column("listed", sa.Text, nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("added_by", _Id, nullable=False),
        sa.Column("retired_at", sa.BigInteger),
    )
    op.create_index("ix_place_organization_id", "place", ["organization_id", "id"])
    op.create_table(
        "place_status",
        sa.Column("place_id", _Id, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("is_drill", sa.Boolean, primary_key=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("people", sa.Integer),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("opened_at", sa.BigInteger),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by_id", _Id, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("ix_place_status_state", "place_status", ["is_drill", "state", "place_id"])
    op.create_table(
        "place_keeper",
        sa.Column("place_id", _Id, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("member_id", _Id, primary_key=True),
        sa.Column("named_at", sa.BigInteger, nullable=False),
        sa.Column("named_by", _Id, nullable=False),
    )
    op.create_index("ix_place_keeper_member_id", "place_keeper", ["member_id", "place_id"])
