"""Where it happens: one server on SQLite with a small disk, or two nodes over PostgreSQL and a broker."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.support.broker import Broker
from tests.support.cable import Cable
from tests.support.postgres import Postgres
from tests.support.processes import private_folder
from tests.support.server import Server
from tests.support.small_disk import SmallDisk

DISK = "96m"


class World(ABC):
    """Servers, the cables to them, and what may befall them."""

    servers: list[Server]
    cables: list[Cable]

    @property
    def ways(self) -> list[str]:
        """The addresses clients use."""
        return [cable.url for cable in self.cables]

    @property
    @abstractmethod
    def troubles(self) -> Sequence[Callable[[], None]]:
        """Everything that may happen; each leaves the world mended."""

    @abstractmethod
    def remove(self) -> None:
        """End everything that was started here."""

    def _start(self) -> None:
        for server in self.servers:
            server.start()
        self.cables = [Cable(server.port) for server in self.servers]

    def kill(self, which: int = 0) -> None:
        """Power off one server, and on again."""
        self.servers[which].kill()
        time.sleep(0.3)
        self.servers[which].start()

    def cut(self) -> None:
        """Pull a cable out for a second."""
        cable = self.cables[-1]
        cable.cut()
        time.sleep(1)
        cable.mend()

    def silence(self) -> None:
        """Let a cable carry nothing for two seconds, without a word."""
        cable = self.cables[0]
        cable.silence()
        time.sleep(2)
        cable.mend()


class OnSqlite(World):
    """One server, the embedded database, a disk that can be filled."""

    def __init__(self) -> None:
        self.disk = SmallDisk(DISK)
        self.folder = private_folder("torture")
        self.servers = [Server(self.folder, data=self.disk.folder / "data", rate_limits="false")]
        self._start()

    @property
    def troubles(self) -> Sequence[Callable[[], None]]:
        """Kill it, cut it off, silence it, fill its disk."""
        return [self.kill, self.cut, self.fill, self.silence]

    def fill(self) -> None:
        """Leave no room on the disk for two seconds."""
        program = self.servers[0].program
        self.disk.fill(0 if program is None else program.process.pid)
        time.sleep(2)
        self.disk.free()

    def remove(self) -> None:
        """End the server and give the disk back."""
        for cable in self.cables:
            cable.remove()
        self.servers[0].kill()
        self.disk.remove()


class OnPostgres(World):
    """Two nodes, PostgreSQL and a broker, all of which may go away."""

    def __init__(self) -> None:
        self.postgres, self.broker = Postgres(), Broker()
        self.folder = private_folder("torture")
        url = self.postgres.url(self.postgres.create())
        files = (self.folder / "files").as_uri()
        self.servers = []
        for name in ("east", "west"):
            (self.folder / name).mkdir()
            node = Server(self.folder / name, database=url, redis=self.broker.url, files=files, rate_limits="false")
            self.servers.append(node)
        self._start()

    @property
    def troubles(self) -> Sequence[Callable[[], None]]:
        """Kill either node, restart the database, lose the broker, cut a cable, silence the other."""
        return [self.kill, self.restart_database, self.cut, self.lose_broker, lambda: self.kill(1), self.silence]

    def restart_database(self) -> None:
        """Stop PostgreSQL with everything connected to it, and start it again."""
        self.postgres.stop()
        time.sleep(0.5)
        self.postgres.start()

    def lose_broker(self) -> None:
        """Stop the broker; what was published meanwhile is gone."""
        self.broker.stop()
        time.sleep(1)
        self.broker.start()

    def remove(self) -> None:
        """End everything."""
        for cable in self.cables:
            cable.remove()
        for server in self.servers:
            server.kill()
        self.broker.remove()
        self.postgres.remove()


WORLDS: dict[str, Callable[[], World]] = {"sqlite": OnSqlite, "postgresql": OnPostgres}


def folder_of(world: World) -> Path:
    """Return where a world keeps what is only needed for a while."""
    return world.servers[0].folder
