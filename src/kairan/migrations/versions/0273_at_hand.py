"""Pins, questions, bookmarks; and of rooms: who may write, their sign and colour, and where one keeps them."""

import sqlalchemy as sa
from alembic import op

revision = "0273"
down_revision = "0272"
branch_labels = None
depends_on = None

_PINNED = sa.text("pinned_at IS NOT NULL")
_QUESTION = sa.text("question IS NOT NULL")


def upgrade() -> None:
    """Apply."""
    op.add_column("room", sa.Column("writers", sa.String(10), nullable=False, server_default="all"))
    op.add_column("room", sa.Column("icon", sa.String(32)))
    op.add_column("room", sa.Column("hue", sa.SmallInteger))
    op.add_column("room_kept", sa.Column("section", sa.String(160)))
    op.add_column("room_kept", sa.Column("hide_quiet", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("message", sa.Column("pinned_at", sa.BigInteger))
    op.add_column("message", sa.Column("question", sa.String(10)))
    op.create_index(
        "ix_message_pinned", "message", ["room_no", "pinned_at"], sqlite_where=_PINNED, postgresql_where=_PINNED
    )
    op.create_index(
        "ix_message_question",
        "message",
        ["room_no", "question", "seq"],
        sqlite_where=_QUESTION,
        postgresql_where=_QUESTION,
    )
    op.create_table(
        "bookmark",
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("room_no", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_bookmark_at", "bookmark", ["member_id", "at"])
