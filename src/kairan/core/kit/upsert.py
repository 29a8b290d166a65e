"""Rows that are put in where they may be there already; both databases say it, each with a class of its own."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from kairan.core.kit.database import Db, Dialect


def upsert(db: Db, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insert that can be told what to do on conflict (`on_conflict_do_update`, `on_conflict_do_nothing`)."""
    return insert_for(db.dialect, table)


def insert_for(dialect: Dialect, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return the same for a statement that is made before there is a transaction."""
    return (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table)
