"""Bring a database to the present schema: one migration history for both databases.

Files in `migrations/versions` are named `<revision>_<what>.py`, count upwards and never branch. So the newest
revision is known by name, and Alembic, a third of a cold start, is imported only when there is something to apply;
a test holds the names to what Alembic reads.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, func, inspect, select, table, text
from sqlalchemy.sql import column

from kairan.core.words import Refusal

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent.parent / "migrations"
LOCK = 0x6B616972616E  # "kairan", as PostgreSQL's advisory locks want it: a number

_version = table("alembic_version", column("version_num"))


def revisions() -> list[str]:
    """Return every revision this program knows, the oldest first."""
    return sorted(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*_*.py"))


def newest_revision() -> str:
    """Return the revision this program works with."""
    return revisions()[-1]


def migrate(engine: Engine) -> None:
    """Apply what is missing, in one transaction; an up-to-date database is left alone, a newer one refused.

    Nodes that start at once take turns: by an advisory lock on PostgreSQL, by BEGIN IMMEDIATE on SQLite.
    """
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        if _is_behind(connection):
            upgrade(connection)


def require_current(connection: Connection) -> None:
    """Refuse a database this program cannot read: nothing in it, not updated yet, or used by a newer version."""
    if not _is_behind(connection):
        return
    revision = _revision_of(connection)
    if revision is None:
        raise absent()
    raise Refusal(
        f"データベースは、まだこの版に更新されていません（{revision}）。kairan serve を一度起動すると更新されます。",
        f"The database has not been updated to this version yet ({revision}). Starting kairan serve once updates it.",
    )


def absent() -> Refusal:
    """Say that there is nothing."""
    return Refusal(
        "ここには Kairan のデータがありません。--data または設定の data と database を確かめてください。",
        "There is no data of Kairan here. Please check --data, or data and database in the settings.",
    )


def _is_behind(connection: Connection) -> bool:
    revision, known = _revision_of(connection), revisions()
    if revision is not None and revision not in known:
        raise Refusal(
            f"データベースは、より新しい版の Kairan で使われています（{revision}）。新しい版を使ってください。",
            f"The database was used by a newer version of Kairan ({revision}). Please run the newer version.",
        )
    return revision != known[-1]


def _revision_of(connection: Connection) -> str | None:
    """Return the revision a database is at; None when nothing was created in it."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.scalar(select(_version.c.version_num))
    return None if revision is None else str(revision)


def rebuild_empty(connection: Connection, revision: str) -> None:
    """Take an empty schema down and build it as it was at an earlier revision, for rows that were written then."""
    names = inspect(connection).get_table_names()
    if connection.dialect.name == "sqlite":
        virtual = connection.scalars(
            text("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
        ).all()
        names = [*virtual, *(name for name in names if not name.startswith(tuple(f"{one}_" for one in virtual)))]
    preparer = connection.dialect.identifier_preparer
    for name in names:
        cascade = " CASCADE" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TABLE IF EXISTS {preparer.quote(name)}{cascade}"))
    upgrade(connection, revision)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations in the connection's transaction."""
    from alembic import command  # noqa: PLC0415  (see above)

    command.upgrade(alembic_config(connection), to)


def alembic_config(connection: Connection) -> "Config":
    """Return Alembic's configuration for the connection's transaction."""
    from alembic.config import Config  # noqa: PLC0415  (see above)

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config
