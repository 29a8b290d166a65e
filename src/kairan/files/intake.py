"""Receiving a file: its row, its bytes with their hash, the checks, and only then an answer.

Promise: what is answered for is on disk, whole and checked. What breaks off leaves nothing; what a crash leaves is
a row in state `received`, which goes with the orphans, bytes and all.
"""

import asyncio
import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

import structlog

from kairan.core.kit.blobs import CHUNK, Blobs, new_key
from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import Problem, TooBusy
from kairan.core.kit.store import Store
from kairan.core.viewer import MemberId, Viewer
from kairan.files.actions import (
    MIB,
    Announced,
    Capacity,
    Received,
    Receiving,
    accept_file,
    begin_upload,
    discard_upload,
    refuse_file,
)
from kairan.files.checks import Candidate, Check, check_all, default_checks
from kairan.files.model import FileView
from kairan.files.problems import FileEmpty, FileTooLarge, UploadInterrupted

log = structlog.get_logger("kairan.files")

UPLOADS_AT_ONCE = bounded("intake.uploads", 100, "refuse", "503 `server.busy`")
UPLOADS_OF_ONE = bounded(
    "intake.of_one", 20, "refuse", "503 `server.busy`"
)  # at once, by one member: as many as one entry carries
CHECKS_AT_ONCE = bounded(
    "intake.checks", 2, "wait", "among the uploads that were let in"
)  # each may decode a picture of 160 MB


class Measured:
    """Bytes on their way to the blob store: counted, hashed, cut off at the limit, and complete or refused."""

    def __init__(self, chunks: AsyncIterator[bytes], announced: int | None, most: int) -> None:
        self._chunks = chunks
        self._announced = announced
        self._most = most
        self._hash = hashlib.sha256()
        self.size = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the bytes. Problems: FileTooLarge, UploadInterrupted, FileEmpty."""
        async for chunk in self._chunks:
            self.size += len(chunk)
            if self.size > self._most:
                raise FileTooLarge(most_mib=self._most // MIB)
            self._hash.update(chunk)
            yield chunk
        if self._announced is not None and self.size != self._announced:
            raise UploadInterrupted
        if self.size == 0:
            raise FileEmpty

    @property
    def digest(self) -> bytes:
        """SHA-256 of what passed."""
        return self._hash.digest()


class Intake:
    """Where files come in, on one node; bounded in what it does at once."""

    def __init__(self, blobs: Blobs, capacity: Capacity, checks: Sequence[Check] | None = None) -> None:
        self._blobs = blobs
        self._capacity = capacity
        self._checks = default_checks() if checks is None else checks
        self._checking = asyncio.Semaphore(CHECKS_AT_ONCE)
        self._uploads: Counter[MemberId] = Counter()

    async def receive(
        self, store: Store, viewer: Viewer, announced: Announced, chunks: AsyncIterator[bytes]
    ) -> FileView:
        """Take a file in. Problems: those of `begin_upload`, `Measured`, the checks, the blob store, and TooBusy."""
        if announced.size == 0:
            raise FileEmpty
        with self._place(viewer.member_id):
            receiving = await store.write(begin_upload, viewer, announced, self._capacity)
            measured = Measured(chunks, announced.size, receiving.most)
            try:
                await self._blobs.put(receiving.blob_key, measured)
            except BaseException:
                await self._undo(store, receiving)
                raise
            received = await self._check(store, viewer, announced, receiving, measured)
            return await store.write(accept_file, viewer, receiving.id, received)

    @contextmanager
    def _place(self, member_id: MemberId) -> Iterator[None]:
        """Hold one of the places, or be told at once that there is none."""
        if self._uploads.total() >= UPLOADS_AT_ONCE or self._uploads[member_id] >= UPLOADS_OF_ONE:
            raise TooBusy(retry_after_s=5)
        self._uploads[member_id] += 1
        try:
            yield
        finally:
            self._uploads[member_id] -= 1
            if not self._uploads[member_id]:
                del self._uploads[member_id]

    async def _check(
        self, store: Store, viewer: Viewer, announced: Announced, receiving: Receiving, measured: Measured
    ) -> Received:
        candidate = Candidate(
            viewer=viewer,
            name=announced.name,
            claimed=announced.type,
            size=measured.size,
            open=lambda: self._blobs.open(receiving.blob_key),
        )
        try:
            async with self._checking:
                candidate = await asyncio.to_thread(check_all, self._checks, candidate)
            return await self._keep(candidate, receiving.blob_key, measured)
        except Problem as refusal:
            log.info("file.refused", file=receiving.id, code=refusal.code, member=viewer.member_id)
            await self._undo(store, receiving, refusal.code)
            raise
        except BaseException:
            await self._undo(store, receiving)
            raise

    async def _keep(self, candidate: Candidate, key: str, measured: Measured) -> Received:
        """Store what the checks made: the small copy, and other content where a check rebuilt it."""
        if candidate.is_rebuilt:
            sent, key = key, new_key()
            measured = Measured(_chunks_of(candidate.open), None, self._capacity.file_bytes)
            await self._blobs.put(key, measured)
            await self._blobs.delete(sent)
        thumbnail_key = None
        if candidate.thumbnail is not None:
            thumbnail_key = new_key()
            await self._blobs.put(thumbnail_key, candidate.thumbnail)
        return Received(
            type=candidate.type,
            size=measured.size,
            digest=measured.digest,
            blob_key=key,
            thumbnail_key=thumbnail_key,
            width=candidate.width,
            height=candidate.height,
        )

    async def _undo(self, store: Store, receiving: Receiving, code: str | None = None) -> None:
        """Leave nothing behind, also when the request itself is being cancelled."""
        await asyncio.shield(self._forget(store, receiving, code))

    async def _forget(self, store: Store, receiving: Receiving, code: str | None) -> None:
        try:
            await self._blobs.delete(receiving.blob_key)
            if code is None:
                await store.write(discard_upload, receiving.id)
            else:
                await store.write(refuse_file, receiving.id, code)
        except Problem as trouble:
            # The row is still there, so the orphans' job finds it.
            log.warning("file.left_behind", file=receiving.id, error=trouble.code)


async def _chunks_of(opening: Callable[[], BinaryIO]) -> AsyncIterator[bytes]:
    content = await asyncio.to_thread(opening)
    try:
        while chunk := await asyncio.to_thread(content.read, CHUNK):
            yield chunk
    finally:
        content.close()
