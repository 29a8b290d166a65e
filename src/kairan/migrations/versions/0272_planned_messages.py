"""Messages that wait for the time at which their authors want them sent."""

import sqlalchemy as sa
from alembic import op

revision = "0272"
down_revision = "0271"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "planned_message",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("member_id", _Id, nullable=False),
        sa.Column("room_id", _Id, nullable=False),
        sa.Column("root_id", _Id),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("mentions", sa.Text, nullable=False),
        sa.Column("client_key", sa.String(64), nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("face", sa.String(20), nullable=False),
        sa.Column("device", sa.String(10), nullable=False),
        sa.Column("refusal", sa.Text),
        sa.UniqueConstraint("member_id", "client_key"),
    )
    op.create_index("ix_planned_message_due_at", "planned_message", ["due_at"])
