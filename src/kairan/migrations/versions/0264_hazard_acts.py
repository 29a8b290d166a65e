"""What rules for warnings do beside posting, and whether drills set them to work."""

import sqlalchemy as sa
from alembic import op

revision = "0264"
down_revision = "0263"
branch_labels = None
depends_on = None

_Id = sa.String(13)


def upgrade() -> None:
    """Apply."""
    op.add_column("hazard_rule", sa.Column("follows_drills", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("hazard_rule", sa.Column("acts", sa.Text, nullable=False, server_default="[]"))
    op.create_table(
        "hazard_act",
        sa.Column("telegram_id", _Id, sa.ForeignKey("hazard_telegram.id"), primary_key=True),
        sa.Column("rule_id", _Id, sa.ForeignKey("hazard_rule.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("why", sa.String(60)),
        sa.Column("broadcast_id", _Id),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("product", sa.String(800), nullable=False),
        sa.Column("story", sa.String(2000), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_hazard_act_rule_id", "hazard_act", ["rule_id", "story"])
