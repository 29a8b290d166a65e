"""Notes: pages of a room, what was written in them, and their versions."""

import sqlalchemy as sa
from alembic import op

revision = "0275"
down_revision = "0274"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "note",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("room_id", sa.String(13), nullable=False),
        sa.Column("room_class", sa.SmallInteger, nullable=False),
        sa.Column("owner_id", sa.String(13), nullable=False),
        sa.Column("client_key", sa.String(40), nullable=False),
        sa.Column("title", sa.String(480), nullable=False),
        sa.Column("is_front", sa.Boolean, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("base_n", sa.Integer, nullable=False),
        sa.Column("base", sa.LargeBinary, nullable=False),
        sa.Column("sought", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("changed_by", sa.String(13), nullable=False),
        sa.Column("dropped_at", sa.BigInteger),
    )
    op.create_index("ix_note_owner_id_client_key", "note", ["owner_id", "client_key"], unique=True)
    op.create_index("ix_note_room_id", "note", ["room_id", "changed_at"])
    op.create_table(
        "note_update",
        sa.Column("note_id", sa.String(13), sa.ForeignKey("note.id"), primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("writer_id", sa.String(13), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "note_version",
        sa.Column("note_id", sa.String(13), sa.ForeignKey("note.id"), primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("writers", sa.Text, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
    )
