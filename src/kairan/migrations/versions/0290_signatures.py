"""Signatures by the card: what was signed, and what its verification found."""

import sqlalchemy as sa
from alembic import op

revision = "0290"
down_revision = "0286"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.add_column("identity_journey", sa.Column("transaction_id", sa.String(200)))
    op.add_column("identity_journey", sa.Column("checked", sa.String(64)))
    op.add_column("identity_journey", sa.Column("signed", sa.Text))
    op.create_table(
        "identity_signature",
        sa.Column("draft_id", _Id, primary_key=True),
        sa.Column("application_id", _Id, unique=True),
        sa.Column("checked", sa.String(64), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("profile", sa.String(20), nullable=False),
        sa.Column("issuer", sa.String(400), nullable=False),
        sa.Column("authority", sa.String(400), nullable=False),
        sa.Column("revocation", sa.String(10), nullable=False),
        sa.Column("listed_at", sa.BigInteger, nullable=False),
        sa.Column("signed_at", sa.BigInteger, nullable=False),
        sa.Column("verified_at", sa.BigInteger, nullable=False),
        sa.Column("is_kept", sa.Boolean, nullable=False),
        sa.Column("signature", sa.Text),
    )
    op.create_index("ix_identity_signature_verified_at", "identity_signature", ["verified_at"])
