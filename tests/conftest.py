"""Fixtures for all tests. A test that takes `db` or `database_url` runs twice: on SQLite and on PostgreSQL."""

import signal
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
import structlog
from playwright.sync_api import Browser
from sqlalchemy import Engine

from kairan.concerns import install_all
from kairan.core.kit.database import Db, open_engine, sqlite_url
from tests.support.broker import Broker
from tests.support.browser import SharedBrowser
from tests.support.bucket import Buckets
from tests.support.checker import Checker
from tests.support.databases import KINDS, Databases, Kind, PostgresDatabases, SqliteDatabases, build_schema
from tests.support.loaded_kairan import LoadedKairan
from tests.support.postgres import Postgres
from tests.support.progress import Progress
from tests.support.server import Server
from tests.support.surroundings import settle_in

LONG = (
    "tests/torture/",
    "tests/standing/test_openapi",
    "tests/browser/",
    "tests/scale/",
    "tests/applications/",
    "tests/single_sign_on/test_oidc",
    "tests/standing/test_isolation",
    "tests/standing/test_wheel",
    "tests/standing/test_ways_in",
    "tests/standing/test_collection",
    "tests/standing/test_runner",
    "tests/standing/test_bad_input",
    "tests/standing/test_priority",
    "tests/talk/test_beside",
    "tests/realtime/test_any_interleaving",
    "tests/realtime/test_two_nodes",
    "tests/commands/",
)
"""What a run begins with, for it takes longest (a run names such files at its end); last come many that are short."""


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Told to stop (by `timeout`, by CI), end in order: the servers that were started are ended with us."""
    install_all()
    settle_in()
    # Faults that tests provoke are told in plain lines: drawing them with every local value takes longer than a test.
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.processors.add_log_level, plain])
    Server.loaded = LoadedKairan()
    signal.signal(signal.SIGTERM, lambda *_: pytest.exit("terminated", returncode=143))
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal and config.get_verbosity() == 0:
        config.pluginmanager.register(Progress(terminal))


def pytest_unconfigure() -> None:
    """End what servers were forked from."""
    if Server.loaded is not None:
        Server.loaded.end()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by the argument they are given for: they are unreadable, and may hold the second they were made in."""
    return argname if isinstance(val, bytes) else None


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
def checker() -> Iterator[Checker]:
    """A virus checker of one's own, for the whole run; who stops it starts it again."""
    one = Checker()
    yield one
    one.remove()


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
def shared_engine(databases: Databases) -> Iterator[Engine]:
    """A database that stays empty: every test that uses it is rolled back.

    The engine is shared, too: it keeps its connection, and how each statement is written down.
    """
    engine = open_engine(databases.fresh(), pool_size=1)
    yield engine
    engine.dispose()


@pytest.fixture
def db(shared_engine: Engine) -> Iterator[Db]:
    """One transaction on an empty database, rolled back after the test: for actions and queries."""
    with shared_engine.connect() as connection, connection.begin() as transaction:
        yield Db(connection)
        transaction.rollback()


shared_browser = SharedBrowser()


@pytest.fixture
def browser() -> Browser:
    """One Chromium for all tests that follow each other and want one; a test opens its own contexts in it."""
    return shared_browser.open()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Generator[None, None, None]:
    """Close it before a test that needs none: while Playwright's loop is open here, no other loop could run."""
    yield
    if "browser" not in getattr(nextitem, "fixturenames", ()):
        shared_browser.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """A fresh SQLite database, for what is particular to it."""
    url = sqlite_url(tmp_path / "kairan.db")
    build_schema(url)
    return url
