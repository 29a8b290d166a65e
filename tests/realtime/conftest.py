"""Transports do not care which database there is: their tests take the embedded one."""

from collections.abc import Iterator

import pytest

from tests.support.databases import SqliteDatabases


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """Where they come from."""
    return SqliteDatabases(tmp_path_factory.mktemp("wire"))


@pytest.fixture
def sqlite_url(sqlite_databases: SqliteDatabases) -> Iterator[str]:
    """A fresh embedded database."""
    url = sqlite_databases.fresh()
    yield url
    sqlite_databases.drop(url)
