"""Where it happens: one server on SQLite with a small disk, or two nodes over PostgreSQL and a broker."""

import shutil
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.support.broker import Broker
from tests.support.cable import Cable
from tests.support.clock import Clock
from tests.support.postgres import Postgres
from tests.support.processes import private_folder
from tests.support.server import Server
from tests.support.small_disk import SmallDisk

DISK = "96m"


class World(ABC):
    """Servers, the cables to them, and what may befall them."""

    folder: Path
    servers: list[Server]
    cables: list[Cable]
    clock: Clock
    """What the last of the servers goes by."""
    pace = 1.0
    """How long troubles last, against what they say of themselves."""

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
        """End everything that was started here; what it wrote stays."""

    def forget(self) -> None:
        """Throw away what the servers wrote."""
        shutil.rmtree(self.folder)

    def _start(self) -> None:
        self.clock = Clock(self.folder)
        self.servers[-1].environment.update(self.clock.environment)
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
        time.sleep(1 * self.pace)
        cable.mend()

    def silence(self) -> None:
        """Let a cable carry nothing for two seconds, without a word."""
        cable = self.cables[0]
        cable.silence()
        time.sleep(2 * self.pace)
        cable.mend()

    def lose_answers(self) -> None:
        """Let a cable carry what is asked, and lose what is answered, for two seconds."""
        cable = self.cables[-1]
        cable.lose_answers()
        time.sleep(2 * self.pace)
        cable.mend()

    def delay(self) -> None:
        """Let everything take a while on every cable, for two seconds."""
        for cable in self.cables:
            cable.slow_down(0.2 + 0.2 * self.cables.index(cable))
        time.sleep(2 * self.pace)
        for cable in self.cables:
            cable.mend()

    def run_ahead(self) -> None:
        """Put a server's clock an hour forward, and right again."""
        self._jump(3600)

    def fall_back(self) -> None:
        """Put a server's clock ten minutes back, and right again."""
        self._jump(-600)

    def _jump(self, seconds: float) -> None:
        self.clock.put(seconds)
        time.sleep(2 * self.pace)
        self.clock.put(0)


class OnSqlite(World):
    """One server, the embedded database, a disk that can be filled."""

    def __init__(self) -> None:
        self.disk = SmallDisk(DISK)
        self.folder = private_folder("torture")
        self.servers = [Server(self.folder, data=self.disk.folder / "data", rate_limits="false")]
        self._start()

    @property
    def troubles(self) -> Sequence[Callable[[], None]]:
        """Kill it, cut it off, silence it, fill its disk, lose its answers, slow it down, let its clock jump."""
        return [
            self.kill,
            self.run_ahead,
            self.cut,
            self.fill,
            self.lose_answers,
            self.fall_back,
            self.silence,
            self.delay,
        ]

    def fill(self) -> None:
        """Leave no room on the disk for two seconds."""
        program = self.servers[0].program
        self.disk.fill(0 if program is None else program.process.pid)
        time.sleep(2 * self.pace)
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
        database = self.postgres.create()
        url = self.postgres.url(database)
        self.to_database = Cable(self.postgres.socket)
        self.to_broker = Cable(self.broker.port)
        files = (self.folder / "files").as_uri()
        through = self.postgres.url_at(database, self.to_database.port)
        broker = f"redis://127.0.0.1:{self.to_broker.port}/0"
        self.servers = []
        for name, own in (("east", (url, self.broker.url)), ("west", (through, broker))):
            (self.folder / name).mkdir()
            settings = {"database": own[0], "redis": own[1], "files": files, "rate_limits": "false"}
            node = Server(self.folder / name, **settings)
            self.servers.append(node)
        self._start()

    @property
    def troubles(self) -> Sequence[Callable[[], None]]:
        """Whatever may befall nodes, database, broker, and the ways between all of them."""
        return [
            self.kill,
            self.restart_database,
            self.run_ahead,
            self.cut,
            self.lose_broker,
            self.part_from_database,
            self.kill_other,
            self.silence,
            self.part_from_broker,
            self.fall_back,
            self.lose_answers,
            self.delay,
        ]

    def kill_other(self) -> None:
        """Power off the second node."""
        self.kill(1)

    def part_from_database(self) -> None:
        """Let nothing pass between one node and the database, without a word, for three seconds."""
        self._part(self.to_database)

    def part_from_broker(self) -> None:
        """Let nothing pass between one node and the broker, without a word, for three seconds."""
        self._part(self.to_broker)

    def _part(self, cable: Cable) -> None:
        cable.silence()
        time.sleep(3 * self.pace)
        cable.mend()

    def restart_database(self) -> None:
        """Stop PostgreSQL with everything connected to it, and start it again."""
        self.postgres.stop()
        time.sleep(0.5)
        self.postgres.start()

    def lose_broker(self) -> None:
        """Stop the broker; what was published meanwhile is gone."""
        self.broker.stop()
        time.sleep(1 * self.pace)
        self.broker.start()

    def remove(self) -> None:
        """End everything."""
        for cable in (*self.cables, self.to_database, self.to_broker):
            cable.remove()
        for server in self.servers:
            server.kill()
        self.broker.remove()
        self.postgres.remove()


WORLDS: dict[str, Callable[[], World]] = {"sqlite": OnSqlite, "postgresql": OnPostgres}


def folder_of(world: World) -> Path:
    """Return where a world keeps what is only needed for a while."""
    return world.servers[0].folder
