"""Work with the database for so long and no longer; a read that may change nothing."""

from collections.abc import Callable
from typing import Any, TypeVar

from psycopg import IsolationLevel
from sqlalchemy import Engine, text
from sqlalchemy.exc import DataError, OperationalError

from kairan.core.kit.budget import REQUEST_S, budget_s, spending
from kairan.core.kit.database import Db, driver_of
from kairan.core.kit.database_trouble import as_refusal

T = TypeVar("T")


def read_within(read: Callable[..., T], query: Callable[..., T], args: tuple[Any, ...], seconds: float) -> T:
    """Read in one of the two ways below, for so long and no longer."""
    try:
        with spending(seconds):
            return read(query, *args)
    except (DataError, OperationalError) as error:
        raise as_refusal(error) from error


def read_only(engine: Engine, query: Callable[..., T], *args: Any) -> T:  # noqa: ANN401
    """Run a query that may change nothing and sees one state, however many statements it asks.

    Else whoever leaves a room between two of them would be shown what was said there after. It ends with a commit: a
    rollback makes psycopg forget what it prepared.
    """
    with engine.connect() as connection:
        driver = driver_of(connection)
        driver.read_only, driver.isolation_level = True, IsolationLevel.REPEATABLE_READ
        try:
            with connection.begin():
                return query(Db(connection), *args)
        finally:
            if not driver.closed:
                driver.read_only, driver.isolation_level = None, IsolationLevel.READ_COMMITTED


def for_seconds(db: Db, seconds: float, work: Callable[..., T], args: tuple[Any, ...]) -> T:
    """Run something none of whose statements may take longer; other work has the time set with the connection."""
    db.execute(text(f"SET LOCAL statement_timeout = {int(seconds * 1_000):d}"))
    return work(db, *args)


def patiently(work: Callable[..., T], args: tuple[Any, ...]) -> tuple[Callable[..., T], tuple[Any, ...]]:
    """Return work, with the time that is allowed here, where it is another than a request's: a job has more."""
    seconds = budget_s.get()
    return (work, args) if seconds == REQUEST_S else (for_seconds, (seconds, work, args))
