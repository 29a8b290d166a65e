"""A node loses every way out, without a word, and finds back by itself; who can reach the other one goes on.

Where the machine allows it (root, and `ip`), the node lives in a network name space, and packets to it and from it go
to a card that does not exist. Elsewhere cables that carry nothing stand for that.
"""

import os
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator

import pytest

from tests.scale.place import EVERY_WAY, Place, Town
from tests.support.broker import Broker
from tests.support.cable import Cable
from tests.support.postgres import Postgres
from tests.support.processes import Program, wait_until
from tests.support.server import Server

PROBE = "import sys, urllib.request as r; r.urlopen(sys.argv[1], timeout=8)"
NOBODY = "02:00:00:00:00:99"


class Apart(ABC):
    """Where the far node lives."""

    here = there = "127.0.0.1"
    prefix: tuple[str, ...] = ()
    """Put before commands that run there."""

    @abstractmethod
    def cut(self) -> None:
        """Let nothing pass, and tell nobody."""

    @abstractmethod
    def mend(self) -> None:
        """Let everything pass again."""

    def front(self, port: int) -> str:
        """Return where the proxy reaches a port of the far node."""
        return f"http://{self.there}:{port}"

    @abstractmethod
    def remove(self) -> None: ...


class Namespace(Apart):
    """A network name space, joined to this one by a pair of virtual cards."""

    here, there = "10.77.0.1", "10.77.0.2"

    def __init__(self) -> None:
        self.name = f"kairan{os.getpid()}"
        self.card = f"kr{os.getpid() % 10_000_000}"
        self.prefix = ("ip", "netns", "exec", self.name)
        ip("netns", "add", self.name)
        try:
            ip("link", "add", self.card, "type", "veth", "peer", "name", "inside", "netns", self.name)
            ip("addr", "add", f"{self.here}/24", "dev", self.card)
            ip("link", "set", self.card, "up")
            ip("-n", self.name, "addr", "add", f"{self.there}/24", "dev", "inside")
            ip("-n", self.name, "link", "set", "inside", "up")
            ip("-n", self.name, "link", "set", "lo", "up")
        except subprocess.CalledProcessError:
            self.remove()
            raise

    def cut(self) -> None:
        ip("neigh", "replace", self.there, "lladdr", NOBODY, "dev", self.card, "nud", "permanent")
        ip("-n", self.name, "neigh", "replace", self.here, "lladdr", NOBODY, "dev", "inside", "nud", "permanent")

    def mend(self) -> None:
        ip("neigh", "del", self.there, "dev", self.card)
        ip("-n", self.name, "neigh", "del", self.here, "dev", "inside")

    def remove(self) -> None:
        ip("netns", "del", self.name)


class Cables(Apart):
    """All cables to a node of this machine."""

    def __init__(self) -> None:
        self.cables: list[Cable] = []

    def front(self, port: int) -> str:
        self.cables.append(Cable(port))
        return self.cables[-1].url

    def cut(self) -> None:
        for cable in self.cables:
            cable.silence()

    def mend(self) -> None:
        for cable in self.cables:
            cable.mend()

    def remove(self) -> None: ...


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


def apart() -> Apart:
    """Return the best this machine allows."""
    try:
        return Namespace()
    except (OSError, subprocess.CalledProcessError):
        return Cables()


class Far(Server):
    """The node that lives there."""

    def __init__(self, apart: Apart, place: Place, database: str, redis: str) -> None:
        home = place.folder / "far"
        home.mkdir()
        super().__init__(home, **place.settings(database=database, redis=redis, host=apart.there))
        self.apart = apart
        self.at_home = f"http://{apart.there}:{self.port}"
        self.url = apart.front(self.port)

    def start(self) -> None:
        self.program = Program([*self.apart.prefix, str(self.kairan), "serve"], self.log, env=self.environment)
        self.program.wait_for(self.is_ready, "the far node is ready", within_s=60)

    def says_ready_at_home(self) -> bool:
        """Whether it calls itself ready when asked from where it lives."""
        command = [*self.apart.prefix, sys.executable, "-c", PROBE, f"{self.at_home}/ready"]
        return subprocess.run(command, capture_output=True).returncode == 0


@pytest.fixture(scope="module")
def parted(postgres: Postgres, broker: Broker) -> Iterator[tuple[Place, Far, Apart]]:
    place, where = Place(postgres, broker), apart()
    cables = [Cable(postgres.socket, host=where.here), Cable(broker.port, host=where.here)]
    if isinstance(where, Cables):
        where.cables += cables
    try:
        database = f"postgresql+psycopg://kairan@{where.here}:{cables[0].port}/{place.database}"
        place.add("near")
        far = Far(where, place, database, f"redis://{where.here}:{cables[1].port}/0")
        place.join(far)
        place.open()
        yield place, far, where
    finally:
        place.remove()
        for cable in cables:
            cable.remove()
        where.remove()


def test_people_go_on_while_a_node_is_parted_and_it_finds_back_by_itself(parted: tuple[Place, Far, Apart]) -> None:
    place, far, where = parted
    town = Town(place, writers=5, readers=EVERY_WAY)  # some of them at either node
    town.begin()
    before = town.acknowledged
    wait_until(lambda: town.acknowledged > before + 10, "people write", within_s=120)
    where.cut()
    parted_at, before = time.monotonic(), town.acknowledged
    wait_until(lambda: town.acknowledged > before + 20, "people still write", within_s=90)
    wait_until(lambda: not far.says_ready_at_home(), "the far node knows that it is alone", within_s=90)
    while time.monotonic() - parted_at < 12:  # longer than it waits for a database that says nothing
        time.sleep(0.5)
    where.mend()
    wait_until(far.is_ready, "the far node is ready again", within_s=120)
    assert town.end() == []
