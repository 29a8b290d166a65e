"""Until when an earlier version may be finished; rules for all forms of a body; publications asked for; templates."""

import sqlalchemy as sa
from alembic import op

revision = "0207"
down_revision = "0205"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("form_version", sa.Column("earlier_until", sa.BigInteger))
    op.create_table(
        "form_rule",
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("takes_two", sa.Boolean, nullable=False),
    )
    op.create_table(
        "form_publication",
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), primary_key=True),
        sa.Column("asked_by", sa.String(13), nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("draft_revision", sa.Integer, nullable=False),
        sa.Column("earlier_until", sa.BigInteger),
    )
    op.create_table(
        "form_template",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("title", sa.String(480), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("is_shared", sa.Boolean, nullable=False),
        sa.Column("kept_at", sa.BigInteger, nullable=False),
        sa.Column("kept_by", sa.String(13), nullable=False),
    )
    op.create_index("ix_form_template_organization_id", "form_template", ["organization_id"])
    op.create_index("ix_form_template_is_shared", "form_template", ["is_shared"])


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
