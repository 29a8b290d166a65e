"""A backup that is damaged, cut short, foreign or hostile is refused, and nothing is touched."""

import gzip
import io
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kairan.commands import maintenance
from kairan.commands.manifest import Manifest, TablePart, member_of
from kairan.commands.progress import telling
from kairan.commands.restore import checked_manifest
from kairan.core.kit.archive import BLOB_LIST, MANIFEST, reading, writing
from kairan.core.settings import Settings
from kairan.core.words import Refusal
from tests.commands.installations import Installations, contents, files_of, store_blob

Change = Callable[[bytes], bytes]


@pytest.fixture
def origin(installations: Installations) -> Settings:
    return installations.filled("sqlite")


@pytest.fixture
def whole(origin: Settings, tmp_path: Path) -> Path:
    """A sound backup."""
    maintenance.backup(origin, tmp_path / "whole.tar")
    return tmp_path / "whole.tar"


def checked(archive: Path) -> list[tuple[str, bytes]]:
    """Return every member, once the archive was found sound."""
    with reading(archive) as reader, telling() as told:
        checked_manifest(reader, told)
        places = [*reader.parts.values(), *reader.blob_places()]
        return [(place.name, b"".join(reader.chunks(place))) for place in places]


def rewritten(whole: Path, target: Path, changes: dict[str, Change], **manifest: object) -> Path:
    """Write the backup anew with changed members, and a manifest that vouches for them."""
    with reading(whole) as reader, writing(target) as archive:
        said = msgspec.json.decode(reader.manifest(), type=Manifest)
        tables = {}
        for name in said.tables:
            data = b"".join(reader.chunks(reader.parts[member_of(name)]))
            part = archive.add(member_of(name), [changes.get(name, bytes)(data)])
            tables[name] = TablePart(part.size, part.sha256, said.tables[name].rows)
        for place in reader.blob_places():
            archive.add(place.name, reader.chunks(place))
        archive.add(BLOB_LIST, reader.chunks(reader.parts[BLOB_LIST]))
        changed = msgspec.structs.replace(said, tables=tables, **manifest)
        archive.add(MANIFEST, [changed.encoded()])
    return target


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9, 0.999])
def test_a_backup_that_was_cut_short_is_refused(
    whole: Path, installations: Installations, tmp_path: Path, share: float
) -> None:
    short, after = tmp_path / "short.tar", installations.empty("sqlite")
    short.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * share)])
    with pytest.raises(Refusal, match="cut short or damaged"):
        maintenance.restore(after, short)
    assert list(after.data.iterdir()) == []


def test_no_byte_of_a_backup_can_change_unnoticed(whole: Path, tmp_path: Path) -> None:
    data, sound = whole.read_bytes(), checked(whole)
    flipped = tmp_path / "flipped.tar"

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(at=st.integers(0, len(data) - 1), bit=st.integers(0, 7))
    def flip(at: int, bit: int) -> None:
        flipped.write_bytes(data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])
        try:
            found = checked(flipped)
        except Refusal:
            return
        assert found == sound, f"byte {at} changed unnoticed"

    flip()


def tar_of(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for info, data in members:
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def link(name: str, to: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = tarfile.SYMTYPE, to
    return info


def foreign_files() -> Iterator[tuple[str, bytes]]:
    yield "nothing", b""
    yield "a picture", b"\x89PNG\r\n\x1a\n" + bytes(2_000)
    yield "zeros", bytes(10_240)
    yield "another tar", tar_of((tarfile.TarInfo("holiday.jpg"), b"x"))
    yield "a path upwards", tar_of((tarfile.TarInfo("../../etc/cron.d/x"), b"x"))
    yield "an absolute path", tar_of((tarfile.TarInfo("/etc/passwd"), b"x"))
    yield "a blob's path upwards", tar_of((tarfile.TarInfo("blobs/../../x"), b"x"))
    yield "a link", tar_of((link("tables/entry.ndjson", "/etc/passwd"), b""), (tarfile.TarInfo(MANIFEST), b"{}"))
    yield "only a manifest", tar_of((tarfile.TarInfo(MANIFEST), b"{}"))
    yield "a manifest of nonsense", tar_of((tarfile.TarInfo(BLOB_LIST), b""), (tarfile.TarInfo(MANIFEST), b"\xff["))


@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in foreign_files()])
def test_a_file_that_is_no_backup_is_refused(installations: Installations, tmp_path: Path, data: bytes) -> None:
    foreign, after = tmp_path / "foreign.tar", installations.empty("sqlite")
    foreign.write_bytes(data)
    with pytest.raises(Refusal, match="not a backup"):
        maintenance.restore(after, foreign)
    assert list(after.data.iterdir()) == []


def test_a_compressed_backup_is_refused(whole: Path, tmp_path: Path) -> None:
    (tmp_path / "b.tar.gz").write_bytes(gzip.compress(whole.read_bytes()))
    with pytest.raises(Refusal, match="not a backup"):
        checked(tmp_path / "b.tar.gz")


def test_a_backup_with_a_member_more_or_less_is_refused(whole: Path, tmp_path: Path) -> None:
    with tarfile.open(whole) as tar:
        members = [(info, getattr(tar.extractfile(info), "read", bytes)()) for info in tar.getmembers()]
    for some in (members[1:], [members[0], *members], members[:-1], members[:-3] + members[-2:]):
        (tmp_path / "b.tar").write_bytes(tar_of(*some))
        with pytest.raises(Refusal, match="cut short or damaged"):
            checked(tmp_path / "b.tar")


@pytest.mark.parametrize("change", [{"format": 2, "kairan": "9.1"}, {"revision": "9999", "kairan": "9.1"}], ids=min)
def test_a_backup_of_a_newer_version_is_refused_with_the_version_to_take(
    whole: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    newer = rewritten(whole, tmp_path / "newer.tar", {}, **change)
    with pytest.raises(Refusal, match=r"newer version \(9\.1\)"):
        checked(newer)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize(
    ("table", "change", "sentence"),
    [
        pytest.param("member", lambda data: data + data.splitlines(True)[0], "A row of member", id="a row twice"),
        pytest.param("message", lambda data: data.replace(b'"n":', b'"m":'), "damaged", id="a column missing"),
        pytest.param("stream", lambda data: data.replace(b'"seq":1', b'"seq":7'), "damaged", id="another head"),
        pytest.param("reaction", lambda _: b"", "damaged", id="rows missing"),
    ],
)
def test_a_restore_that_fails_on_the_way_leaves_nothing(
    whole: Path,
    installations: Installations,
    tmp_path: Path,
    kind: str,
    table: str,
    change: Change,
    sentence: str,
) -> None:
    after = installations.empty("sqlite" if kind == "sqlite" else "postgresql")
    crafted = rewritten(whole, tmp_path / "crafted.tar", {table: change})
    with pytest.raises(Refusal, match=sentence):
        maintenance.restore(after, crafted)
    assert not any(contents(after).values())
    assert files_of(after) == {}
    assert maintenance.restore(after, whole) == 0  # and the sound one still goes in


def test_a_failed_restore_takes_away_only_what_it_brought(
    whole: Path, origin: Settings, installations: Installations, tmp_path: Path
) -> None:
    after = installations.empty("sqlite")
    key, data = next(iter(files_of(origin).items()))
    store_blob(after, key, data)
    with pytest.raises(Refusal):
        maintenance.restore(after, rewritten(whole, tmp_path / "crafted.tar", {"reaction": lambda _: b""}))
    assert files_of(after) == {key: data}


def test_another_file_under_the_same_key_is_never_overwritten(
    whole: Path, origin: Settings, installations: Installations
) -> None:
    after = installations.empty("sqlite")
    key = next(iter(files_of(origin)))
    store_blob(after, key, b"somebody else's")
    with pytest.raises(Refusal, match="another file"):
        maintenance.restore(after, whole)
    assert files_of(after) == {key: b"somebody else's"}
