"""Alembic's entrance: runs the history in the transaction that `kit/migrate.py` hands over."""

from alembic import context
from sqlalchemy import Connection

import kairan.schema  # noqa: F401  (every table, for the comparison)
from kairan.core.kit.database import metadata

connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=False)
context.run_migrations()
