"""One transaction of a command, with an engine of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.settings import Settings


@contextmanager
def one_transaction(settings: Settings) -> Iterator[Db]:
    """Open a transaction; commits at the end, rolls back on any exception."""
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        with transaction(engine) as db:
            yield db
    finally:
        engine.dispose()
