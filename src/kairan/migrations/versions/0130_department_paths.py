"""Paths of departments (部/課/係), kept beside each."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0130"
down_revision = "0120"
branch_labels = None
depends_on = None

_department = sa.table(
    "department", sa.column("id", sa.String), sa.column("name", sa.String), sa.column("parent_id", sa.String),
    sa.column("path", sa.Text),
)  # fmt: skip


def upgrade() -> None:
    """Apply."""
    op.add_column("department", sa.Column("path", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    d = _department.c
    tree = {row.id: (row.name, row.parent_id) for row in connection.execute(sa.select(d.id, d.name, d.parent_id))}
    for one in tree:
        connection.execute(sa.update(_department).where(d.id == one).values(path=_path(tree, one)))


def _path(tree: dict[str, tuple[str, str | None]], one: str | None) -> str:
    names: list[str] = []
    while one is not None and len(names) < len(tree):
        name, one = tree[one]
        names.append(re.sub(r"[\\/]", lambda sign: f"\\{sign[0]}", name))
    return "/".join(reversed(names))


def downgrade() -> None:
    """Refuse: a journal is never taken back."""
    raise NotImplementedError("restore the backup made before the update")
