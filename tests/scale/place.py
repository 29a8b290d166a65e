"""Two nodes behind nginx, over PostgreSQL, Valkey or Redis, and a shared bucket or folder: as `deploy/` shows it."""

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kairan.core.edge.cookies import COOKIE, name_of
from tests.scale.proxy import INTERNET, LGWAN, Proxy
from tests.support.broker import Broker
from tests.support.bucket import Buckets
from tests.support.databases import build_schema
from tests.support.postgres import Postgres
from tests.support.processes import private_folder, wait_until
from tests.support.server import Server
from torture.checker import Fault, faults
from torture.clients import Client, Writer
from torture.ending import bring_level, close, kept_until
from torture.history import History
from torture.listening import EventReader, PollingReader, Reader, SocketReader
from torture.people import settle
from torture.run import read_record

DRAIN_S = 5
WRITTEN_S = 120  # for an answer to what was asked last, on a busy machine
HEARD_S = 180
SESSION = name_of(COOKIE, secure=True)  # the nodes are told that they are reached over TLS


class Place:
    """Nodes and what they stand on. `remove` ends everything that was started here."""

    def __init__(self, postgres: Postgres, broker: Broker, buckets: Buckets | None = None) -> None:
        self.folder = private_folder("scale")
        self.buckets = buckets
        self.files = buckets.create("scale") if buckets else (self.folder / "files").as_uri()
        self.database = postgres.create()
        self.url = postgres.url(self.database)
        build_schema(self.url)
        self.cast = settle(self.url, face="internet")
        self.key = self.folder / "secret.key"  # made by the first node, read by all
        self.broker = broker
        self.nodes: list[Server] = []
        self.proxy: Proxy | None = None

    def settings(self, **own: object) -> dict[str, object]:
        """Return what all nodes have in common, and what is one node's own."""
        return {
            "database": self.url,
            "redis": self.broker.url,
            "files": self.files,
            "secret_key_file": self.key,
            "drain_s": DRAIN_S,
            "faces": json.dumps({INTERNET: "internet", LGWAN: "lgwan"}),
            "face_proxies": json.dumps({"internet": ["127.0.0.1", "10.77.0.1"], "lgwan": ["127.0.0.1", "10.77.0.1"]}),
            "url": "https://localhost",
            "rate_limits": "false",
            **own,
        }

    def add(self, name: str) -> Server:
        """Start a node on this machine."""
        node = Server(self._home(name), **self.settings())
        if self.buckets:
            node.environment |= self.buckets.environment
        node.url = f"http://127.0.0.1:{node.port}"
        return self.join(node)

    def join(self, node: Server) -> Server:
        """Start a node."""
        node.start()
        self.nodes.append(node)
        return node

    def open(self) -> Proxy:
        """Put nginx before the nodes."""
        self.proxy = Proxy([node.url.removeprefix("http://") for node in self.nodes])
        self.proxy.start()
        return self.proxy

    def _home(self, name: str) -> Path:
        home = self.folder / name
        home.mkdir()
        return home

    def remove(self) -> None:
        if self.proxy:
            self.proxy.remove()
        for node in self.nodes:
            node.kill()
        shutil.rmtree(self.folder)


class Town:
    """People who write and read through the proxy, and what they were told."""

    def __init__(self, place: Place, writers: int, readers: Sequence[type[Reader]], patience_s: float = 5) -> None:
        assert place.proxy is not None
        self.place, cast, ways = place, place.cast, [place.proxy.url]
        self.writers = [Writer(cast.members[i], cast.tokens[i], ways, i, cast.rooms) for i in range(writers)]
        self.readers = [
            kind(f"{kind.__name__} {i}", cast.members[i % 5], cast.tokens[i % 5], ways, 100 + i)
            for i, kind in enumerate(readers)
        ]
        for client in self.clients:
            client.trust, client.patience_s = place.proxy.trust, patience_s

    @property
    def clients(self) -> list[Client]:
        return [*self.writers, *self.readers]

    @property
    def acknowledged(self) -> int:
        return sum(said.told == "acknowledged" for writer in self.writers for said in writer.notebook.said)

    @property
    def unanswered(self) -> Counter[tuple[str, int]]:
        """What was asked and not answered (0), or answered by "not now": key and status, and how often."""
        return Counter(
            (said.key, said.status)
            for writer in self.writers
            for said in writer.notebook.said
            if said.told == "unknown"
        )

    def begin(self) -> None:
        for client in self.clients:
            client.start()
        wait_until(lambda: all(reader.is_current for reader in self.readers), "everybody reads", 120)

    def end(self) -> list[Fault]:
        """Let everybody come to the end, and hold what they were told against the record."""
        for writer in self.writers:
            writer.stopped.set()
        for writer in self.writers:
            writer.join(WRITTEN_S)
        streams = [f"room:{room}" for room in self.place.cast.rooms]
        end = bring_level(self.place.url, streams, self.readers, HEARD_S)
        for reader in self.readers:
            reader.stopped.set()
        for reader in self.readers:
            reader.join(35)
            close(reader.reading, end)
        said = [one for writer in self.writers for one in writer.notebook.said]
        kept = kept_until(read_record(self.place.url), end)
        found = faults(History(said=said, kept=kept, readings=[reader.reading for reader in self.readers]))
        late = [client.name for client in self.clients if client.is_alive()]
        return found + [Fault("everybody comes to an end", f"{name} did not") for name in late]


EVERY_WAY: tuple[type[Reader], ...] = (SocketReader, SocketReader, SocketReader, EventReader, PollingReader)
