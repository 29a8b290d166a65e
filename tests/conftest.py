"""Fixtures for all tests. A test that takes `db` or `database_url` runs twice: on SQLite and on PostgreSQL."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from playwright.sync_api import Browser

from kairan.core.kit.database import Db, open_engine, sqlite_url
from tests.support.broker import Broker
from tests.support.browser import open_browser
from tests.support.bucket import Buckets
from tests.support.databases import KINDS, Databases, Kind, PostgresDatabases, SqliteDatabases, build_schema
from tests.support.postgres import Postgres

LONG = ("tests/torture/", "tests/browser/", "tests/scale/", "tests/standing/test_openapi")


def pytest_configure() -> None:
    """Told to stop (by `timeout`, by CI), end in order: the servers that were started are ended with us."""
    # Faults that tests provoke are told in plain lines: drawing them with every local value takes longer than a test.
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.processors.add_log_level, plain])
    signal.signal(signal.SIGTERM, lambda *_: pytest.exit("terminated", returncode=143))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: otherwise one worker ends minutes after the other."""
    items.sort(key=lambda item: next((at for at, part in enumerate(LONG) if part in item.nodeid), len(LONG)))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of one's own, for the whole run."""
    server = Postgres()
    yield server
    server.remove()


@pytest.fixture(scope="session")
def broker() -> Iterator[Broker]:
    """A Valkey or Redis server of one's own, for the whole run."""
    server = Broker()
    yield server
    server.remove()


@pytest.fixture(scope="session")
def buckets() -> Iterator[Buckets]:
    """A server of buckets of one's own, for the whole run."""
    server = Buckets()
    yield server
    server.remove()


@pytest.fixture(scope="session", params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> Kind:
    """Both databases in turn."""
    kind: Kind = request.param
    return kind


@pytest.fixture(scope="session")
def databases(
    database_kind: Kind, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Databases:
    """Where fresh databases come from."""
    if database_kind == "sqlite":
        return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))
    return PostgresDatabases(request.getfixturevalue("postgres"))


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """A fresh database with the schema and nothing in it; what is committed in it is seen by nobody else."""
    url = databases.fresh()
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def shared_url(databases: Databases) -> str:
    """A database that stays empty: every test that uses it is rolled back."""
    return databases.fresh()


@pytest.fixture
def db(shared_url: str) -> Iterator[Db]:
    """One transaction on an empty database, rolled back after the test: for actions and queries."""
    engine = open_engine(shared_url, pool_size=1)
    with engine.connect() as connection, connection.begin() as transaction:
        yield Db(connection)
        transaction.rollback()
    engine.dispose()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for each file; a test opens its own contexts in it.

    Not for the whole run: while Playwright's loop is open in this thread, no other test could run a loop of its own.
    """
    with open_browser() as browser:
        yield browser


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """A fresh SQLite database, for what is particular to it."""
    url = sqlite_url(tmp_path / "kairan.db")
    build_schema(url)
    return url
