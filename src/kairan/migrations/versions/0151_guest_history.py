"""What an invited guest sees of a room: from when they join, unless the inviter decided otherwise."""

import sqlalchemy as sa
from alembic import op

revision = "0151"
down_revision = "0150"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply; invitations under way are of the careful kind."""
    history = sa.Column("history", sa.String(20), nullable=False, server_default="since_joining")
    op.add_column("guest_invitation", history)


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
