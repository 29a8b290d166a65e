"""The machine a node runs on, as its operators see it: where the data lies, how much room there is, which versions."""

import platform
import shutil
import sqlite3
from pathlib import Path

import msgspec
from sqlalchemy import text

from kairan.core.kit.database import Db
from kairan.core.kit.migrate import newest_revision


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """The node that answered. Of files kept elsewhere (S3) the disk says nothing."""

    name: str
    python: str
    database: str
    schema: str  # the newest migration
    disk_free: int | None  # bytes where the data folder lies; null: not to be read
    disk_total: int | None


def machine(db: Db, data: Path) -> Machine:
    """Look at this machine; whoever calls this has asked whether the viewer may."""
    try:
        disk = shutil.disk_usage(data)
    except OSError:
        disk = None
    return Machine(
        name=platform.node(),
        python=platform.python_version(),
        database=_database(db),
        schema=newest_revision(),
        disk_free=None if disk is None else disk.free,
        disk_total=None if disk is None else disk.total,
    )


def _database(db: Db) -> str:
    if db.dialect == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    return f"PostgreSQL {str(db.scalar(text('SHOW server_version'))).partition(' ')[0]}"
