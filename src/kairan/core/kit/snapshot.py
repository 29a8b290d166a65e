"""One unchanging view of a database, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from kairan.core.kit.database import Db, open_engine
from kairan.core.kit.migrate import absent, require_current


@contextmanager
def snapshot(url: str) -> Iterator[Db]:
    """Open a transaction that sees one state however long it lasts, changes nothing and keeps nobody waiting.

    Refuses a database that is absent or not at this program's revision. While it lasts, SQLite's write-ahead log
    and PostgreSQL's dead rows grow.
    """
    _require_there(url)
    engine = open_engine(url, pool_size=1, read_only=True)
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            require_current(connection)
            yield Db(connection)
    finally:
        engine.dispose()


def _require_there(url: str) -> None:
    """SQLite would make an empty file where there is none."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file():
        raise absent()
