"""The work of `kairan restore`: a whole backup into an empty installation, or nothing.

Everything is checked before anything is touched. Blobs come first, then all rows in one transaction: what fails
leaves no row, and the blobs that were brought are taken away again.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Self

import msgspec
from sqlalchemy import MetaData, Table, delete, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from kairan.commands.manifest import OWN_ROWS, BlobLine, Manifest, member_of, read_manifest, tables_kept
from kairan.commands.progress import Step, Telling
from kairan.core.journal.summary import digest_of_heads
from kairan.core.kit.archive import BLOB_LIST, MANIFEST, ArchiveReader, Part, Place, Sum, blob_member, damaged
from kairan.core.kit.blobs import Blobs
from kairan.core.kit.database import Db
from kairan.core.kit.dump import go_on_counting, load_rows, point_back, points_back
from kairan.core.kit.migrate import newest_revision, rebuild_empty, upgrade
from kairan.core.words import Refusal
from kairan.schema import metadata
from kairan.talk.search import rebuild_index


def checked_manifest(archive: ArchiveReader, told: Telling) -> Manifest:
    """Return the manifest of an archive in which every member is what the manifest says."""
    manifest = read_manifest(archive.manifest())
    members: dict[str, Part] = {member_of(name): part for name, part in manifest.tables.items()}
    if archive.parts.keys() != {*members, BLOB_LIST, MANIFEST} or archive.blobs != manifest.blobs:
        raise damaged(MANIFEST)
    step = told.step("控えの確認", "Checking", len(members) + manifest.blobs)
    archive.require(archive.parts[BLOB_LIST], manifest.blob_list)
    for name, part in members.items():
        archive.require(archive.parts[name], part)
        step.advance()
    for place, part in _listed_blobs(archive):
        archive.require(place, part)
        step.advance()
    return manifest


def _listed_blobs(archive: ArchiveReader) -> Iterator[tuple[Place, Part]]:
    """Yield every blob with its line of the list; both are in the same order."""
    places = archive.blob_places()
    for line in archive.lines(BLOB_LIST):
        listed = _parsed(line)
        if listed.part is None:
            continue
        place = next(places, None)
        if place is None or place.name != blob_member(listed.key):
            raise damaged(BLOB_LIST)
        yield place, listed.part
    if next(places, None) is not None:
        raise damaged(BLOB_LIST)


def _parsed(line: bytes) -> BlobLine:
    try:
        return msgspec.json.decode(line, type=BlobLine)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise damaged(BLOB_LIST) from error


def require_empty(db: Db) -> None:
    """Refuse an installation in which there is anything."""
    for table in metadata.sorted_tables:
        if table.name not in OWN_ROWS and db.first(select(*table.primary_key.columns).limit(1)) is not None:
            raise Refusal(
                "ここにはすでにデータがあります。復元は、空のデータベースに対してだけ行えます。",
                "There is data here already. A backup can be restored into an empty database only.",
            )


def restore_rows(db: Db, archive: ArchiveReader, manifest: Manifest, told: Telling) -> None:
    """Load every table and make the search index, inside one transaction."""
    _keep_others_out(db)
    require_empty(db)
    _clear_own_rows(db)
    tables = _tables_of(db, manifest)
    step = told.step("記録", "Records", sum(part.rows for part in manifest.tables.values()))
    for table in tables:
        with _refusals(table):
            if _load(db, table, archive, step) != manifest.tables[table.name].rows:
                raise damaged(member_of(table.name))
    if manifest.revision != newest_revision():
        upgrade(db.connection)
    if digest_of_heads(db) != manifest.heads:
        raise damaged(MANIFEST)
    _make_index(db, manifest, told)


def _keep_others_out(db: Db) -> None:
    """Let a server that runs on the same database write nothing meanwhile; SQLite has one writer anyway."""
    if db.dialect == "postgresql":
        db.execute(text("LOCK TABLE stream IN EXCLUSIVE MODE"))


def _clear_own_rows(db: Db) -> None:
    for table in metadata.sorted_tables:
        if table.name in OWN_ROWS:
            db.execute(delete(table))


def _tables_of(db: Db, manifest: Manifest) -> list[Table]:
    """Return the tables the rows go into. An older backup is loaded into the tables of its time, then migrated."""
    tables = tables_kept()
    if manifest.revision != newest_revision():
        rebuild_empty(db.connection, manifest.revision)
        then = MetaData()
        then.reflect(db.connection, only=lambda name, _: name in manifest.tables)
        tables = then.sorted_tables
    if {table.name for table in tables} != manifest.tables.keys():
        raise damaged(MANIFEST)
    return tables


def _load(db: Db, table: Table, archive: ArchiveReader, step: Step) -> int:
    loaded = load_rows(db, table, archive.lines(member_of(table.name)), step.advance)
    if points_back(table):
        point_back(db, table, archive.lines(member_of(table.name)))
    go_on_counting(db, table)
    return loaded


@contextmanager
def _refusals(table: Table) -> Iterator[None]:
    """Say into which table a row does not fit; trouble with the disk or the connection passes."""
    try:
        yield
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise damaged(member_of(table.name)) from error
    except OperationalError:
        raise
    except DBAPIError as error:
        raise Refusal(
            f"「{table.name}」の行を書き込めません: {error.orig}",
            f"A row of {table.name} cannot be written: {error.orig}",
        ) from error


def _make_index(db: Db, manifest: Manifest, told: Telling) -> None:
    messages = manifest.tables["message"].rows
    step = told.step("検索の索引", "Search index", messages)
    rebuild_index(db, lambda done: step.reach(done, messages))


class RestoredBlobs:
    """Brings the blobs of a backup into the store, and takes them away again if the block fails."""

    def __init__(self, archive: ArchiveReader, blobs: Blobs) -> None:
        self._archive = archive
        self._blobs = blobs

    def __enter__(self) -> Self:
        """Begin a list of what was brought."""
        self._brought = tempfile.TemporaryFile()
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        """Leave nothing behind after a failure."""
        with self._brought:
            if error is not None:
                self._brought.seek(0)
                asyncio.run(self._blobs.delete(*(line.decode().strip() for line in self._brought)))

    def bring(self, step: Step) -> None:
        """Store every blob. One that is there already, the same, is not ours to take away."""
        asyncio.run(self._bring(step))

    async def _bring(self, step: Step) -> None:
        for place, part in _listed_blobs(self._archive):
            key = place.name.removeprefix("blobs/")
            if await self._blobs.exists(key):
                await self._require_same(key, part)
            else:
                self._brought.write(key.encode() + b"\n")
                await self._blobs.put(key, self._chunks(place))
            step.advance()

    async def _chunks(self, place: Place) -> AsyncIterator[bytes]:
        for chunk in self._archive.chunks(place):
            yield chunk

    async def _require_same(self, key: str, part: Part) -> None:
        counted = Sum()
        async for chunk in self._blobs.get(key):
            counted.add(chunk)
        if counted.part != part:
            raise Refusal(
                f"ファイルの置き場に、別の内容のファイルがすでにあります（{key}）。空の置き場を設定してください。",
                f"The place for files already holds another file under {key}. Please set an empty place.",
            )
