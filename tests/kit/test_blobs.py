"""Blobs: stored whole and on disk, or not at all; in a folder and in a bucket."""

import asyncio
import os
import resource
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kairan.core.kit import blobs as module
from kairan.core.kit.blobs import CHUNK, Blobs, new_key, open_blobs
from kairan.core.kit.problems import StorageFull, StorageUnavailable
from tests.support.bucket import Buckets, environment_for

MIB = 1024 * 1024


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "blobs"


@pytest.fixture
def local(folder: Path) -> Blobs:
    return open_blobs(folder)


def enter(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(params=["folder", "bucket"])
def blobs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Blobs:
    """Both places in turn."""
    if request.param == "folder":
        return open_blobs(request.getfixturevalue("folder"))
    buckets: Buckets = request.getfixturevalue("buckets")
    enter(monkeypatch, buckets.environment)
    return open_blobs(f"{buckets.create('blobs')}/kairan")


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


async def pieces(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def whole(blobs: Blobs, key: str, start: int = 0, end: int | None = None) -> bytes:
    return b"".join([chunk async for chunk in blobs.get(key, start, end)])


def test_what_was_put_in_pieces_comes_back_whole(blobs: Blobs) -> None:
    parts = [os.urandom(700_000) for _ in range(7)]

    async def run() -> bytes:
        key = new_key()
        await blobs.put(key, pieces(*parts))
        return await whole(blobs, key)

    assert asyncio.run(run()) == b"".join(parts)


def test_a_range_is_read_without_the_rest(blobs: Blobs) -> None:
    data = os.urandom(3 * CHUNK)

    async def run() -> tuple[bytes, bytes, bytes]:
        key = new_key()
        await blobs.put(key, data)
        return await whole(blobs, key, 10, 20), await whole(blobs, key, CHUNK), await whole(blobs, key, 3 * CHUNK - 1)

    assert asyncio.run(run()) == (data[10:20], data[CHUNK:], data[-1:])


def test_large_content_is_handed_on_in_bounded_chunks(blobs: Blobs) -> None:
    async def run() -> list[int]:
        key = new_key()
        await blobs.put(key, os.urandom(4 * MIB))
        return [len(chunk) async for chunk in blobs.get(key)]

    sizes = asyncio.run(run())
    assert sum(sizes) == 4 * MIB
    assert max(sizes) <= 8 * CHUNK  # a store may hand on with a chunk what has come meanwhile


def test_nothing_can_be_stored(blobs: Blobs) -> None:
    async def run() -> bytes:
        key = new_key()
        await blobs.put(key, b"")
        return await whole(blobs, key)

    assert asyncio.run(run()) == b""


def test_a_source_that_breaks_off_leaves_nothing_and_its_reason_is_passed_on(local: Blobs, folder: Path) -> None:
    class SenderGoneError(Exception):
        pass

    async def broken() -> AsyncIterator[bytes]:
        yield os.urandom(3 * MIB)
        raise SenderGoneError

    async def run() -> bool:
        key = new_key()
        with pytest.raises(SenderGoneError):
            await local.put(key, broken())
        return await local.exists(key)

    assert asyncio.run(run()) is False
    assert files_in(folder) == []


def test_a_large_upload_that_breaks_off_leaves_no_part_of_it_in_a_bucket(
    buckets: Buckets, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(monkeypatch, buckets.environment)
    bucket = open_blobs(f"{buckets.create('large')}/kairan")
    data = os.urandom(3 * module.REMOTE_PART + 17)

    async def broken() -> AsyncIterator[bytes]:
        yield data
        raise ConnectionResetError

    async def run() -> tuple[bytes, bool]:
        whole_key, broken_key = new_key(), new_key()
        await bucket.put(whole_key, pieces(data))
        with pytest.raises(ConnectionResetError):
            await bucket.put(broken_key, broken())
        return await whole(bucket, whole_key), await bucket.exists(broken_key)

    assert asyncio.run(run()) == (data, False)
    assert buckets.unfinished("large") == 0


def test_a_cancelled_put_leaves_nothing(local: Blobs, folder: Path) -> None:
    begun = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        yield os.urandom(3 * MIB)
        begun.set()
        await asyncio.Event().wait()

    async def run() -> None:
        putting = asyncio.create_task(local.put(new_key(), endless()))
        await begun.wait()
        putting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await putting
        for _ in range(1_000):  # the writer's own thread cleans up
            if not files_in(folder):
                return
            await asyncio.sleep(0.02)

    asyncio.run(run())
    assert files_in(folder) == []


def test_a_full_disk_is_told_and_leaves_nothing(local: Blobs, folder: Path) -> None:
    """The limit on file sizes stands in for the disk: it strikes in the same system call."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    async def run() -> None:
        await local.put(new_key(), pieces(*[os.urandom(MIB)] * 4))

    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * MIB, hard))
    try:
        with pytest.raises(StorageFull):
            asyncio.run(run())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert files_in(folder) == []


def test_what_is_acknowledged_was_brought_to_the_disk_with_the_folders_that_name_it(
    local: Blobs, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(module, "_fsync", synced.append)
    key = new_key()
    asyncio.run(local.put(key, b"x"))
    assert synced == [folder / key, (folder / key).parent, folder]


def test_when_the_disk_refuses_at_the_last_moment_nothing_is_acknowledged(
    local: Blobs, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(module, "_fsync", full)
    with pytest.raises(StorageFull):
        asyncio.run(local.put(new_key(), b"x"))
    assert files_in(folder) == []


def test_deleting_twice_is_deleting_once(blobs: Blobs) -> None:
    async def run() -> list[bool]:
        key = new_key()
        await blobs.put(key, b"x")
        before = await blobs.exists(key)
        await blobs.delete(key)
        await blobs.delete(key)
        return [before, await blobs.exists(key)]

    assert asyncio.run(run()) == [True, False]


def test_what_is_not_there_is_not_found(blobs: Blobs) -> None:
    with pytest.raises(FileNotFoundError):
        asyncio.run(whole(blobs, new_key()))
    with pytest.raises(FileNotFoundError):
        blobs.open(new_key()).read()


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "ab/../../secret", "/etc/passwd", "ab/" + "x" * 31, "AB/x"])
def test_only_keys_made_here_are_accepted(blobs: Blobs, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        asyncio.run(blobs.put(key, b"x"))
    with pytest.raises(ValueError, match="not a key"):
        asyncio.run(blobs.delete(key))
    with pytest.raises(ValueError, match="not a key"):
        asyncio.run(whole(blobs, key))


def test_a_library_that_wants_a_file_can_seek_in_it(blobs: Blobs) -> None:
    data = os.urandom(2 * CHUNK + 17)
    key = new_key()
    asyncio.run(blobs.put(key, data))
    with blobs.open(key) as file:
        file.seek(-17, os.SEEK_END)
        assert file.read() == data[-17:]
        file.seek(5)
        assert file.read(CHUNK) == data[5 : 5 + CHUNK]
        assert file.tell() == 5 + CHUNK


def test_the_sweep_takes_only_what_was_left_unfinished_long_ago(local: Blobs, folder: Path) -> None:
    key = new_key()
    asyncio.run(local.put(key, b"kept"))
    (folder / f"{key}#1").write_bytes(b"half")
    assert local.sweep() == 0
    assert local.sweep(now_s=(folder / key).stat().st_mtime + 2 * module.STALE_S) == 1
    assert files_in(folder) == [key]


def test_a_folder_may_be_given_as_url(tmp_path: Path) -> None:
    folder = tmp_path / "回覧 files"
    key = new_key()
    asyncio.run(open_blobs(folder.as_uri()).put(key, b"x"))
    assert (folder / key).read_bytes() == b"x"


def test_an_object_store_that_does_not_answer_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    enter(monkeypatch, environment_for("http://127.0.0.1:9"))
    with pytest.raises(StorageUnavailable):
        asyncio.run(open_blobs("s3://bucket/kairan").put(new_key(), b"x"))
