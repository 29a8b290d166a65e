"""Systems that are told what happens with cases, and every message to them."""

import sqlalchemy as sa
from alembic import op

revision = "0258"
down_revision = "0257"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "webhook",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("organization_id", _Id, sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("url", sa.String(500), nullable=False),
        sa.Column("note", sa.String(800), nullable=False),
        sa.Column("kinds", sa.Text, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("is_on", sa.Boolean, nullable=False),
        sa.Column("gave_up_at", sa.BigInteger),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_webhook_organization_id", "webhook", ["organization_id", "id"])
    op.create_table(
        "webhook_delivery",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("webhook_id", _Id, sa.ForeignKey("webhook.id"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("tried_at", sa.BigInteger),
        sa.Column("delivered_at", sa.BigInteger),
        sa.Column("failed_at", sa.BigInteger),
        sa.Column("status", sa.Integer),
        sa.Column("error", sa.String(200)),
    )
    op.create_index("ix_webhook_delivery_webhook_id", "webhook_delivery", ["webhook_id", "id"])
    op.create_index("ix_webhook_delivery_created_at", "webhook_delivery", ["created_at"])


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
