"""Incidents, who works on them, and the entries of their chronologies."""

import sqlalchemy as sa
from alembic import op

revision = "0260"
down_revision = "0259"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "incident",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("organization_id", _Id, sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("client_key", sa.String(40), nullable=False),
        sa.Column("room_class", sa.SmallInteger, nullable=False),
        sa.Column("name", sa.String(240), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("level", sa.String(160), nullable=False),
        sa.Column("is_drill", sa.Boolean, nullable=False),
        sa.Column("begun_at", sa.BigInteger, nullable=False),
        sa.Column("opened_by", _Id, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("ended_by", _Id),
        sa.Column("rooms", sa.Text, nullable=False),
        sa.Column("last_number", sa.Integer, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_incident_organization_id", "incident", ["organization_id", "id"])
    op.create_index(
        "ix_incident_organization_id_client_key", "incident", ["organization_id", "client_key"], unique=True
    )
    op.create_table(
        "incident_person",
        sa.Column("incident_id", _Id, sa.ForeignKey("incident.id"), primary_key=True),
        sa.Column("member_id", _Id, primary_key=True),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("added_by", _Id, nullable=False),
    )
    op.create_index("ix_incident_person_member_id", "incident_person", ["member_id"])
    _entries()


def _entries() -> None:
    op.create_table(
        "incident_entry",
        sa.Column("incident_id", _Id, sa.ForeignKey("incident.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("writer_id", _Id, nullable=False),
        sa.Column("client_key", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("status", sa.String(8)),
        sa.Column("happened_at", sa.BigInteger, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("source", sa.String(240), nullable=False),
        sa.Column("place", sa.String(480), nullable=False),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        sa.Column("damage", sa.String(8)),
        sa.Column("severity", sa.String(6)),
        sa.Column("responsible_id", _Id),
        sa.Column("message_id", _Id),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("written_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("changed_by", _Id, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("struck_at", sa.BigInteger),
        sa.Column("struck_reason", sa.String(800), nullable=False),
    )
    op.create_index("ix_incident_entry_happened_at", "incident_entry", ["incident_id", "happened_at", "number"])
    op.create_index(
        "ix_incident_entry_writer_id_client_key",
        "incident_entry",
        ["incident_id", "writer_id", "client_key"],
        unique=True,
    )
