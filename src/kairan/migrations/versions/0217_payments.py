"""Payments: what is owed for applications, what came in, what was given back."""

import sqlalchemy as sa
from alembic import op

revision = "0217"
down_revision = "0216"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "payment_terms",
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("changed_by", sa.String(13), nullable=False),
    )
    op.create_table(
        "payment_account",
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), primary_key=True),
        sa.Column("provider", sa.String(200), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("hook", sa.Text, nullable=False),
        sa.Column("is_on", sa.Boolean, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "charge",
        sa.Column("id", sa.String(13), sa.ForeignKey("application.id"), primary_key=True),
        sa.Column("organization_id", sa.String(13), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), nullable=False),
        sa.Column("is_after", sa.Boolean, nullable=False),
        sa.Column("amount", sa.Integer),
        sa.Column("subject", sa.String(240), nullable=False),
        sa.Column("asked_at", sa.BigInteger),
        sa.Column("asked_on", sa.String(10)),
        sa.Column("due_on", sa.String(10)),
        sa.Column("waived_at", sa.BigInteger),
        sa.Column("waived_by", sa.String(13)),
        sa.Column("waiver", sa.Text, nullable=False),
        sa.Column("net", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("ix_charge_form_id", "charge", ["form_id", "state", "id"])
    op.create_index("ix_charge_asked_on", "charge", ["organization_id", "asked_on", "id"])
    op.create_table(
        "payment",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("application_id", sa.String(13), sa.ForeignKey("charge.id"), nullable=False),
        sa.Column("organization_id", sa.String(13), nullable=False),
        sa.Column("form_id", sa.String(13), nullable=False),
        sa.Column("way", sa.String(10), nullable=False),
        sa.Column("amount", sa.Integer, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("received", sa.BigInteger, nullable=False),
        sa.Column("refunded", sa.BigInteger, nullable=False),
        sa.Column("succeeded_at", sa.BigInteger),
        sa.Column("failed_at", sa.BigInteger),
        sa.Column("expired_at", sa.BigInteger),
        sa.Column("intent", sa.String(255)),
        sa.Column("session", sa.String(255)),
        sa.Column("url", sa.Text),
        sa.Column("ends_at", sa.BigInteger),
        sa.Column("received_on", sa.String(10)),
        sa.Column("recorded_by", sa.String(13)),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("looked_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_payment_application_id", "payment", ["application_id", "id"])
    op.create_index("ix_payment_received_on", "payment", ["organization_id", "received_on", "id"])
    op.create_index("ix_payment_intent", "payment", ["organization_id", "intent"])
    op.create_index("ix_payment_looked_at", "payment", ["state", "looked_at"])
    op.create_table(
        "payment_refund",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("payment_id", sa.String(13), sa.ForeignKey("payment.id"), nullable=False),
        sa.Column("amount", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("asked_by", sa.String(13), nullable=False),
        sa.Column("done_at", sa.BigInteger),
        sa.Column("failed_at", sa.BigInteger),
        sa.Column("error", sa.String(200), nullable=False),
    )
    op.create_index("ix_payment_refund_payment_id", "payment_refund", ["payment_id"])
    op.create_table(
        "payment_event",
        sa.Column("organization_id", sa.String(13), primary_key=True),
        sa.Column("name", sa.String(255), primary_key=True),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("heard_at", sa.BigInteger, nullable=False),
        sa.Column("payment_id", sa.String(13)),
    )
