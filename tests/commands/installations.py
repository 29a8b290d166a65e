"""Installations to keep, damage and restore: each with a database and a folder of its own."""

import asyncio
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import insert, select, update

from kairan.commands.manifest import LEFT_OUT
from kairan.commands.server import prepare
from kairan.core.journal import erase_body
from kairan.core.kit.blobs import new_key, open_blobs
from kairan.core.kit.database import Db, metadata, open_engine, sqlite_url, transaction
from kairan.core.kit.ids import new_id
from kairan.core.kit.jobs import enqueue
from kairan.core.settings import Settings
from kairan.core.viewer import Entrance, Viewer
from kairan.files import file_table
from kairan.people import create_department, department_table
from kairan.sessions.actions import open_session
from kairan.talk.actions import edit_message, remove_message, send_message
from kairan.talk.model import Draft, Message, RoomId
from kairan.talk.reactions import add_reaction
from tests.cast import Cast, assemble, room_of, say
from tests.support.databases import Kind, name_in
from tests.support.postgres import Postgres

PHOTO = b"\x89PNG" + bytes(range(256)) * 3_000  # more than one chunk
THUMBNAIL = b"a small picture"


class Reminder(msgspec.Struct, frozen=True):
    """A job that waits."""

    text: str


class Installations:
    """Gives empty installations, and copies of one in which people have talked, on either kind of database."""

    def __init__(self, folder: Path, postgres: Postgres) -> None:
        self._folder = folder
        self._postgres = postgres
        self._numbers = count(1)
        self._examples: dict[Kind, Settings] = {}

    def empty(self, kind: Kind) -> Settings:
        """Give settings of a place where nothing is, not even a schema."""
        data = self._folder / str(next(self._numbers))
        data.mkdir()
        return self._settings(data, None if kind == "sqlite" else self._postgres.create())

    def _settings(self, data: Path, database: str | None) -> Settings:
        url = sqlite_url(data / "kairan.db") if database is None else self._postgres.url(database)
        return Settings(data=data, database=url)

    def filled(self, kind: Kind) -> Settings:
        """Give an installation in which people have talked."""
        example = self._examples.get(kind) or self._example(kind)
        data = self._folder / str(next(self._numbers))
        shutil.copytree(example.data, data)
        return self._settings(data, None if kind == "sqlite" else self._postgres.create(name_in(example.database)))

    def _example(self, kind: Kind) -> Settings:
        self._examples[kind] = example = self.empty(kind)
        prepare(example)
        with writing(example) as db:
            fill(db, example)
        return example


@contextmanager
def writing(settings: Settings) -> Iterator[Db]:
    """Open one transaction."""
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        with transaction(engine) as db:
            yield db
    finally:
        engine.dispose()


def fill(db: Db, settings: Settings) -> Cast:
    """Let people talk, so that every table has something that could get lost."""
    cast = assemble(db)
    room = room_of(db, cast.sato, cast.tanaka, cast.suzuki, name="避難所運営 🏫")
    first = say(db, cast.sato, room, '髙橋さん、葛\U000e0100城の件\n確認お願いします。<b>& "引用"\'')
    say(db, cast.tanaka, room, "了解です。", first.id)
    add_reaction(db, cast.tanaka, first.id, "👍")
    edit_message(db, cast.sato, first.id, "高橋さん、葛城の件を確認しました。")
    remove_message(db, cast.tanaka, say(db, cast.tanaka, room, "取り消す文").id)
    erase_body(db, f"room:{room}", say(db, cast.suzuki, room, "保存期間が過ぎた文").seq, None)
    send_photo(db, settings, cast.tanaka, room)
    reorganise(db, cast)
    open_session(db, cast.sato.member_id, Entrance("single", "pc"))
    enqueue(db, "remind", Reminder("回覧の期限"), due_at=4_000_000_000_000)
    return cast


def send_photo(db: Db, settings: Settings, viewer: Viewer, room: RoomId) -> Message:
    """Send a message with a picture, whose bytes are in the store."""
    file_id, blob, thumbnail = new_id(), new_key(), new_key()
    store_blob(settings, blob, PHOTO)
    store_blob(settings, thumbnail, THUMBNAIL)
    db.execute(
        insert(file_table).values(
            id=file_id,
            organization_id=viewer.organization_id,
            uploader_id=viewer.member_id,
            name="崖崩れ.png",
            size=len(PHOTO),
            type="image/png",
            digest=hashlib.sha256(PHOTO).digest(),
            width=640,
            height=480,
            state="clean",
            blob_key=blob,
            thumbnail_key=thumbnail,
            created_at=1_790_000_000_000,
        )
    )
    return send_message(db, viewer, room, Draft(client_key=file_id, text="現場です", file_ids=[file_id]))


def store_blob(settings: Settings, key: str, data: bytes) -> None:
    """Put bytes where files lie."""
    asyncio.run(open_blobs(settings.files_url).put(key, data))


def reorganise(db: Db, cast: Cast) -> None:
    """Put an old department under a new one: a row then names one that comes later."""
    bureau = create_department(db, None, cast.city, "健康福祉部")
    db.execute(update(department_table).where(department_table.c.id == cast.welfare).values(parent_id=bureau))


def contents(settings: Settings, *, without: frozenset[str] = LEFT_OUT) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    with writing(settings) as db:
        return {
            table.name: sorted((tuple(row) for row in db.all(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table.name not in without
        }


def files_of(settings: Settings) -> dict[str, bytes]:
    """Return every stored file by its key."""
    folder = settings.data / "files"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
