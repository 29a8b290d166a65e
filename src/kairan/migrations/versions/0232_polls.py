"""Polls: what a room is asked, what can be chosen, and who chose what."""

import sqlalchemy as sa
from alembic import op

revision = "0232"
down_revision = "0231"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "poll",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("owner_id", sa.String(13), nullable=False),
        sa.Column("client_key", sa.String(40), nullable=False),
        sa.Column("room_id", sa.String(13), nullable=False),
        sa.Column("room_class", sa.SmallInteger, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("title", sa.String(480), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("is_secret", sa.Boolean, nullable=False),
        sa.Column("ends_when_all", sa.Boolean, nullable=False),
        sa.Column("ends_at", sa.BigInteger),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("closed_at", sa.BigInteger),
        sa.Column("chosen", sa.SmallInteger),
    )
    op.create_index("ix_poll_owner_id_client_key", "poll", ["owner_id", "client_key"], unique=True)
    op.create_index("ix_poll_room_id", "poll", ["room_id", "id"])
    op.create_index("ix_poll_ends_at", "poll", ["ends_at"])
    op.create_table(
        "poll_option",
        sa.Column("poll_id", sa.String(13), sa.ForeignKey("poll.id"), primary_key=True),
        sa.Column("position", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("label", sa.String(480), nullable=False),
        sa.Column("begins_at", sa.BigInteger),
        sa.Column("ends_at", sa.BigInteger),
    )
    op.create_table(
        "poll_answer",
        sa.Column("poll_id", sa.String(13), sa.ForeignKey("poll.id"), primary_key=True),
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("position", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("value", sa.SmallInteger, nullable=False),
    )
