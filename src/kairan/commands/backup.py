"""The work of `kairan backup`: one state of everything in one file, while the server runs.

The tables are read in one snapshot, the blobs after it: a blob never changes under its key, and one that an entry
shows is not deleted.
"""

import asyncio
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

import msgspec
from sqlalchemy import Table, func, select

from kairan.anchors.model import Head
from kairan.anchors.queries import present_heads
from kairan.applications.attachment_model import application_file_table
from kairan.commands.manifest import BlobLine, Manifest, TablePart, member_of, tables_kept
from kairan.commands.progress import Step, Telling
from kairan.core.journal.summary import digest_of_heads
from kairan.core.kit.archive import BLOB_LIST, CHUNK, MANIFEST, ArchiveWriter, Part, blob_member
from kairan.core.kit.blobs import Blobs, open_blobs
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.dump import dump_rows
from kairan.core.kit.migrate import newest_revision
from kairan.core.kit.problems import StorageUnavailable
from kairan.core.kit.snapshot import snapshot
from kairan.core.settings import Settings
from kairan.files import file_table

ATTEMPTS = 3  # at one blob, when its store stumbles on the way
LIST_IN_MEMORY = 8 * 1024 * 1024  # bytes of the list of blobs; more goes to a temporary file

_encode = msgspec.json.Encoder().encode
_f, _r = file_table.c, application_file_table.c


class Wanted(msgspec.Struct, frozen=True):
    """A blob that a row of the snapshot names."""

    key: str
    sha256: str | None  # as received; thumbnails have none
    is_shown: bool  # by an entry; others may not have come yet, or be cleaned away by now


class Made(msgspec.Struct, frozen=True):
    """The backup, and which blobs that entries show are gone, or are not what was once received."""

    manifest: Manifest
    heads: list[Head]
    gone: list[str]
    altered: list[str]


class _State(msgspec.Struct, frozen=True):
    """What the snapshot held."""

    at: int
    database: str
    tables: dict[str, TablePart]
    digest: str
    heads: list[Head]


def write_backup(archive: ArchiveWriter, settings: Settings, told: Telling) -> Made:
    """Write every member, the manifest last."""
    with _spooled() as wanted, _spooled() as listing:
        with snapshot(settings.database_url) as db:
            state = _write_tables(archive, db, told)
            wanted.writelines(_encode(blob) + b"\n" for blob in _wanted(db))
            files = db.scalar(select(func.count()).select_from(file_table))
            files += db.scalar(select(func.count()).select_from(application_file_table))
        wanted.seek(0)
        copier = _Copier(archive, open_blobs(settings.files_url), listing)
        asyncio.run(copier.copy_all(wanted, told.step("ファイル", "Files", files)))
        listing.seek(0)
        blob_list = archive.add(BLOB_LIST, iter(lambda: listing.read(CHUNK), b""))
    manifest = Manifest(
        revision=newest_revision(),
        at=state.at,
        database=state.database,
        tables=state.tables,
        heads=state.digest,
        blobs=copier.count,
        missing=copier.missing,
        blob_list=blob_list,
    ).sealed()
    archive.add(MANIFEST, [manifest.encoded()])
    return Made(manifest, state.heads, _without_erased(settings, copier.gone), copier.altered)


def _spooled() -> "SpooledTemporaryFile[bytes]":
    return SpooledTemporaryFile(LIST_IN_MEMORY)


def _write_tables(archive: ArchiveWriter, db: Db, told: Telling) -> _State:
    tables = tables_kept()
    counts = {table.name: int(db.scalar(select(func.count()).select_from(table))) for table in tables}
    at, step = now_ms(), told.step("記録", "Records", sum(counts.values()))
    parts = {table.name: _write_table(archive, db, table, step) for table in tables}
    return _State(at, db.dialect, parts, digest_of_heads(db), present_heads(db))


def _write_table(archive: ArchiveWriter, db: Db, table: Table, step: Step) -> TablePart:
    rows = 0

    def tell(more: int) -> None:
        nonlocal rows
        rows += more
        step.advance(more)

    part = archive.add(member_of(table.name), dump_rows(db, table, tell))
    return TablePart(part.size, part.sha256, rows)


def _wanted(db: Db) -> Iterator[Wanted]:
    """Yield every blob that a row names: what is attached in talk, then what residents attached."""
    yield from _of_entries(db)
    yield from _of_applications(db)


def _of_applications(db: Db) -> Iterator[Wanted]:
    columns = (_r.blob_key, _r.thumbnail_key, _r.digest, _r.application_id)
    statement = select(*columns).where(_r.state.in_(("unchecked", "clean")))
    rows = db.connection.execute(statement.order_by(_r.id), execution_options={"yield_per": 1_000})
    for blob_key, thumbnail_key, digest, application_id in rows:
        yield Wanted(blob_key, digest and bytes(digest).hex(), application_id is not None)
        if thumbnail_key is not None:
            yield Wanted(thumbnail_key, None, application_id is not None)


def _without_erased(settings: Settings, gone: list[str]) -> list[str]:
    """Return which of the blobs that are gone are missing: answers may be erased while a backup is made."""
    if not gone:
        return []
    with snapshot(settings.database_url) as db:
        held = {blob.key for blob in _of_entries(db)} | {blob.key for blob in _of_applications(db)}
    return [key for key in gone if key in held]


def _of_entries(db: Db) -> Iterator[Wanted]:
    statement = select(_f.blob_key, _f.thumbnail_key, _f.digest, _f.state, _f.attached_at).where(_f.state != "refused")
    rows = db.connection.execute(statement.order_by(_f.id), execution_options={"yield_per": 1_000})
    for blob_key, thumbnail_key, digest, state, attached_at in rows:
        is_shown = state == "clean" and attached_at is not None
        yield Wanted(blob_key, digest and bytes(digest).hex(), is_shown)
        if thumbnail_key is not None:
            yield Wanted(thumbnail_key, None, is_shown)


class _Copier:
    """Copies blobs into the archive and lists what it copied."""

    def __init__(self, archive: ArchiveWriter, blobs: Blobs, listing: "SpooledTemporaryFile[bytes]") -> None:
        self._archive = archive
        self._blobs = blobs
        self._listing = listing
        self.count = self.missing = 0
        self.gone: list[str] = []
        self.altered: list[str] = []

    async def copy_all(self, lines: Iterator[bytes], step: Step) -> None:
        """Copy one after the other."""
        for line in lines:
            wanted = msgspec.json.decode(line, type=Wanted)
            part = await self._copy(wanted.key)
            self._listing.write(_encode(BlobLine(wanted.key, part)) + b"\n")
            self._note(wanted, part)
            step.advance()

    async def _copy(self, key: str) -> Part | None:
        for _ in range(ATTEMPTS - 1):
            try:
                return await self._copy_once(key)
            except StorageUnavailable:
                continue
        return await self._copy_once(key)

    async def _copy_once(self, key: str) -> Part | None:
        try:
            with self._archive.member(blob_member(key)) as member:
                async for chunk in self._blobs.get(key):
                    member.write(chunk)
        except FileNotFoundError:
            return None
        return member.part

    def _note(self, wanted: Wanted, part: Part | None) -> None:
        if part is None:
            self.missing += 1
            self.gone += [wanted.key] if wanted.is_shown else []
            return
        self.count += 1
        if wanted.sha256 not in {None, part.sha256}:
            self.altered.append(wanted.key)
