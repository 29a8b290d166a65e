"""People who are invited to a form by a number, and the drafts begun with one."""

import sqlalchemy as sa
from alembic import op

revision = "0208"
down_revision = "0207"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("form", sa.Column("is_anonymous", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("application_draft", sa.Column("invitation_id", sa.String(13)))
    op.create_table(
        "form_invitation",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), nullable=False),
        sa.Column("number", sa.String(120), nullable=False),
        sa.Column("number_digest", sa.String(64), nullable=False),
        sa.Column("name", sa.String(400), nullable=False),
        sa.Column("mail", sa.String(254), nullable=False),
        sa.Column("mailed_at", sa.BigInteger),
        sa.Column("withdrawn_at", sa.BigInteger),
        sa.Column("is_answered", sa.Boolean, nullable=False),
        sa.Column("is_told", sa.Boolean, nullable=False),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("application_id", sa.String(13)),
        sa.UniqueConstraint("form_id", "number_digest"),
    )
    op.create_index("ix_form_invitation_form_id", "form_invitation", ["form_id", "id"])
    op.create_index("ix_form_invitation_untold", "form_invitation", ["is_answered", "is_told"])


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
