"""One run: people the world, let trouble happen, heal everything, collect what is left, and check it."""

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
import msgspec
from sqlalchemy import select

from kairan.core.edge.cookies import COOKIE
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.database import open_engine, transaction
from tests.support.server import Server
from torture.broadcasts import Answerer, Lead, broken, wait_until_told
from torture.checker import Fault, faults
from torture.clients import Client, Host, Prowler, Writer
from torture.ending import bring_level, close, kept_until
from torture.history import Found, History, Kept, Unread
from torture.listening import EventReader, PollingReader, Reader, SocketReader
from torture.people import COMES_AND_GOES, STRANGER, WRITERS, Cast, settle
from torture.worlds import World, folder_of

READERS: tuple[type[Reader], ...] = (SocketReader, SocketReader, EventReader, PollingReader)
HEAL_S = 180.0
SOUGHT = 30


class Backup(msgspec.Struct, frozen=True):
    """Where it is, and when it was asked for."""

    file: Path
    at_s: float


class Outcome(msgspec.Struct, frozen=True):
    """What a run gave."""

    faults: list[Fault]
    history: History
    acknowledged: int
    repeated: int
    heard: int
    shown: int
    troubles: int


def torture(world: World, seconds: float, seed: int, tell: Callable[[str], None] = lambda _: None) -> Outcome:
    """Run for so many seconds of trouble; the world is left standing."""
    chance = random.Random(seed)  # noqa: S311  (a run can be repeated)
    cast = settle(_database(world))
    writers = [Writer(cast.members[i], cast.tokens[i], world.ways, seed + i, cast.rooms) for i in range(WRITERS)]
    readers = _readers(world, cast, seed)
    prowlers = [
        Prowler(cast.members[who], cast.tokens[who], world.ways, seed + 300 + who, cast.rooms, writers)
        for who in (COMES_AND_GOES, STRANGER)
    ]
    host = Host(cast.members[0], cast.tokens[0], world.ways, seed + 200, cast.rooms, cast.members[COMES_AND_GOES])
    lead = Lead(cast.members[0], cast.tokens[0], world.ways, seed + 400)
    answerers = [Answerer(cast.members[i], cast.tokens[i], world.ways, seed + 500 + i) for i in range(1, WRITERS)]
    active: list[Client] = [*writers, *prowlers, host, lead, *answerers]
    for client in (*active, *readers):
        client.start()
    backup, troubles = _make_trouble(world, seconds, chance, tell)
    tell("healing")
    for client in active:
        client.stopped.set()
    for client in active:
        client.join(HEAL_S)
    history = _collect(world, cast, readers, backup, chance)
    for notebook in (*(writer.notebook for writer in writers), *(prowler.notebook for prowler in prowlers)):
        history.said += notebook.said
        history.marked += notebook.marked
        history.shown += notebook.shown
    found = faults(history) + _broadcast_faults(world, cast, lead, answerers)
    found += [Fault("everybody comes to an end", f"{client.name} did not") for client in active if client.is_alive()]
    found += _verified(world)
    told = [said.told for said in history.said]
    return Outcome(
        found,
        history,
        acknowledged=told.count("acknowledged"),
        repeated=told.count("unknown"),
        heard=sum(len(reader.reading.heard) for reader in readers),
        shown=len(history.shown),
        troubles=troubles,
    )


def _broadcast_faults(world: World, cast: Cast, lead: Lead, answerers: Sequence[Answerer]) -> list[Fault]:
    """Hold what was sent and answered against the record, once nothing is being told any more."""
    wait_until_told(_database(world), HEAL_S)
    answered = [one for answerer in answerers for one in answerer.answered]
    kept = read_record(_database(world))
    return [Fault("a broadcast reaches everybody once", how) for how in broken(kept, lead.sent, answered, cast.members)]


def _readers(world: World, cast: Cast, seed: int) -> list[Reader]:
    """Return a reader for each of the first members, by every way there is, and one for who comes and goes."""
    places: list[tuple[int, type[Reader]]] = [*enumerate(READERS), (COMES_AND_GOES, SocketReader)]
    readers = [
        kind(f"{kind.__name__} {place}", cast.members[place], cast.tokens[place], world.ways, seed + 100 + place)
        for place, kind in places
    ]
    readers[-1].follows_all = False
    return readers


def _make_trouble(
    world: World, seconds: float, chance: random.Random, tell: Callable[[str], None]
) -> tuple[Backup, int]:
    """Let one trouble follow the other, every kind at least once; take a backup in the middle of it."""
    backup = Backup(folder_of(world) / "backup.tar", time.monotonic())
    ends, count, kinds = time.monotonic() + seconds, 0, list(world.troubles)
    while count < len(kinds) or time.monotonic() < ends:
        time.sleep(0.5 + chance.random())
        trouble = kinds[count % len(kinds)]
        tell(getattr(trouble, "__name__", "kill"))
        trouble()
        count += 1
        if count == 2:
            tell("backup")
            backup = Backup(backup.file, time.monotonic())
            made = world.servers[0].run("backup", str(backup.file))
            if made.returncode != 0:
                raise RuntimeError(f"the backup failed: {made.stderr}")
    return backup, count


def _database(world: World) -> str:
    environment = world.servers[0].environment
    return environment.get("KAIRAN_DATABASE") or f"sqlite:///{environment['KAIRAN_DATA']}/kairan.db"


def _collect(world: World, cast: Cast, readers: list[Reader], backup: Backup, chance: random.Random) -> History:
    kept = _kept_when_all_is_heard(_database(world), readers, cast)
    history = History(kept=kept, readings=[reader.reading for reader in readers], backup_at_s=backup.at_s)
    for member_id, token in zip(cast.members, cast.tokens, strict=True):
        start = _get(world, token, "/api/start")
        history.unread += [
            Unread(member_id, room["id"], room["mine"]["unread"], room["mine"]["read_n"]) for room in start["rooms"]
        ]
    words = [entry.text.split()[1] for entry in kept if entry.kind in {"message.posted", "message.edited"}]
    for word in chance.sample(words, min(SOUGHT, len(words))):
        who = chance.choice((0, COMES_AND_GOES, STRANGER))
        hits = _get(world, cast.tokens[who], f"/api/search?q={word}")["hits"]
        history.found.append(Found(cast.members[who], word, tuple(hit["message"]["id"] for hit in hits)))
    history.restored = _restored(backup)
    return history


def _kept_when_all_is_heard(url: str, readers: list[Reader], cast: Cast) -> list[Kept]:
    """Let every reader come to the end of what it follows; return the record up to there."""
    end = bring_level(url, [f"room:{room}" for room in cast.rooms], readers, HEAL_S)
    for reader in readers:
        reader.stopped.set()
    for reader in readers:
        reader.join(10)
        close(reader.reading, end)
    return kept_until(read_record(url), end)


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


def _restored(backup: Backup) -> list[Kept]:
    """Restore the backup beside everything else, into SQLite, and read its record."""
    folder = backup.file.parent
    data = folder / "restored"
    made = Server(folder, data=data).run("restore", str(backup.file))
    if made.returncode != 0:
        raise RuntimeError(f"the backup could not be restored: {made.stdout}{made.stderr}")
    return read_record(f"sqlite:///{data}/kairan.db")


def _verified(world: World) -> list[Fault]:
    verified = world.servers[0].run("verify")
    said = f"{verified.stdout}{verified.stderr}"
    return [] if verified.returncode == 0 else [Fault("kairan verify finds nothing", said)]
