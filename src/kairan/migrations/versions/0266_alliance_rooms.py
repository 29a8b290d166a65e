"""Rooms of alliances by their style, for some bodies, pinned; questions, moderators, reports, a word of welcome."""

import sqlalchemy as sa
from alembic import op

revision = "0266"
down_revision = "0264"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.add_column("room", sa.Column("style", sa.String(15), nullable=False, server_default="talk"))
    op.add_column("alliance", sa.Column("welcome", sa.Text, nullable=False, server_default=""))
    op.add_column("alliance", sa.Column("opened_by", sa.String(10), nullable=False, server_default="everybody"))
    op.add_column("alliance_room", sa.Column("pinned_at", sa.BigInteger))
    op.create_table(
        "alliance_room_body",
        sa.Column("room_id", _Id, primary_key=True),
        sa.Column("body_id", _Id, primary_key=True),
    )
    op.create_table(
        "alliance_answer",
        sa.Column("message_id", _Id, primary_key=True),
        sa.Column("alliance_id", _Id, nullable=False),
        sa.Column("answer_id", _Id),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by_id", _Id, nullable=False),
    )
    op.create_index("ix_alliance_answer_alliance_id", "alliance_answer", ["alliance_id"])
    op.create_table(
        "alliance_welcomed",
        sa.Column("alliance_id", _Id, primary_key=True),
        sa.Column("member_id", _Id, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "alliance_moderator",
        sa.Column("alliance_id", _Id, primary_key=True),
        sa.Column("member_id", _Id, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "alliance_report",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("alliance_id", _Id, nullable=False),
        sa.Column("room_id", _Id, nullable=False),
        sa.Column("message_id", _Id, nullable=False),
        sa.Column("by_id", _Id, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("closed_at", sa.BigInteger),
        sa.Column("closed_by", _Id),
        sa.Column("outcome", sa.String(10)),
    )
    op.create_index("ix_alliance_report_alliance_id", "alliance_report", ["alliance_id", "closed_at"])
    op.create_index("uq_alliance_report_once", "alliance_report", ["message_id", "by_id"], unique=True)
