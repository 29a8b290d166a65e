"""Transports do not care which database there is: their tests take the embedded one."""

from collections.abc import Iterator

import pytest

from kairan.concerns import CONCERNS
from kairan.core.concern import extensions_of
from kairan.core.extension import installed
from kairan.core.journal import STREAMS
from tests.realtime.world import STREAMS_HERE
from tests.support.databases import SqliteDatabases


@pytest.fixture(autouse=True, scope="module")
def streams_here() -> Iterator[None]:
    """Let the streams of these tests be read beside the product's own; anew for each file."""
    with installed([*extensions_of(CONCERNS), STREAMS.by(*STREAMS_HERE)]):
        yield


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
