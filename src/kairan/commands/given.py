"""What `kairan verify --anchors` is given: anchors (files, letters, folders of them), older exports, older backups."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from kairan.anchors.checking import Given
from kairan.anchors.model import FORMAT, AnchorFile, Head
from kairan.anchors.notes import Note, NoteMalformed, read_note
from kairan.anchors.queries import heads_of
from kairan.commands.manifest import HEADS_FORMAT, HeadsFile, member_of, read_manifest
from kairan.core.kit.age import KeyUnfit, NotForThisKey, decrypt, identities, is_encrypted
from kairan.core.kit.archive import ArchiveReader, reading
from kairan.core.kit.database import Db
from kairan.core.words import Refusal

SUFFIXES = (".json", ".txt", ".eml", ".tar", ".age", ".jsonl")
LETTER_BYTES = 1024 * 1024


class _Format(msgspec.Struct, frozen=True):
    """What every file of ours says."""

    format: str


class _Line(msgspec.Struct, frozen=True):
    """A line of an export that stands for an entry."""

    stream: str | None = None
    seq: int = 0
    digest: str = ""


class _StreamRow(msgspec.Struct, frozen=True):
    """A row of the table of streams in a backup."""

    name: str
    seq: int
    digest: bytes


def given_at(db: Db, path: Path, identity: Path | None) -> list[Given]:
    """Read a file, or every file of a folder that may be one. Refuses what is none, and a folder without any."""
    files = sorted(one for one in path.iterdir() if one.suffix in SUFFIXES) if path.is_dir() else [path]
    if not files:
        raise Refusal(
            f"{path} には、錨も、書き出した記録も、控えもありません。",
            f"There is no anchor, export or backup in {path}.",
        )
    return [given_from(db, one, identity) for one in files]


def given_from(db: Db, file: Path, identity: Path | None = None) -> Given:
    """Read one file. Refuses what cannot be read."""
    if is_encrypted(file) or _starts_as_tar(file):
        with opened_backup(file, identity) as archive:
            return Given(file.name, list(_heads_of_backup(archive)))
    if file.suffix == ".jsonl":
        return Given(file.name, list(_heads_of_export(file)))
    return _of_text(db, file)


def _of_text(db: Db, file: Path) -> Given:
    data = file.read_bytes()
    try:
        if data[:1] == b"{":
            if msgspec.json.decode(data, type=_Format).format == HEADS_FORMAT:
                return Given(file.name, msgspec.json.decode(data, type=HeadsFile).heads)
            return _of_anchor(db, file.name, msgspec.json.decode(data, type=AnchorFile))
        return _of_note(db, file.name, read_note(data[:LETTER_BYTES].decode()))
    except (msgspec.DecodeError, UnicodeDecodeError, NoteMalformed) as error:
        raise unreadable(file) from error


def _of_anchor(db: Db, name: str, anchor: AnchorFile) -> Given:
    if anchor.format != FORMAT:
        raise NoteMalformed
    note = read_note(anchor.note)
    if not anchor.heads:
        return _of_note(db, name, note, anchor.stamp)
    return Given(name, anchor.heads, note, anchor.stamp)


def _of_note(db: Db, name: str, note: Note, stamp: bytes | None = None) -> Given:
    """Take the heads from the database: they must give the root that was signed."""
    try:
        heads = heads_of(db, note.checkpoint.size)
    except ValueError:
        heads = None
    return Given(name, heads or [Head("?", 0, "")] if note.checkpoint.heads else [], note, stamp)


def unreadable(file: Path) -> Refusal:
    """Say that a file is nothing of ours."""
    return Refusal(
        f"{file} は、錨でも、書き出した記録でも、控えでもないか、壊れています。",
        f"{file} is no anchor, export or backup, or it is damaged.",
    )


def _starts_as_tar(file: Path) -> bool:
    return file.suffix == ".tar"


def _heads_of_export(file: Path) -> Iterator[Head]:
    decode = msgspec.json.Decoder(_Line).decode
    try:
        with file.open("rb") as lines:
            for line in lines:
                entry = decode(line)
                if entry.stream is not None and entry.digest:
                    yield Head(entry.stream, entry.seq, entry.digest)
    except msgspec.DecodeError as error:
        raise unreadable(file) from error


def _heads_of_backup(archive: ArchiveReader) -> Iterator[Head]:
    member = member_of("stream")
    archive.require(archive.parts[member], read_manifest(archive.manifest()).tables["stream"])
    decode = msgspec.json.Decoder(_StreamRow).decode
    for row in map(decode, archive.lines(member)):
        if row.seq:
            yield Head(row.name, row.seq, row.digest.hex())


@contextmanager
def opened_backup(file: Path, identity: Path | None, scratch: Path | None = None) -> Iterator[ArchiveReader]:
    """Open a backup; an encrypted one is decrypted into a file without a name, which is gone with the program."""
    if not is_encrypted(file):
        with reading(file) as archive:
            yield archive
        return
    with tempfile.TemporaryFile(dir=scratch) as plain:
        _decrypt(file, plain, identity)
        plain.seek(0)
        yield ArchiveReader(plain)


def _decrypt(file: Path, plain: IO[bytes], identity: Path | None) -> None:
    if identity is None:
        raise Refusal(
            "この控えは暗号化されています。--identity で、秘密鍵（AGE-SECRET-KEY-…）のファイルを指定してください。",
            "The backup is encrypted. Please name the file with the private key (AGE-SECRET-KEY-…): --identity.",
        )
    try:
        with file.open("rb") as source:
            decrypt(source, plain, identities(identity))
    except NotForThisKey as error:
        raise Refusal(
            f"{file} は、この鍵では復号できないか、壊れています。",
            f"{file} cannot be decrypted with this key, or it is damaged.",
        ) from error
    except (KeyUnfit, OSError) as error:
        raise Refusal(
            f"鍵のファイル {identity} を読み取れません。", f"The key file {identity} cannot be read."
        ) from error
