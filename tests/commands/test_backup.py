"""Backup and restore: everything comes back, on either database, or nothing happens."""

import stat
import subprocess
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kairan.commands import maintenance
from kairan.commands.manifest import LEFT_OUT, tables_kept
from kairan.commands.server import prepare
from kairan.core.journal.model import entry_table
from kairan.core.kit.database import Db, metadata
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.core.words import Refusal
from kairan.people import create_organization, member_table
from kairan.talk.model import message_table
from kairan.talk.search import SearchQuery, search
from tests.cast import assemble, room_of, say
from tests.commands.installations import PHOTO, THUMBNAIL, Installations, contents, files_of, store_blob, writing
from tests.support.databases import Kind

WAYS: list[tuple[Kind, Kind]] = [
    ("sqlite", "sqlite"),
    ("sqlite", "postgresql"),
    ("postgresql", "sqlite"),
    ("postgresql", "postgresql"),
]


@pytest.mark.parametrize(("origin", "destination"), WAYS)
def test_a_backup_gives_back_every_row_and_every_file_on_either_database(
    installations: Installations, tmp_path: Path, origin: Kind, destination: Kind
) -> None:
    before, after = installations.filled(origin), installations.empty(destination)
    assert maintenance.backup(before, tmp_path / "b.tar") == 0
    assert maintenance.restore(after, tmp_path / "b.tar") == 0
    assert contents(after) == contents(before)
    assert files_of(after) == files_of(before)
    assert sorted(files_of(after).values(), key=len) == [THUMBNAIL, PHOTO]


@pytest.mark.parametrize(("origin", "destination"), WAYS[:3])
def test_talk_goes_on_after_a_restore_and_finds_what_was_said_before(
    installations: Installations, tmp_path: Path, origin: Kind, destination: Kind
) -> None:
    before, after = installations.filled(origin), installations.empty(destination)
    maintenance.backup(before, tmp_path / "b.tar")
    maintenance.restore(after, tmp_path / "b.tar")
    with writing(after) as db:
        sato = member_called(db, "sato")
        assert [hit.message.text for hit in search(db, sato, SearchQuery(q="髙橋")).hits] == [
            "高橋さん、葛城の件を確認しました。"
        ]
        room = room_of(db, sato, name="復元のあと")  # a new stream takes a number that is free
        say(db, sato, room, "続きです")
    assert maintenance.verify(after) == 0


def member_called(db: Db, login: str) -> Viewer:
    found = db.first(select(member_table.c.id, member_table.c.organization_id).where(member_table.c.login == login))
    assert found is not None
    return Viewer(member_id=MemberId(found[0]), organization_id=OrganizationId(found[1]))


def test_everybody_signs_in_again_after_a_restore(installations: Installations, tmp_path: Path) -> None:
    before, after = installations.filled("sqlite"), installations.empty("sqlite")
    assert contents(before, without=frozenset())["session"] != []
    maintenance.backup(before, tmp_path / "b.tar")
    maintenance.restore(after, tmp_path / "b.tar")
    assert contents(after, without=frozenset())["session"] == []
    assert b"token_digest" not in (tmp_path / "b.tar").read_bytes()


# What a body cannot do without; the tables of administration are moved by the same code, row by row.
TALKED_IN = {"organization", "department", "member", "post", "room", "membership", "message", "entry", "stream", "file"}


def test_the_example_has_something_in_every_table_of_the_talk(installations: Installations) -> None:
    empty = {name for name, rows in contents(installations.filled("sqlite")).items() if not rows}
    assert not empty & TALKED_IN
    assert {table.name for table in tables_kept()} == metadata.tables.keys() - LEFT_OUT


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_made_while_people_write_holds_one_moment(
    installations: Installations, tmp_path: Path, kind: Kind
) -> None:
    settings, after = installations.filled(kind), installations.empty("sqlite")
    with writing(settings) as db:
        cast = assemble(db)
        room = room_of(db, cast.sato, name="混雑")
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with writing(settings) as db:
                say(db, cast.sato, room, "書き込み中")

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        results = [maintenance.backup(settings, tmp_path / f"{n}.tar") for n in range(3)]
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert results == [0, 0, 0]
    assert maintenance.restore(after, tmp_path / "2.tar") == 0
    with writing(after) as db:
        said = db.scalar(select(func.count()).select_from(entry_table).where(entry_table.c.kind == "message.posted"))
        assert db.scalar(select(func.count()).select_from(message_table)) == said


def test_a_backup_can_be_read_by_its_owner_only_and_by_tar(installations: Installations, tmp_path: Path) -> None:
    settings, target = installations.filled("sqlite"), tmp_path / "b.tar"
    maintenance.backup(settings, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    listed = subprocess.run(["tar", "-tf", target], capture_output=True, text=True, check=True).stdout.splitlines()
    assert listed[-1] == "manifest.json"
    assert {f"tables/{table.name}.ndjson" for table in tables_kept()} < set(listed)


def test_a_backup_into_a_folder_is_named_by_its_time(installations: Installations, tmp_path: Path) -> None:
    assert maintenance.backup(installations.filled("sqlite"), tmp_path) == 0
    assert len(list(tmp_path.glob("kairan-*.tar"))) == 1


def test_a_backup_that_fails_leaves_the_one_before(installations: Installations, tmp_path: Path) -> None:
    target = tmp_path / "b.tar"
    target.write_bytes(b"the backup of yesterday")
    with pytest.raises(Refusal, match="no data of Kairan"):
        maintenance.backup(installations.empty("sqlite"), target)
    assert target.read_bytes() == b"the backup of yesterday"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["b.tar"]


def test_a_backup_that_cannot_be_written_says_where(installations: Installations, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"cannot be written to .*nowhere"):
        maintenance.backup(installations.filled("sqlite"), tmp_path / "nowhere" / "b.tar")


def test_a_file_whose_content_is_gone_or_altered_is_reported_and_the_rest_is_kept(
    installations: Installations, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings, after = installations.filled("sqlite"), installations.empty("sqlite")
    files = files_of(settings)
    photo, thumbnail = sorted(files, key=lambda key: len(files[key]), reverse=True)
    (settings.data / "files" / thumbnail).unlink()
    store_blob(settings, photo, b"something else")
    assert maintenance.backup(settings, tmp_path / "b.tar") == 1
    said = capsys.readouterr().err
    assert f"gone: {thumbnail}" in said
    assert f"altered: {photo}" in said
    assert maintenance.restore(after, tmp_path / "b.tar") == 0
    assert files_of(after) == {photo: b"something else"}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_place_with_data_is_never_restored_into(installations: Installations, tmp_path: Path, kind: Kind) -> None:
    settings, used = installations.filled("sqlite"), installations.empty(kind)
    maintenance.backup(settings, tmp_path / "b.tar")
    prepare(used)
    with writing(used) as db:
        create_organization(db, None, "みどり町", "municipality")
    before = contents(used)
    with pytest.raises(Refusal, match="data here already"):
        maintenance.restore(used, tmp_path / "b.tar")
    assert contents(used) == before
    assert files_of(used) == {}
