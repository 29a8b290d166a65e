"""Identity of applicants: providers of a body, what forms ask for, journeys, and what was proved."""

import sqlalchemy as sa
from alembic import op

revision = "0253"
down_revision = "0252"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "identity_provider",
        sa.Column("organization_id", _Id, sa.ForeignKey("organization.id"), primary_key=True),
        sa.Column("profile", sa.String(20), primary_key=True),
        sa.Column("is_on", sa.Boolean, nullable=False),
        sa.Column("terms", sa.Text, nullable=False),
        sa.Column("secret", sa.Text),
        sa.Column("key", sa.Text),
        sa.Column("public_key", sa.Text),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "identity_terms",
        sa.Column("form_id", _Id, sa.ForeignKey("form.id"), primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("changed_by", _Id, nullable=False),
    )
    _journeys()
    op.create_table(
        "identity_proof",
        sa.Column("draft_id", _Id, primary_key=True),
        sa.Column("application_id", _Id, unique=True),
        sa.Column("level", sa.String(10), nullable=False),
        sa.Column("profile", sa.String(20), nullable=False),
        sa.Column("issuer", sa.String(400), nullable=False),
        sa.Column("subject_digest", sa.String(64), nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("places", sa.Text, nullable=False),
        sa.Column("proved_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_identity_proof_proved_at", "identity_proof", ["proved_at"])


def _journeys() -> None:
    op.create_table(
        "identity_journey",
        sa.Column("state_digest", sa.String(64), primary_key=True),
        sa.Column("applicant", sa.String(64), nullable=False),
        sa.Column("arrived", sa.String(64)),
        sa.Column("organization_id", _Id, nullable=False),
        sa.Column("form_id", _Id, nullable=False),
        sa.Column("draft_id", _Id, nullable=False),
        sa.Column("profile", sa.String(20), nullable=False),
        sa.Column("nonce", sa.String(64), nullable=False),
        sa.Column("verifier", sa.String(64), nullable=False),
        sa.Column("redirect_uri", sa.String(500), nullable=False),
        sa.Column("proved", sa.Text),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
    )
    op.create_index("ix_identity_journey_started_at", "identity_journey", ["started_at"])
    op.create_index("ix_identity_journey_organization_id", "identity_journey", ["organization_id", "started_at"])
    op.create_index("ix_identity_journey_arrived", "identity_journey", ["arrived"])
