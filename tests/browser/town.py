"""The cast at a real server: who they are, the room they share, and sessions for their browsers."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from kairan.core.edge.cookies import COOKIE
from kairan.core.kit.database import Db, open_engine, sqlite_url, transaction
from kairan.core.viewer import Entrance, Viewer
from kairan.people import set_password
from kairan.sessions.actions import open_session
from kairan.talk.model import RoomId
from tests.cast import Cast, assemble, room_of
from tests.support.databases import build_schema
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

PASSWORD = "回覧の見本のパスワード"
ROOM = "避難所運営"


class Town:
    """A running server on SQLite, and the room 避難所運営 with 佐藤 and 田中 in it."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.url = sqlite_url(folder / "town.db")
        build_schema(self.url)
        with self.transaction() as db:
            self.cast: Cast = assemble(db)
            self.room_id: RoomId = room_of(db, self.cast.sato, self.cast.tanaka, name=ROOM)
            hashed = quickly_hashed(PASSWORD)
            for viewer in (self.cast.sato, self.cast.tanaka, self.cast.guest):
                set_password(db, viewer, hashed)
        self.server = Server(folder, database=self.url, **settings)

    @contextmanager
    def transaction(self) -> Iterator[Db]:
        """Change something beside the server; nobody is told."""
        engine = open_engine(self.url, pool_size=1)
        with transaction(engine) as db:
            yield db
        engine.dispose()

    def token(self, viewer: Viewer) -> str:
        """Open a session; what the sign-in page does is tested by itself."""
        with self.transaction() as db:
            return open_session(db, viewer.member_id, Entrance(face="single", device="pc", agent="test"))

    def client(self, viewer: Viewer) -> httpx.Client:
        """Give a client that is signed in; close it when done."""
        headers, cookies = {"Origin": self.server.url}, {COOKIE: self.token(viewer)}
        return httpx.Client(base_url=self.server.url, headers=headers, cookies=cookies, timeout=60)

    def texts(self, viewer: Viewer, room_id: RoomId | None = None, newest: int = 100) -> list[str]:
        """Return what the server has, in its order."""
        with self.client(viewer) as client:
            messages: list[dict[str, str]] = []
            before: dict[str, int | float] = {}
            for _ in range(math.ceil(newest / 100)):
                path = f"/api/rooms/{room_id or self.room_id}/messages"
                page = client.get(path, params={"limit": 100, **before}).raise_for_status().json()
                messages = page["messages"] + messages
                if not page["has_before"]:
                    break
                before = {"before": page["messages"][0]["seq"]}
        return [message["text"] for message in messages]


@contextmanager
def town_at(folder: Path, **settings: object) -> Iterator[Town]:
    """Serve until the end of the block."""
    town = Town(folder, **settings)
    town.server.start()
    try:
        yield town
    finally:
        town.server.stop()
