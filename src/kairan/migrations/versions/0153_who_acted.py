"""How many different people wrote, attached and read on a day, so that no number is shown of fewer than five."""

import sqlalchemy as sa
from alembic import op

revision = "0153"
down_revision = "0152"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply; days that are counted again get their people, of older ones nobody knows whether they were five."""
    for name in ("authors", "uploaders", "readers", "soon_readers"):
        op.add_column("figure_day", sa.Column(name, sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
