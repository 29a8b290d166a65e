"""Alembic's entrance: runs the history on the engine that `kit/migrate.py` hands over."""

from alembic import context
from sqlalchemy import Engine

import kairan.schema  # noqa: F401  (every table, for the comparison)
from kairan.kit.database import metadata


def run() -> None:
    """Run the migrations in one transaction."""
    engine: Engine = context.config.attributes["engine"]
    with engine.begin() as connection:
        context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=False)
        context.run_migrations()


run()
