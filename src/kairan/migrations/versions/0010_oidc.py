"""OpenID Connect: connections to providers, journeys there and back, and who there is whom here."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "oidc_connection",
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("public_key", sa.Text(), nullable=True),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_oidc_connection_organization_id")
        ),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("pk_oidc_connection")),
    )
    op.create_table(
        "oidc_journey",
        sa.Column("state_digest", sa.String(length=64), nullable=False),
        sa.Column("browser_digest", sa.String(length=64), nullable=False),
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("verifier", sa.String(length=64), nullable=False),
        sa.Column("redirect_uri", sa.String(length=500), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("state_digest", name=op.f("pk_oidc_journey")),
    )
    op.create_index("ix_oidc_journey_started_at", "oidc_journey", ["started_at"], unique=False)
    op.create_index("ix_oidc_journey_organization_id", "oidc_journey", ["organization_id", "started_at"], unique=False)
    op.create_table(
        "oidc_subject",
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("issuer", sa.String(length=400), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("member_id", sa.String(length=13), nullable=False),
        sa.Column("linked_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_oidc_subject_member_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_oidc_subject_organization_id")),
        sa.PrimaryKeyConstraint("organization_id", "issuer", "subject", name=op.f("pk_oidc_subject")),
        sa.UniqueConstraint("member_id", "issuer", name=op.f("uq_oidc_subject_member_id_issuer")),
    )
    op.create_table(
        "oidc_session",
        sa.Column("session_id", sa.String(length=13), nullable=False),
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("issuer", sa.String(length=400), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("sid", sa.String(length=255), nullable=True),
        sa.Column("id_token", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_oidc_session")),
    )
    op.create_index("ix_oidc_session_subject", "oidc_session", ["organization_id", "issuer", "subject"], unique=False)
    op.create_index("ix_oidc_session_sid", "oidc_session", ["organization_id", "issuer", "sid"], unique=False)
    op.create_table(
        "oidc_refusal",
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("member_id", sa.String(length=13), nullable=False),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.Column("untold", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "reason", "member_id", name=op.f("pk_oidc_refusal")),
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
