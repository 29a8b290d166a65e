"""Tasks: who does what until when."""

import sqlalchemy as sa
from alembic import op

revision = "0231"
down_revision = "0230"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "task",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("owner_id", sa.String(13), nullable=False),
        sa.Column("client_key", sa.String(40), nullable=False),
        sa.Column("room_id", sa.String(13)),
        sa.Column("message_id", sa.String(13)),
        sa.Column("room_class", sa.SmallInteger, nullable=False),
        sa.Column("title", sa.String(480), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("due_on", sa.String(10)),
        sa.Column("anchor_on", sa.String(10)),
        sa.Column("repeat", sa.String(10), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("done_at", sa.BigInteger),
        sa.Column("done_by", sa.String(13)),
        sa.Column("done_note", sa.Text, nullable=False),
        sa.Column("dropped_at", sa.BigInteger),
        sa.Column("told_on", sa.String(10)),
        sa.Column("before_id", sa.String(13)),
    )
    op.create_index("ix_task_owner_id_client_key", "task", ["owner_id", "client_key"], unique=True)
    op.create_index("ix_task_room_id", "task", ["room_id", "id"])
    op.create_index("ix_task_due_on", "task", ["due_on"])
    op.create_index("ix_task_before_id", "task", ["before_id"])
    op.create_table(
        "task_doer",
        sa.Column("task_id", sa.String(13), sa.ForeignKey("task.id"), primary_key=True),
        sa.Column("member_id", sa.String(13), primary_key=True),
        sa.Column("list_id", sa.String(13)),
    )
    op.create_index("ix_task_doer_list_id", "task_doer", ["list_id"])
    op.create_index("ix_task_doer_member_id", "task_doer", ["member_id"])
