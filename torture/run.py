"""One run: people the world, let trouble happen, heal everything, collect what is left, and check it."""

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import msgspec
from sqlalchemy import select

from kairan.entry import Entrance
from kairan.entry.actions import open_session
from kairan.entry.door import COOKIE
from kairan.journal.model import entry_table, stream_table
from kairan.kit.database import Db, open_engine, transaction
from kairan.people import NewMember, create_member, create_organization
from kairan.talk.model import NewRoom
from kairan.talk.rooms import create_room
from kairan.viewer import MemberId, Viewer
from tests.support.server import Server
from torture.checker import faults
from torture.clients import Client, Host, Reader, Writer
from torture.history import Found, History, Kept, Unread
from torture.worlds import World, folder_of

WRITERS, READERS = 6, 4
HEAL_S = 60.0
SOUGHT = 30


class Cast(msgspec.Struct, frozen=True):
    """Who is there, with a token each, and the rooms. The last member comes and goes."""

    members: list[str]
    tokens: list[str]
    rooms: list[str]


class Outcome(msgspec.Struct, frozen=True):
    """What a run gave."""

    faults: list[str]
    acknowledged: int
    repeated: int
    heard: int
    troubles: int


def torture(world: World, seconds: float, seed: int, tell: Callable[[str], None] = lambda _: None) -> Outcome:
    """Run for so many seconds of trouble; the world is left standing."""
    chance = random.Random(seed)  # noqa: S311  (a run can be repeated)
    cast = _people(world)
    writers = [Writer(cast.members[i], cast.tokens[i], world.ways, seed + i, cast.rooms) for i in range(WRITERS)]
    places = [*range(READERS), len(cast.members) - 1]  # the last one comes and goes
    readers = [
        Reader(f"reader {i}", cast.members[place], cast.tokens[place], world.ways, seed + 100 + i)
        for i, place in enumerate(places)
    ]
    host = Host(cast.members[0], cast.tokens[0], world.ways, seed + 200, cast.rooms[0], cast.members[-1])
    clients: list[Client] = [*writers, *readers, host]
    for client in clients:
        client.start()
    backup, troubles = _make_trouble(world, seconds, chance, tell)
    tell("healing")
    for client in [*writers, host]:
        client.stopped.set()
    for client in [*writers, host]:
        client.join(HEAL_S)
    history = _collect(world, cast, readers, backup, chance)
    history.said = [said for writer in writers for said in writer.notebook.said]
    found = faults(history) + [f"{client.name} never came to an end" for client in writers if client.is_alive()]
    found += _verified(world)
    told = [said.told for said in history.said]
    return Outcome(
        found,
        acknowledged=told.count("acknowledged"),
        repeated=told.count("unknown"),
        heard=sum(len(reader.reading.heard) for reader in readers),
        troubles=troubles,
    )


def _make_trouble(world: World, seconds: float, chance: random.Random, tell: Callable[[str], None]) -> tuple[Path, int]:
    """Let one trouble follow the other, every kind at least once; take a backup in the middle of it."""
    backup = folder_of(world) / "backup.tar"
    ends, count, kinds = time.monotonic() + seconds, 0, list(world.troubles)
    while count < len(kinds) or time.monotonic() < ends:
        time.sleep(0.5 + chance.random())
        trouble = kinds[count % len(kinds)]
        tell(getattr(trouble, "__name__", "kill"))
        trouble()
        count += 1
        if count == 2:
            tell("backup")
            made = world.servers[0].run("backup", str(backup))
            if made.returncode != 0:
                raise RuntimeError(f"the backup failed: {made.stderr}")
    return backup, count


def _people(world: World) -> Cast:
    engine = open_engine(_database(world), pool_size=1)
    with transaction(engine) as db:
        organization = create_organization(db, None, "試練市", "municipality")
        members = [
            create_member(db, None, organization, NewMember(login=f"p{i}", name=f"職員 {i}"))
            for i in range(WRITERS + 1)
        ]
        entrance = Entrance(face="single", device="pc", agent="torture")
        tokens = [open_session(db, member_id, entrance) for member_id in members]
        master = Viewer(member_id=members[0], organization_id=organization)
        rooms = [_room(db, master, name, members[1:WRITERS]) for name in ("避難所運営", "道路班")]
    engine.dispose()
    return Cast(list(members), tokens, rooms)


def _room(db: Db, master: Viewer, name: str, members: list[MemberId]) -> str:
    return create_room(db, master, NewRoom(name=name, member_ids=list(members), history="since_joining"))


def _database(world: World) -> str:
    environment = world.servers[0].environment
    return environment.get("KAIRAN_DATABASE") or f"sqlite:///{environment['KAIRAN_DATA']}/kairan.db"


def _collect(world: World, cast: Cast, readers: list[Reader], backup: Path, chance: random.Random) -> History:
    kept = read_record(_database(world))
    _wait_for_readers(readers, kept, cast)
    steady = list(zip(cast.members[:WRITERS], cast.tokens, strict=False))
    history = History(kept=kept, readings=[reader.reading for reader in readers])
    for member_id, token in steady:
        start = _get(world, token, "/api/start")
        history.unread += [
            Unread(member_id, room["id"], room["mine"]["unread"], room["mine"]["read_n"]) for room in start["rooms"]
        ]
    words = [entry.text.split()[1] for entry in kept if entry.kind in {"message.posted", "message.edited"}]
    for word in chance.sample(words, min(SOUGHT, len(words))):
        hits = _get(world, cast.tokens[0], f"/api/search?q={word}")["hits"]
        history.found.append(Found(word, [hit["message"]["id"] for hit in hits]))
    history.restored = _restored(backup)
    return history


def _wait_for_readers(readers: list[Reader], kept: list[Kept], cast: Cast) -> None:
    """Give every reader time to come to the end of what it follows; whoever does not is found out by the checker."""
    heads = {f"room:{room}": 0 for room in cast.rooms}
    for entry in kept:
        if entry.stream in heads:
            heads[entry.stream] = max(heads[entry.stream], entry.seq)

    def is_level(reader: Reader) -> bool:
        return reader.is_current and all(reader.vector.get(stream, head) == head for stream, head in heads.items())

    ends = time.monotonic() + HEAL_S
    while time.monotonic() < ends and not all(map(is_level, readers)):
        time.sleep(0.2)
    for reader in readers:
        reader.stopped.set()
    for reader in readers:
        reader.join(10)
        reader.reading.caught_up = True


def _get(world: World, token: str, path: str) -> Any:  # noqa: ANN401  (as the server says it)
    way = world.ways[0]
    return httpx.get(way + path, cookies={COOKIE: token}, timeout=30).raise_for_status().json()


def read_record(url: str) -> list[Kept]:
    """Read every stream from the database itself, past the server."""
    engine = open_engine(url, pool_size=1)
    columns = (stream_table.c.name, entry_table.c.seq, entry_table.c.kind, entry_table.c.actor_id, entry_table.c.body)
    with transaction(engine) as db:
        rows = db.all(select(*columns).join(stream_table, stream_table.c.no == entry_table.c.stream_no))
    engine.dispose()
    return [_kept(*row) for row in rows]


def _kept(stream: str, seq: int, kind: str, by: str | None, body: str) -> Kept:
    said = msgspec.json.decode(body)
    return Kept(
        stream,
        seq,
        kind,
        by,
        id=said.get("id", ""),
        key=said.get("client_key") or "",
        text=said.get("text", ""),
        n=said.get("n", 0),
        member_id=said.get("member_id", ""),
    )


def _restored(backup: Path) -> list[Kept]:
    """Restore the backup beside everything else, into SQLite, and read its record."""
    data = backup.parent / "restored"
    made = Server(backup.parent, data=data).run("restore", str(backup))
    if made.returncode != 0:
        raise RuntimeError(f"the backup could not be restored: {made.stdout}{made.stderr}")
    return read_record(f"sqlite:///{data}/kairan.db")


def _verified(world: World) -> list[str]:
    verified = world.servers[0].run("verify")
    return [] if verified.returncode == 0 else [f"kairan verify: {verified.stdout}{verified.stderr}"]
