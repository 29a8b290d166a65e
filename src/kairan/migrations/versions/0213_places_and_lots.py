"""Places that are waited for and drawn, withdrawn applications, and codes that prove mail addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0213"
down_revision = "0212"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("application", sa.Column("withdrawn_at", sa.BigInteger))
    is_withdrawn = sa.text("withdrawn_at IS NOT NULL")
    op.create_index(
        "ix_application_withdrawn_at",
        "application",
        ["form_id"],
        sqlite_where=is_withdrawn,
        postgresql_where=is_withdrawn,
    )
    op.add_column("place_taken", sa.Column("waiting", sa.Integer, nullable=False, server_default="0"))
    op.add_column("place_taken", sa.Column("turns", sa.Integer, nullable=False, server_default="0"))
    op.add_column("place_taken", sa.Column("drawn_at", sa.BigInteger))
    op.create_table(
        "place_seat",
        sa.Column("application_id", sa.String(13), sa.ForeignKey("application.id"), primary_key=True),
        sa.Column("question_id", sa.String(13), primary_key=True),
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), nullable=False),
        sa.Column("place_id", sa.String(13), nullable=False),
        sa.Column("turn", sa.Integer),
        sa.Column("taken_at", sa.BigInteger),
        sa.Column("lost_at", sa.BigInteger),
        sa.Column("left_at", sa.BigInteger),
        sa.Column("tell", sa.String(10)),
    )
    op.create_index("ix_place_seat_form_id", "place_seat", ["form_id", "question_id", "place_id", "turn"])
    op.create_index("ix_place_seat_tell", "place_seat", ["tell"])
    op.create_table(
        "place_draw",
        sa.Column("form_id", sa.String(13), sa.ForeignKey("form.id"), primary_key=True),
        sa.Column("question_id", sa.String(13), primary_key=True),
        sa.Column("seed", sa.String(64), nullable=False),
        sa.Column("applicants", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("drawn_at", sa.BigInteger, nullable=False),
        sa.Column("drawn_by", sa.String(13), nullable=False),
    )
    op.create_table(
        "mail_proof",
        sa.Column("draft_id", sa.String(13), primary_key=True),
        sa.Column("question_id", sa.String(40), primary_key=True),
        sa.Column("address_digest", sa.String(64), primary_key=True),
        sa.Column("code_digest", sa.String(64), nullable=False),
        sa.Column("letters", sa.Integer, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("sent_at", sa.BigInteger, nullable=False),
        sa.Column("proved_at", sa.BigInteger),
    )
    op.create_index("ix_mail_proof_address_digest", "mail_proof", ["address_digest", "sent_at"])
    op.create_index("ix_mail_proof_sent_at", "mail_proof", ["sent_at"])


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
