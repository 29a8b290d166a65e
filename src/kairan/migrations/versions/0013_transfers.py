"""transfers: lists of moves, and what carrying one out has changed."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "transfer_list",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.String(length=13), nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=True),
        sa.Column("set_by", sa.String(length=13), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("failed_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_list")),
    )
    op.create_index("ix_transfer_list_organization_id", "transfer_list", ["organization_id"], unique=False)
    op.create_table(
        "transfer_move",
        sa.Column("list_id", sa.String(length=13), nullable=False),
        sa.Column("member_id", sa.String(length=13), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("list_id", "member_id", name=op.f("pk_transfer_move")),
    )
    op.create_index("ix_transfer_move_member_id", "transfer_move", ["member_id"], unique=False)
    op.create_table(
        "transfer_effect",
        sa.Column("list_id", sa.String(length=13), nullable=False),
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("list_id", "no", name=op.f("pk_transfer_effect")),
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
