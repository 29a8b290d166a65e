"""Rows that are put in where they may be there already; both databases say it, each with a class of its own."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from kairan.core.kit.database import Db


def upsert(db: Db, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insert that can be told what to do on conflict (`on_conflict_do_update`, `on_conflict_do_nothing`)."""
    return (sqlite.insert if db.dialect == "sqlite" else postgresql.insert)(table)
