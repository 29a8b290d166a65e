"""Figures: who came on which day, and what was counted of each day and month."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "activity",
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("member_id", sa.String(length=13), nullable=False),
        sa.Column("device", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "day", "member_id", "device", name=op.f("pk_activity")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "figure_day",
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("department_id", sa.String(length=13), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("accounts", sa.Integer(), nullable=False),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.Column("phones", sa.Integer(), nullable=False),
        sa.Column("pcs", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("to_read", sa.BigInteger(), nullable=False),
        sa.Column("read", sa.BigInteger(), nullable=False),
        sa.Column("soon_to_read", sa.BigInteger(), nullable=False),
        sa.Column("soon_read", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_figure_day_organization_id")),
        sa.PrimaryKeyConstraint("organization_id", "day", "department_id", "kind", name=op.f("pk_figure_day")),
    )
    op.create_table(
        "figure_month",
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("department_id", sa.String(length=13), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.Column("phones", sa.Integer(), nullable=False),
        sa.Column("pcs", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_figure_month_organization_id")),
        sa.PrimaryKeyConstraint("organization_id", "month", "department_id", "kind", name=op.f("pk_figure_month")),
    )
    op.create_table(
        "figure_count",
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("counted_at", sa.BigInteger(), nullable=False),
        sa.Column("soon_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_figure_count_organization_id")),
        sa.PrimaryKeyConstraint("organization_id", "day", name=op.f("pk_figure_count")),
    )
    op.create_table(
        "figure_estimate",
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("message_seconds", sa.Integer(), nullable=False),
        sa.Column("reading_seconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_figure_estimate_organization_id")
        ),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("pk_figure_estimate")),
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
