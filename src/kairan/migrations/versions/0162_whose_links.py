"""Who made a link to a provider: the member, or the body's rule."""

import sqlalchemy as sa
from alembic import op

revision = "0162"
down_revision = "0161"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply; of links that are there nobody knows."""
    op.add_column("oidc_subject", sa.Column("own", sa.Boolean))


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
