"""Attendance: who is where, and the secret addresses of calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0274"
down_revision = "0273"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "attendance_report",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("member_id", sa.String(13), nullable=False),
        sa.Column("client_key", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("begins_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("is_whole_days", sa.Boolean, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("dropped_at", sa.BigInteger),
    )
    op.create_index(
        "ix_attendance_report_member_id_client_key", "attendance_report", ["member_id", "client_key"], unique=True
    )
    op.create_index("ix_attendance_report_member_id", "attendance_report", ["member_id", "ends_at"])
    op.create_index("ix_attendance_report_organization_id", "attendance_report", ["organization_id", "ends_at"])
    op.create_table(
        "attendance_feed",
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_attendance_feed_digest", "attendance_feed", ["digest"], unique=True)
