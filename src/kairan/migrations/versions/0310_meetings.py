"""Meetings, their papers page by page, who has opened them; and where a body's video meetings are."""

import sqlalchemy as sa
from alembic import op

revision = "0310"
down_revision = "0308"
branch_labels = None
depends_on = None

_ID = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "meeting",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("organization_id", _ID, sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("room_class", sa.SmallInteger, nullable=False),
        sa.Column("chair_id", _ID, nullable=False),
        sa.Column("client_key", sa.String(40), nullable=False),
        sa.Column("title", sa.String(480), nullable=False),
        sa.Column("place", sa.String(480), nullable=False),
        sa.Column("begins_at", sa.BigInteger, nullable=False),
        sa.Column("agenda", sa.Text, nullable=False),
        sa.Column("note_id", _ID),
        sa.Column("shown_paper_id", _ID),
        sa.Column("shown_page", sa.Integer, nullable=False),
        sa.Column("wording", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("dropped_at", sa.BigInteger),
    )
    op.create_index("ix_meeting_chair_id_client_key", "meeting", ["chair_id", "client_key"], unique=True)
    op.create_index("ix_meeting_room_id", "meeting", ["room_id", "begins_at"])
    op.create_table(
        "meeting_paper",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("meeting_id", _ID, sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("file_id", _ID, nullable=False),
        sa.Column("adder_id", _ID, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("pages_seq", sa.BigInteger),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("type", sa.String(127), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("dropped_at", sa.BigInteger),
    )
    op.create_index("ix_meeting_paper_meeting_id", "meeting_paper", ["meeting_id", "id"])
    op.create_table(
        "meeting_page",
        sa.Column("paper_id", _ID, sa.ForeignKey("meeting_paper.id"), primary_key=True),
        sa.Column("page", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("file_id", _ID, nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
    )
    op.create_table(
        "meeting_opened",
        sa.Column("paper_id", _ID, sa.ForeignKey("meeting_paper.id"), primary_key=True),
        sa.Column("member_id", _ID, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "video_address",
        sa.Column("organization_id", _ID, primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
