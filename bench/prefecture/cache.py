"""Seed once, keep the result: `bench/cache/<what it is>/`, some 1.3 GB for a million messages.

    python -m bench.prefecture [--messages 6000000]

What is kept is named by its size, the seeder's version and what the index makes of the sentences. A later schema
is brought in by the product's own migrations, as in an office that updates.
"""

import hashlib
import multiprocessing
import shutil
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import msgspec
from sqlalchemy import select

from bench.prefecture.index import take_in_sqlite_index, write_postgresql_index, write_sqlite_index
from bench.prefecture.life import Plan, Size, happenings
from bench.prefecture.people import BUSY, build_plan
from bench.prefecture.rows import Records
from bench.prefecture.words import sentences
from bench.prefecture.writing import HEADS, MARKS, NEWEST, ROOTS, PostgresTarget, SqliteTarget, Target
from kairan.commands.server import prepare
from kairan.core.kit.database import open_engine, transaction
from kairan.core.kit.text import fold, grams
from kairan.core.settings import Settings
from kairan.people import organization_table

VERSION = 1
CACHE = Path(__file__).parent.parent / "cache"
BATCH = 20_000
ORDINARY_ROOMS = 25
Tell = Callable[[str], None]


class Prefecture(msgspec.Struct, frozen=True):
    """A filled database: where it is, how large, how long it took, and who is who in it."""

    folder: str
    database: str
    messages: int
    rooms: int
    people: int
    seconds: float
    organization_id: str
    busy: str
    ordinary: str
    """Somebody in as many rooms as most are."""
    rooms_of: dict[str, list[str]]
    """The rooms of these two, the ones with most messages first."""

    @property
    def path(self) -> Path:
        """The data folder."""
        return Path(self.folder)

    def bytes(self) -> int:
        """Return the size on disk."""
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())


def prefecture(size: Size | None = None, tell: Tell = print) -> Prefecture:
    """Return the big database, made now if it is not there yet."""
    size = size or Size()
    folder = CACHE / f"{size.name()}-{VERSION}-{_digest_of_tokens()}"
    described = folder / "prefecture.json"
    if not described.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        tell(f"seeding {size.messages:,} messages into {folder} …")
        made = seed(folder, "", size, tell)
        described.write_bytes(msgspec.json.encode(made))
    else:
        prepare(Settings(data=folder))  # an update's migrations must not count as a slow start
    kept = msgspec.json.decode(described.read_bytes(), type=Prefecture)
    return msgspec.structs.replace(kept, folder=str(folder))  # it may have been made elsewhere


def _digest_of_tokens() -> str:
    tokens = sorted(grams(fold(" ".join(sentences()))))
    return hashlib.sha256(" ".join(tokens).encode()).hexdigest()[:8]


def seed(folder: Path, database: str, size: Size, tell: Tell) -> Prefecture:
    """Fill an empty installation."""
    began = time.perf_counter()
    settings = Settings(data=folder, database=database)
    prepare(settings)
    engine = open_engine(settings.database_url, pool_size=1)
    with transaction(engine) as db:
        plan = build_plan(db, size)
    with transaction(engine) as db:
        organization_id = db.scalar(select(organization_table.c.id).where(organization_table.c.kind == "prefecture"))
    engine.dispose()
    tell(f"people and rooms: {time.perf_counter() - began:.0f} s")
    index = folder / "index.db"
    write = (write_postgresql_index, (settings.database_url,)) if database else (write_sqlite_index, (index,))
    beside = multiprocessing.get_context("spawn").Process(target=write[0], args=(*write[1], plan, size), daemon=True)
    beside.start()
    file = folder / "kairan.db"
    records = _tell_story(PostgresTarget(settings.database_url) if database else SqliteTarget(file), plan, size, tell)
    tell(f"messages and entries: {time.perf_counter() - began:.0f} s")
    beside.join()
    if beside.exitcode != 0:
        raise RuntimeError(f"the index was not written: {beside.exitcode}")
    if not database:
        take_in_sqlite_index(file, index)
    seconds = time.perf_counter() - began
    tell(f"all: {seconds:.0f} s")
    return _described(folder, database, size, plan, records, seconds, organization_id)


def _tell_story(target: Target, plan: Plan, size: Size, tell: Tell) -> Records:
    records, story = Records(plan), happenings(plan, size)
    done, began = 0, time.perf_counter()
    while batch := list(islice(story, BATCH)):
        for happening in batch:
            records.add(happening)
        for table, rows in records.taken().items():
            target.insert(table, rows)
        done += len(batch)
        if done % (25 * BATCH) == 0:
            tell(f"  {done:,} entries, {done / (time.perf_counter() - began):,.0f}/s")
    _close_story(target, plan, records)
    return records


def _close_story(target: Target, plan: Plan, records: Records) -> None:
    """Write what the story leads to: threads, heads, ordinals, marks."""
    rooms = list(enumerate(plan.rooms))
    target.change(HEADS, [(records.seqs[number], records.digests[number], room.no) for number, room in rooms])
    target.change(NEWEST, [(n, seq or None, rooms[number][1].no) for number, (n, seq) in enumerate(records.newest)])
    target.change(MARKS, records.marks())
    threads = records.threads.rows()
    while some := list(islice(threads, BATCH)):
        target.change(ROOTS, [root for root, _ in some])
        target.insert("thread_mark", [mark for _, marks in some for mark in marks])
    target.close()


def _described(
    folder: Path, database: str, size: Size, plan: Plan, records: Records, seconds: float, organization_id: str
) -> Prefecture:
    of_member: dict[int, list[int]] = {}
    for number, room in enumerate(plan.rooms):
        for member in room.members:
            of_member.setdefault(member, []).append(number)
    ordinary = min(of_member, key=lambda one: abs(len(of_member[one]) - ORDINARY_ROOMS))
    rooms_of = {
        plan.ids[member]: [
            plan.rooms[number].id for number in sorted(of_member[member], key=lambda number: -records.newest[number][0])
        ]
        for member in (BUSY, ordinary)
    }
    return Prefecture(
        folder=str(folder),
        database=database,
        messages=size.messages,
        rooms=size.rooms,
        people=size.people,
        seconds=seconds,
        organization_id=organization_id,
        busy=plan.ids[BUSY],
        ordinary=plan.ids[ordinary],
        rooms_of=rooms_of,
    )
