"""Bytes too large for the database: a local folder by default, S3 or another object store by URL.

Promise: when `put` returns, the bytes are on disk (fsync of the file and of the folders that name it), whole, under
a key that nobody outside chose. When it raises, nothing is there. obstore writes beside the key, renames, and removes
what it wrote when the source fails; but it does not fsync local files, so that is done here.
"""

import asyncio
import errno
import io
import os
import re
import secrets
import time
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import url2pathname

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, from_url

from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import StorageFull, StorageUnavailable

if TYPE_CHECKING:
    from obstore import GetOptions, ReadableFile
    from obstore.store import ObjectStore, RetryConfig

CHUNK = 256 * 1024  # bytes handed on at once when reading
LOCAL_PART = 1024 * 1024
REMOTE_PART = 8 * 1024 * 1024  # S3 wants at least 5 MiB; its 10,000 parts of 8 MiB are 78 GiB
PARTS_AT_ONCE = bounded(
    "blobs.parts", 2, "wait", "the sender is not read from meanwhile"
)  # with the part being filled: what one upload holds in memory
STALE_S = 24 * 60 * 60
RETRY: "RetryConfig" = {"max_retries": 5, "retry_timeout": timedelta(seconds=20)}  # a person is waiting

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_KEY = re.compile(r"[0-9a-z]{2}/[0-9a-z]{30}")
_OS_ERROR = re.compile(r"\(os error (\d+)\)")
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def new_key() -> str:
    """Return a key that nobody can guess, spread over 1,024 folders."""
    text = "".join(secrets.choice(_ALPHABET) for _ in range(32))
    return f"{text[:2]}/{text[2:]}"


def open_blobs(place: str | Path) -> "Blobs":
    """Open a folder (a path, `file:///…`) or a bucket (`s3://bucket/prefix`, `az://…`, `gs://…`).

    Buckets take endpoint and credentials from the provider's usual variables (AWS_ENDPOINT_URL,
    AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION …). Give a bucket a lifecycle rule that ends incomplete
    multipart uploads after a day: what a killed server had begun stays there otherwise.
    """
    text = str(place)
    if "://" in text and not text.startswith("file://"):
        return Blobs(from_url(text, retry_config=RETRY), None)
    folder = Path(url2pathname(text.removeprefix("file://")) if text.startswith("file://") else text).absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Blobs(LocalStore(folder), folder)


class Blobs:
    """One interface over obstore. Keys come from `new_key`; nothing else is accepted."""

    def __init__(self, store: "ObjectStore", folder: Path | None) -> None:
        self._store = store
        self._folder = folder
        self._part = REMOTE_PART if folder is None else LOCAL_PART

    async def put(self, key: str, chunks: AsyncIterable[bytes] | bytes) -> None:
        """Store bytes as they come, holding three parts at most; what the source raises is passed on.

        Problems: StorageFull, StorageUnavailable.
        """
        source = _once(chunks) if isinstance(chunks, bytes) else chunks
        with _refusals():
            await obstore.put_async(
                self._store, _safe(key), source, chunk_size=self._part, max_concurrency=PARTS_AT_ONCE
            )
            if self._folder is not None:
                await asyncio.to_thread(_sync, self._folder, key)

    async def get(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """Yield the bytes from `start` up to, not including, `end`. FileNotFoundError when the key holds nothing."""
        with _refusals():
            found = await obstore.get_async(self._store, _safe(key), options=_part_of(start, end))
            async for chunk in found.stream(min_chunk_size=CHUNK):
                yield bytes(chunk)

    async def exists(self, key: str) -> bool:
        """Whether the key holds something."""
        try:
            with _refusals():
                await obstore.head_async(self._store, _safe(key))
        except FileNotFoundError:
            return False
        return True

    async def delete(self, *keys: str) -> None:
        """Delete; what is not there is no error, so it may be repeated."""
        for key in keys:
            with suppress(FileNotFoundError), _refusals():
                await obstore.delete_async(self._store, _safe(key))

    def open(self, key: str) -> io.BufferedReader:
        """Open for reading with seek, for libraries that want a file. Blocks: only in a thread."""
        with _refusals():
            return io.BufferedReader(_Raw(obstore.open_reader(self._store, _safe(key), buffer_size=CHUNK)), CHUNK)

    def sweep(self, now_s: float | None = None) -> int:
        """Remove what writes left unfinished in a local folder when the server was killed. Blocks: only in a thread."""
        if self._folder is None:
            return 0
        before = (time.time() if now_s is None else now_s) - STALE_S
        stale = [part for part in self._folder.glob("??/*#*") if part.stat().st_mtime < before]
        for part in stale:
            part.unlink(missing_ok=True)
        return len(stale)


class _Raw(io.RawIOBase):
    """An obstore reader as the standard library's files are."""

    def __init__(self, reader: "ReadableFile") -> None:
        self._reader = reader

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return self._reader.seek(offset, whence)

    def tell(self) -> int:
        return self._reader.tell()

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        with _refusals():
            data = self._reader.read(len(buffer))
        buffer[: len(data)] = memoryview(data)
        return len(data)


def _safe(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError(f"not a key made by new_key: {key!r}")
    return key


def _part_of(start: int, end: int | None) -> "GetOptions":
    if end is not None:
        return {"range": (start, end)}
    return {"range": {"offset": start}} if start else {}


async def _once(data: bytes) -> AsyncIterator[bytes]:
    yield data


def _sync(folder: Path, key: str) -> None:
    """Bring a file and the folders that name it to the disk; if that fails, it was not stored."""
    file = folder / key
    try:
        for path in (file, file.parent, folder):
            _fsync(path)
    except OSError:
        file.unlink(missing_ok=True)
        raise


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn a store in trouble into a Problem; what is not there, and what the source raised, pass."""
    try:
        yield
    except BaseError as error:
        code = _OS_ERROR.search(str(error))
        raise _refusal(int(code[1]) if code else None) from error
    except FileNotFoundError:
        raise
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise StorageFull from error
        raise


def _refusal(code: int | None) -> StorageFull | StorageUnavailable:
    return StorageFull() if code in _NO_SPACE else StorageUnavailable(retry_after_s=5)
