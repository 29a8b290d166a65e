"""Circulars: what goes round people and departments, in which wording, and who has confirmed it."""

import sqlalchemy as sa
from alembic import op

revision = "0230"
down_revision = "0223"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "circular",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("sender_id", sa.String(13), nullable=False),
        sa.Column("owner_id", sa.String(13), nullable=False),
        sa.Column("client_key", sa.String(40), nullable=False),
        sa.Column("room_id", sa.String(13)),
        sa.Column("room_class", sa.SmallInteger, nullable=False),
        sa.Column("manner", sa.String(10), nullable=False),
        sa.Column("title", sa.String(320), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("waiting", sa.Integer, nullable=False),
        sa.Column("confirmed", sa.Integer, nullable=False),
        sa.Column("passed", sa.Integer, nullable=False),
        sa.Column("sent_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("due_on", sa.String(10)),
        sa.Column("ends_at", sa.BigInteger),
        sa.Column("remind_at", sa.BigInteger),
        sa.Column("reminded_at", sa.BigInteger),
        sa.Column("completed_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("withdrawn_at", sa.BigInteger),
        sa.Column("handed_list_id", sa.String(13)),
        sa.Column("handed_from_id", sa.String(13)),
    )
    op.create_index("ix_circular_sender_id_client_key", "circular", ["sender_id", "client_key"], unique=True)
    op.create_index("ix_circular_owner_id", "circular", ["owner_id", "id"])
    op.create_index("ix_circular_ends_at", "circular", ["ends_at"])
    op.create_index("ix_circular_remind_at", "circular", ["remind_at"])
    op.create_table(
        "circular_version",
        sa.Column("circular_id", sa.String(13), sa.ForeignKey("circular.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by_id", sa.String(13), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("title", sa.String(320), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_table(
        "circular_person",
        sa.Column("circular_id", sa.String(13), sa.ForeignKey("circular.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("department_id", sa.String(13)),
        sa.Column("deputy_id", sa.String(13)),
        sa.Column("asked_at", sa.BigInteger),
        sa.Column("seen_at", sa.BigInteger),
        sa.Column("outcome", sa.String(10)),
        sa.Column("acted_at", sa.BigInteger),
        sa.Column("acted_by", sa.String(13)),
        sa.Column("comment", sa.Text, nullable=False),
    )
    op.create_index("ix_circular_person_member_id", "circular_person", ["member_id", "outcome"])
    op.create_index("ix_circular_person_deputy_id", "circular_person", ["deputy_id", "outcome"])
    op.create_index(
        "ix_circular_person_circular_id", "circular_person", ["circular_id", "version", "outcome", "position"]
    )
