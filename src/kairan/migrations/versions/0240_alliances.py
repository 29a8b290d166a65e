"""Alliances of bodies: who stands where in them, whom each sends, and the rooms that belong to one."""

import sqlalchemy as sa
from alembic import op

revision = "0240"
down_revision = "0232"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.add_column("room", sa.Column("alliance_id", _Id))
    op.create_index("ix_room_alliance_id", "room", ["alliance_id"])
    op.create_table(
        "alliance",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("name", sa.String(400), nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("host_id", _Id, nullable=False),
        sa.Column("heir_id", _Id),
        sa.Column("terms_version", sa.Integer, nullable=False),
        sa.Column("is_listed", sa.Boolean, nullable=False),
        sa.Column("founded_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("ix_alliance_host_id", "alliance", ["host_id"])
    op.create_table(
        "alliance_terms",
        sa.Column("alliance_id", _Id, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by_id", _Id, nullable=False),
    )
    _bodies()
    op.create_table(
        "alliance_set_aside",
        sa.Column("alliance_id", _Id, primary_key=True),
        sa.Column("room_id", _Id, primary_key=True),
        sa.Column("member_id", _Id, primary_key=True),
        sa.Column("body_id", _Id, nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("sees_from", sa.BigInteger, nullable=False),
        sa.Column("from_n", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "alliance_room",
        sa.Column("room_id", _Id, primary_key=True),
        sa.Column("alliance_id", _Id, nullable=False),
        sa.Column("theme", sa.String(400), nullable=False),
    )
    op.create_index("ix_alliance_room_alliance_id", "alliance_room", ["alliance_id"])
    op.create_table(
        "alliance_profile",
        sa.Column("alliance_id", _Id, primary_key=True),
        sa.Column("member_id", _Id, primary_key=True),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("sought", sa.Text, nullable=False),
        sa.Column("contact", sa.String(400), nullable=False),
    )


def _bodies() -> None:
    op.create_table(
        "alliance_body",
        sa.Column("alliance_id", _Id, primary_key=True),
        sa.Column("body_id", _Id, primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("state_at", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("accepted", sa.Integer),
        sa.Column("accepted_at", sa.BigInteger),
        sa.Column("accepted_by", _Id),
        sa.Column("class_most", sa.Integer, nullable=False),
        sa.Column("files", sa.Boolean, nullable=False),
        sa.Column("passing_on", sa.Boolean, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("ix_alliance_body_body_id", "alliance_body", ["body_id", "state"])
    op.create_table(
        "alliance_sent",
        sa.Column("alliance_id", _Id, primary_key=True),
        sa.Column("body_id", _Id, primary_key=True),
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("target", sa.String(100), primary_key=True),
    )
