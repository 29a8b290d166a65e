"""guests: who answers for each and until when, invitations, one-time links, the body's rules."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("member", sa.Column("affiliation", sa.String(length=400), nullable=True))
    op.create_table(
        "guest",
        sa.Column("member_id", sa.String(length=13), nullable=False),
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("sponsor_id", sa.String(length=13), nullable=False),
        sa.Column("sponsor_department_id", sa.String(length=13), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("ends_on", sa.String(length=10), nullable=False),
        sa.Column("told_days", sa.Integer(), nullable=True),
        sa.Column("roomless_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_why", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["sponsor_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("member_id"),
    )
    op.create_index("ix_guest_organization_id_ends_on", "guest", ["organization_id", "ends_on"], unique=False)
    op.create_index("ix_guest_sponsor_id", "guest", ["sponsor_id"], unique=False)
    op.create_table(
        "guest_invitation",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("mail", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("kana", sa.String(length=400), nullable=False),
        sa.Column("body", sa.String(length=400), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("ends_on", sa.String(length=10), nullable=False),
        sa.Column("sponsor_id", sa.String(length=13), nullable=False),
        sa.Column("invited_by", sa.String(length=13), nullable=False),
        sa.Column("rooms", sa.Text(), nullable=False),
        sa.Column("member_id", sa.String(length=13), nullable=True),
        sa.Column("awaits", sa.String(length=20), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("consented_at", sa.BigInteger(), nullable=True),
        sa.Column("declined_at", sa.BigInteger(), nullable=True),
        sa.Column("accepted_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_guest_invitation_mail", "guest_invitation", ["organization_id", "mail"], unique=False)
    op.create_table(
        "guest_link",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("invitation_id", sa.String(length=13), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("voided_at", sa.BigInteger(), nullable=True),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["invitation_id"], ["guest_invitation.id"]),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_guest_link_invitation_id", "guest_link", ["invitation_id"], unique=False)
    op.create_table(
        "guest_rules",
        sa.Column("organization_id", sa.String(length=13), nullable=False),
        sa.Column("may_invite", sa.String(length=20), nullable=False),
        sa.Column("longest_days", sa.Integer(), nullable=False),
        sa.Column("needs_consent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"]),
        sa.PrimaryKeyConstraint("organization_id"),
    )


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
