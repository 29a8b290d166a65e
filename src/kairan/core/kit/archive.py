"""A tar file in which nothing can be damaged unnoticed.

Promise: what `reading` accepts was written by `writing` and is whole, byte for byte. The last member, the manifest,
holds the digest of every member; blobs, which may be millions, are listed in a member of their own. Nothing is
ever unpacked by a name from the archive: only members whose names follow the few patterns below are accepted.

Written in one pass without knowing sizes beforehand (a header is filled in when its member is complete), read with
bounded memory.
"""

import hashlib
import os
import re
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import msgspec

from kairan.core.kit.clock import now_ms
from kairan.core.words import Refusal

MANIFEST = "manifest.json"
BLOB_LIST = "blobs.ndjson"
BLOCK = tarfile.BLOCKSIZE
CHUNK = 256 * 1024
MANIFEST_BYTES = 16 * 1024 * 1024  # more than any honest manifest has
LINE_BYTES = 64 * 1024 * 1024  # more than any honest row has

_NAME = re.compile(r"manifest\.json|blobs\.ndjson|tables/[a-z_]{1,60}\.ndjson|blobs/[0-9a-z]{2}/[0-9a-z]{30}")


def blob_member(key: str) -> str:
    """Return the name of a blob's member."""
    return f"blobs/{key}"


class Part(msgspec.Struct, frozen=True):
    """A member of the archive: how long it is and what it must hash to."""

    size: int
    sha256: str


class Place(msgspec.Struct, frozen=True):
    """Where a member's bytes are in the file."""

    name: str
    start: int
    size: int


class ArchiveWriter:
    """Writes members one after the other."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._begun_at_s = now_ms() // 1000

    def add(self, name: str, chunks: Iterable[bytes]) -> Part:
        """Write a member as its bytes come."""
        with self.member(name) as member:
            for chunk in chunks:
                member.write(chunk)
        return member.part

    @contextmanager
    def member(self, name: str) -> Iterator["MemberWriter"]:
        """Open a member for writing; its header is written at the end, when its size is known.

        Whatever is raised inside takes the member back, and the next one may follow.
        """
        start = self._file.tell()
        self._file.write(bytes(BLOCK))
        member = MemberWriter(self._file)
        try:
            yield member
        except BaseException:
            self._file.seek(start)
            self._file.truncate()
            raise
        self._file.write(bytes(-member.size % BLOCK))
        self._file.seek(start)
        self._file.write(self._header(name, member.size))
        self._file.seek(0, os.SEEK_END)

    def _header(self, name: str, size: int) -> bytes:
        if not _NAME.fullmatch(name):
            raise ValueError(name)
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, self._begun_at_s, 0o600
        return info.tobuf(tarfile.GNU_FORMAT)  # one block, also for members beyond 8 GiB

    def close(self) -> None:
        """End the archive."""
        self._file.write(bytes(2 * BLOCK))


class Sum:
    """Counts and hashes bytes."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self.size = 0

    def add(self, chunk: bytes) -> None:
        """Take more bytes in."""
        self._digest.update(chunk)
        self.size += len(chunk)

    @property
    def part(self) -> Part:
        """What was taken in so far."""
        return Part(self.size, self._digest.hexdigest())


class MemberWriter(Sum):
    """Writes a member."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file

    def write(self, chunk: bytes) -> None:
        """Append bytes."""
        self._file.write(chunk)
        self.add(chunk)


@contextmanager
def writing(target: Path) -> Iterator[ArchiveWriter]:
    """Write an archive under a temporary name; it gets its own name once it is on disk, or nothing is left."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            writer = ArchiveWriter(file)
            yield writer
            writer.close()
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
        _sync_folder(target.parent)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class ArchiveReader:
    """Reads an archive whose frame was checked: every header is sound, the manifest comes last, nothing follows."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._size = file.seek(0, os.SEEK_END)
        self.parts: dict[str, Place] = {}
        self.blobs = 0
        self._look_over()

    def _look_over(self) -> None:
        last = None
        for place in self._places():
            last = place.name
            if place.name.startswith(blob_member("")):
                self.blobs += 1
            elif place.name in self.parts:
                raise damaged(place.name)
            else:
                self.parts[place.name] = place
        if last != MANIFEST or BLOB_LIST not in self.parts:
            raise damaged(MANIFEST)

    def blob_places(self) -> Iterator[Place]:
        """Yield every blob in the order of the file."""
        return (place for place in self._places() if place.name.startswith(blob_member("")))

    def _places(self) -> Iterator[Place]:
        at = 0
        while (header := self._read(at, BLOCK)) != bytes(BLOCK):
            place = _placed(header, at)
            at = place.start + place.size + -place.size % BLOCK
            self._require_zeros(place.start + place.size, at)
            yield place
        self._require_zeros(at, self._size)
        if self._size != at + 2 * BLOCK:
            raise damaged()

    def _require_zeros(self, start: int, end: int) -> None:
        if end > self._size or end - start > 2 * BLOCK or any(self._read(start, end - start)):
            raise damaged()

    def _read(self, start: int, size: int) -> bytes:
        self._file.seek(start)
        data = self._file.read(size)
        if len(data) != size:
            raise damaged()
        return data

    def manifest(self) -> bytes:
        """Return the manifest as it was written."""
        place = self.parts[MANIFEST]
        if place.size > MANIFEST_BYTES:
            raise damaged(MANIFEST)
        return self._read(place.start, place.size)

    def chunks(self, place: Place) -> Iterator[bytes]:
        """Yield a member's bytes."""
        for start in range(place.start, place.start + place.size, CHUNK):
            yield self._read(start, min(CHUNK, place.start + place.size - start))

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of a member."""
        rest = b""
        for chunk in self.chunks(self.parts[name]):
            *whole, rest = (rest + chunk).split(b"\n")
            yield from whole
            if len(rest) > LINE_BYTES:
                raise damaged(name)
        if rest:
            raise damaged(name)

    def require(self, place: Place, part: Part) -> None:
        """Refuse a member that is not what its part says."""
        found = Sum()
        for chunk in self.chunks(place):
            found.add(chunk)
        if (found.part.size, found.part.sha256) != (part.size, part.sha256):
            raise damaged(place.name)


def _placed(header: bytes, at: int) -> Place:
    try:
        info = tarfile.TarInfo.frombuf(header, "ascii", "strict")
    except (tarfile.HeaderError, UnicodeDecodeError) as error:
        raise damaged() from error
    if info.type != tarfile.REGTYPE or info.linkname or info.size < 0 or not _NAME.fullmatch(info.name):
        raise damaged()
    return Place(info.name, at + BLOCK, info.size)


@contextmanager
def reading(source: Path) -> Iterator[ArchiveReader]:
    """Open an archive; refuses what is truncated, damaged, or not one of ours."""
    with source.open("rb") as file:
        yield ArchiveReader(file)


def damaged(name: str = "") -> Refusal:
    """Say that this is no sound archive."""
    ja, en = (f"（{name}）", f" ({name})") if name else ("", "")
    return Refusal(
        f"このファイルは Kairan の控えではないか、途中で切れているか、壊れています{ja}。別の控えを使ってください。",
        f"This file is not a backup of Kairan, or it is cut short or damaged{en}. Please use another backup.",
    )
