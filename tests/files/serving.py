"""The real application in this process, on a port of its own, with the cast signed in."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn

from kairan.app import build
from kairan.core.edge.authentication import COOKIE
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.settings import Settings
from kairan.core.viewer import Entrance, Viewer
from kairan.sessions.actions import open_session
from kairan.talk.model import RoomId
from tests.cast import Cast, assemble, room_of
from tests.support.processes import wait_until

FILE_BYTES = 3 * 1024 * 1024


class Town:
    """A running server and who is signed in at it."""

    def __init__(self, url: str, folder: Path) -> None:
        self.settings = Settings(data=folder, database=url, file_bytes=FILE_BYTES, port=0)
        self.engine = open_engine(url, pool_size=1)
        with transaction(self.engine) as db:
            self.cast: Cast = assemble(db)
            self.room_id: RoomId = room_of(db, self.cast.sato, self.cast.tanaka)
            people = (self.cast.sato, self.cast.tanaka, self.cast.stranger, self.cast.neighbour)
            self.tokens = {one.member_id: self._token(db, one) for one in people}
        self.port = 0
        self._clients: dict[str, httpx.Client] = {}

    def _token(self, db: Db, viewer: Viewer) -> str:
        return open_session(db, viewer.member_id, Entrance(face="single", device="pc", agent="test"))

    @property
    def sato(self) -> httpx.Client:
        return self.client(self.cast.sato)

    @property
    def tanaka(self) -> httpx.Client:
        return self.client(self.cast.tanaka)

    @property
    def stranger(self) -> httpx.Client:
        return self.client(self.cast.stranger)

    def client(self, viewer: Viewer) -> httpx.Client:
        """What the viewer's browser would be; the same one each time."""
        if viewer.member_id not in self._clients:
            cookies = {COOKIE: self.tokens[viewer.member_id]}
            base_url = f"http://127.0.0.1:{self.port}"
            self._clients[viewer.member_id] = httpx.Client(base_url=base_url, cookies=cookies, timeout=30)
        return self._clients[viewer.member_id]

    def raw(self, head: str, body: bytes) -> socket.socket:
        """Begin a request by hand; the caller decides how it ends."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        cookie = f"{COOKIE}={self.tokens[self.cast.sato.member_id]}"
        connection.sendall(f"{head}\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookie}\r\n\r\n".encode() + body)
        return connection

    def close(self) -> None:
        for client in self._clients.values():
            client.close()
        self.engine.dispose()

    def blobs(self) -> list[Path]:
        return [path for path in (self.settings.data / "files").rglob("*") if path.is_file()]


@contextmanager
def town_at(url: str, folder: Path) -> Iterator[Town]:
    """Serve until the end of the block."""
    town = Town(url, folder)
    config = uvicorn.Config(build(town.settings), host="127.0.0.1", port=0, ws="none", log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="server")
    thread.start()
    try:
        wait_until(lambda: server.started or not thread.is_alive(), "the server starts")
        town.port = server.servers[0].sockets[0].getsockname()[1]
        yield town
    finally:
        town.close()
        server.should_exit = True
        thread.join(30)
