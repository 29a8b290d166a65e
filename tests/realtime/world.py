"""A small world to carry frames for: people stay in dens, and what is said in a den is heard by who stays there.

Realtime knows no domain, so its tests bring their own, with real streams in a real database.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, insert, select, update

from kairan.core.journal import Body, Entry, Span, append, entries_after, head, register_reader
from kairan.core.kit.database import Db
from kairan.core.kit.store import Store, open_store
from kairan.core.realtime import Bus, Live, LiveSettings
from kairan.core.realtime.frames import ByeCode, Hello
from kairan.core.realtime.reader import Batch, Reader
from kairan.core.viewer import MemberId, OrganizationId, Viewer

T = TypeVar("T")
TOWN = OrganizationId("town")

_tables = MetaData()
stay_table = Table(
    "stay",
    _tables,
    Column("no", Integer, primary_key=True),
    Column("member_id", String(20)),
    Column("den", String(20)),
    Column("first", Integer),
    Column("last", Integer),
)


_known = dict(Body.known)


class Said(Body, frozen=True):
    kind = "den.said"
    text: str


class Came(Body, frozen=True):
    kind = "den.came"
    opens: dict[str, Any]


class Went(Body, frozen=True):
    kind = "den.went"
    closes: str


class SignedOut(Body, frozen=True):
    kind = "session.ended"
    session_id: str


Body.known.clear()
Body.known.update(_known)  # these kinds are not the product's


def may_read_den(db: Db, viewer: Viewer, den: str) -> Span | None:
    rows = select(stay_table.c.first, stay_table.c.last)
    mine = rows.where(stay_table.c.member_id == viewer.member_id, stay_table.c.den == den)
    row = db.first(mine.order_by(stay_table.c.no.desc()))
    return None if row is None else Span(row[0], row[1])


def may_read_own(_db: Db, viewer: Viewer, member_id: str) -> Span | None:
    return Span() if viewer.member_id == member_id else None


def stays(db: Db, member: str, den: str) -> list[Span]:
    """Every time somebody was in a den."""
    rows = db.all(
        select(stay_table.c.first, stay_table.c.last).where(stay_table.c.member_id == member, stay_table.c.den == den)
    )
    return [Span(row[0], row[1]) for row in rows]


def stay_schema(engine: Engine) -> None:
    _tables.create_all(engine)


register_reader("den", may_read_den)
register_reader("own", may_read_own)


def followed(db: Db, viewer: Viewer) -> list[str] | None:
    if viewer.session_id == "over":
        return None
    mine = select(stay_table.c.den).where(stay_table.c.member_id == viewer.member_id, stay_table.c.last.is_(None))
    return [f"own:{viewer.member_id}", *(f"den:{den}" for den in db.scalars(mine))]


def say(db: Db, den: str, text: str = "おはようございます") -> Entry:
    return append(db, f"den:{den}", Said(text=text), None)


def come(db: Db, member: str, den: str, first: int | None = None) -> None:
    """Enter a den; `first` is the first entry to be seen of the past, the coming itself if not given."""
    came = append(db, f"den:{den}", Said(text=f"{member} came"), None)
    db.execute(insert(stay_table).values(member_id=member, den=den, first=first or came.seq))
    append(db, f"own:{member}", Came(opens={"stream": f"den:{den}", "seq": came.seq}), None)


def go(db: Db, member: str, den: str) -> None:
    gone = append(db, f"den:{den}", Said(text=f"{member} went"), None)
    own = (stay_table.c.member_id == member, stay_table.c.den == den, stay_table.c.last.is_(None))
    db.execute(update(stay_table).where(*own).values(last=gone.seq))
    append(db, f"own:{member}", Went(closes=f"den:{den}"), None)


def sign_out(db: Db, member: str, session_id: str) -> None:
    append(db, f"own:{member}", SignedOut(session_id=session_id), None)


def person(member: str, session: str | None = None) -> Viewer:
    return Viewer(member_id=MemberId(member), organization_id=TOWN, session_id=session or f"{member}-1")


SATO, ITO, STRANGER = person("sato"), person("ito"), person("stranger")


class Listener:
    """A client's end: keeps the frames, and checks the promise while they come."""

    def __init__(self, live: Live, viewer: Viewer, vector: dict[str, int]) -> None:
        self.frames: list[dict[str, Any]] = []
        self.messages: list[bytes] = []
        self.vector = dict(vector)
        self.is_reading = True
        self.closed: ByeCode | None = None
        self.broken: list[str] = []  # holes and repetitions; the world looks at the end
        self.reader: Reader = live.admit(viewer, "websocket")
        self.reader.sink = self

    def write(self, batch: Batch) -> bool:
        if not self.is_reading:
            return False
        self._note(batch)
        return True

    def finish(self, last: Batch, code: ByeCode) -> None:
        if self.is_reading:
            self._note(last)
        self.closed = code

    def read_again(self) -> None:
        self.is_reading = True
        self.reader.flush()

    def _note(self, batch: Batch) -> None:
        self.messages.append(batch.text)
        for line in batch.text.split(b"\n"):
            frame = json.loads(line)
            self.frames.append(frame)
            self._heed(frame)

    def _heed(self, frame: dict[str, Any]) -> None:
        """Move the vector as a client does; a hole or a repetition breaks the promise."""
        if frame["t"] == "entry":
            expected = self.vector.get(frame["s"], 0) + 1
            if frame["q"] != expected:
                self.broken.append(f"{frame['s']}: expected {expected}, got {frame['q']}")
            self.vector[frame["s"]] = frame["q"]
            if closes := frame["b"].get("closes"):
                self.vector.pop(closes, None)
            if opens := frame["b"].get("opens"):
                self.vector.setdefault(opens["stream"], opens["seq"])
        elif frame["t"] == "refetch":
            self.vector[frame["s"]] = frame["q"]
        elif frame["t"] == "closed":
            self.vector.pop(frame["s"], None)

    def seqs(self, stream: str) -> list[int]:
        return [frame["q"] for frame in self.frames if frame["t"] == "entry" and frame["s"] == stream]

    def kinds(self) -> list[str]:
        return [frame["t"] for frame in self.frames]

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [frame for frame in self.frames if frame["t"] == kind]


class World:
    """One node: a store, the realtime part, and what happens."""

    def __init__(self, store: Store, live: Live) -> None:
        self.store = store
        self.live = live
        self.listeners: list[Listener] = []

    async def do(self, action: Callable[..., T], *args: object) -> T:
        return await self.store.write(action, *args)

    async def head(self, stream: str) -> int:
        return await self.store.read(head, stream)

    async def entries(self, stream: str) -> list[Entry]:
        return await self.store.read(entries_after, stream, 0, 10_000)

    async def join(self, viewer: Viewer, vector: dict[str, int] | None = None, look: str | None = None) -> Listener:
        """Connect and say hello."""
        listener = Listener(self.live, viewer, vector or {})
        self.listeners.append(listener)
        await self.live.greet(listener.reader, Hello(vector or {}, look))
        await self.settle()
        return listener

    def leave(self, listener: Listener) -> None:
        self.live.dismiss(listener.reader)

    async def settle(self, seconds: float = 0.02) -> None:
        """Let what is under way arrive."""
        await asyncio.sleep(seconds)

    async def sees(self, seen: Callable[[], object], expected: object) -> None:
        """Assert that something comes to be so; it may take long where the machine is slow."""
        with suppress(TimeoutError):
            await self.until(lambda: seen() == expected)
        assert seen() == expected

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something; it must happen, however slow the machine is."""
        async with asyncio.timeout(30):
            while not happened():
                await asyncio.sleep(0.01)


@asynccontextmanager
async def world(
    database_url: str, bus: Bus | None = None, settings: LiveSettings | None = None
) -> AsyncIterator[World]:
    """Run a node on a database; several may run on one."""
    store = open_store(database_url)
    stay_schema(store.engine)
    await store.start()
    live = Live(store, followed, bus=bus, personal_kind="own", room_kind="den", settings=settings)
    async with live:
        town = World(store, live)
        yield town
    await store.stop()
    for listener in town.listeners:
        assert not listener.broken


def run(work: Callable[[], Awaitable[None]]) -> None:
    """Run a test's coroutine, but not for ever."""

    async def bounded() -> None:
        async with asyncio.timeout(60):
            await work()

    asyncio.run(bounded())


def entry_of(stream: str, seq: int, text: str = "x") -> Entry:
    """An entry that is in no database: for tests of order alone."""
    return Entry(stream, seq, "den.said", 0, None, msgspec.Raw(json.dumps({"text": text}).encode()))
