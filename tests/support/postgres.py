"""A private PostgreSQL: own folder, own socket, no network; as user postgres when the tests run as root."""

import os
import pwd
import shutil
import signal
import subprocess
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from tests.support.processes import Program, private_folder

INITDB = ["-U", "kairan", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
# No fsync: the tests kill servers, never the machine, and what was written stays in the system's cache.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "timezone": "UTC",
    "log_min_messages": "warning",
}


PORT = 5432  # of the socket's name

# For measuring: acknowledged means on disk, as in an office; memory as PostgreSQL's guide has it for a small server.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "shared_buffers": "512MB", "max_wal_size": "4GB"}


class Postgres:
    """A cluster of its own. `fresh()` gives databases cloned from a template."""

    def __init__(self, *, durable: bool = False, port: int | None = None) -> None:
        """Start; with a `port`, also for programs that know TCP only, on loopback."""
        self.port = port or PORT
        self.settings = {**SETTINGS, **(DURABLE if durable else {}), "port": str(self.port)}
        if port is not None:
            self.settings["listen_addresses"] = "127.0.0.1"
        self.bin = newest_binaries()
        self.user = account() if os.geteuid() == 0 else None
        self.folder = private_folder("pg")
        if self.user:
            shutil.chown(self.folder, self.user)
        self.numbers = count(1)
        self._initdb()
        self.start()

    def _initdb(self) -> None:
        subprocess.run(
            [str(self.bin / "initdb"), "-D", str(self.folder / "data"), *INITDB],
            check=True,
            capture_output=True,
            cwd=self.folder,
            user=self.user,
            group=pwd.getpwnam(self.user).pw_gid if self.user else None,
        )

    def start(self) -> None:
        settings = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(self.bin / "postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder), *settings]
        log = self.folder / "log"
        log.touch()
        self.program = Program(command, log, user=self.user)
        self.program.wait_for(self.answers, "PostgreSQL accepts connections")

    def answers(self) -> bool:
        try:
            self.run("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """Fast shutdown: open connections are cut."""
        self.program.stop(signal.SIGINT)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def url(self, database: str) -> str:
        """Give the address as SQLAlchemy and the settings want it."""
        return f"postgresql+psycopg://kairan@/{database}?host={self.folder}&port={self.port}"

    def url_at(self, database: str, port: int) -> str:
        """Give the address for who comes through a cable that ends at a port of this machine."""
        return f"postgresql+psycopg://kairan@127.0.0.1:{port}/{database}"

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return self.folder / ".s.PGSQL.5432"

    def create(self, template: str = "template0") -> str:
        """Create a database as a copy of another; returns its name."""
        name = f"t{next(self.numbers)}"
        self.run(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop(self, name: str) -> None:
        self.run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def run(self, statement: str | sql.Composed) -> None:
        where = f"host={self.folder} port={self.port} user=kairan dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(statement)


def newest_binaries() -> Path:
    """Find the server's programs; Debian keeps them outside PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    if found:
        return found[-1].parent
    if elsewhere := shutil.which("initdb"):
        return Path(elsewhere).resolve().parent
    raise FileNotFoundError("PostgreSQL is not installed. `python3 tools/packages.py tests` installs it.")


def account() -> str:
    """PostgreSQL refuses to run as root."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
