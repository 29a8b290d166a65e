"""Fresh databases with the product's schema, on SQLite and on PostgreSQL, quickly.

The schema is built once per kind of database; each test gets a copy.
"""

import shutil
from itertools import count
from pathlib import Path
from typing import Literal, Protocol

from kairan.core.kit.database import open_engine, sqlite_url
from kairan.core.kit.migrate import migrate
from tests.support.postgres import Postgres

Kind = Literal["sqlite", "postgresql"]
KINDS: tuple[Kind, ...] = ("sqlite", "postgresql")


class Databases(Protocol):
    """Gives fresh databases of one kind, by URL."""

    def fresh(self) -> str: ...
    def drop(self, url: str) -> None: ...


class SqliteDatabases:
    """A file each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count(1)
        self.template = folder / "template.db"
        build_schema(sqlite_url(self.template))

    def fresh(self) -> str:
        copy = self.folder / f"t{next(self.numbers)}.db"
        shutil.copyfile(self.template, copy)
        return sqlite_url(copy)

    def drop(self, url: str) -> None:
        file = Path(url.removeprefix("sqlite:///"))
        for part in file.parent.glob(file.name + "*"):
            part.unlink()


class PostgresDatabases:
    """A database each, in one private server."""

    def __init__(self, server: Postgres) -> None:
        self.server = server
        self.template = server.create()
        build_schema(server.url(self.template))

    def fresh(self) -> str:
        return self.server.url(self.server.create(self.template))

    def drop(self, url: str) -> None:
        self.server.drop(name_in(url))


def name_in(url: str) -> str:
    """Read the database's name out of an address."""
    return url.partition("?")[0].rpartition("/")[2]


def build_schema(url: str) -> None:
    """Create the tables as an installation gets them; then the file or database can be copied, nothing is left open."""
    engine = open_engine(url, pool_size=1)
    migrate(engine)
    engine.dispose()
