"""Who may read a file: its uploader until it is attached, then whoever may read an entry that shows it; nobody else."""

from threading import Thread

import pytest
from sqlalchemy import func, select, update

from kairan.core.journal import head
from kairan.core.kit.blobs import new_key
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.ids import new_id
from kairan.core.viewer import Viewer
from kairan.files import FILES_AT_MOST, FileId, attach, file_table, file_use_table, withdraw
from kairan.files.actions import (
    Announced,
    Capacity,
    Received,
    accept_file,
    begin_upload,
    discard_upload,
    forget_orphans,
    refuse_file,
)
from kairan.files.model import ORPHAN_MS
from kairan.files.problems import (
    FileNotClean,
    FileNotFound,
    FileTooLarge,
    QuotaExceeded,
    TooManyFiles,
)
from kairan.files.queries import content_of, require_file, thumbnail_of, used_bytes
from kairan.people import organization_table
from kairan.talk.actions import remove_message, send_message
from kairan.talk.model import Draft, RoomId
from kairan.talk.rooms import join_room, leave_room, remove_member
from tests.cast import NO_SUCH_ID, Cast, assemble, room_of

CAPACITY = Capacity(file_bytes=1000)


def received(db: Db, viewer: Viewer, name: str = "計画.pdf", size: int = 10) -> FileId:
    return begin_upload(db, viewer, Announced(name, "application/pdf", size), CAPACITY).id


def uploaded(db: Db, viewer: Viewer, name: str = "計画.pdf", thumbnail: str | None = None) -> FileId:
    file_id = received(db, viewer, name)
    told = Received(type="application/pdf", size=10, digest=b"d" * 32, blob_key=new_key(), thumbnail_key=thumbnail)
    accept_file(db, viewer, file_id, told)
    return file_id


def may_read(db: Db, viewer: Viewer, file_id: FileId) -> bool:
    try:
        return require_file(db, viewer, file_id).id == file_id
    except FileNotFound:
        return False


def sent(db: Db, viewer: Viewer, room_id: RoomId, *file_ids: FileId) -> object:
    return send_message(db, viewer, room_id, Draft(client_key=new_id(), text="", file_ids=list(file_ids)))


def test_before_it_is_attached_a_file_is_its_uploaders_alone(db: Db, cast: Cast) -> None:
    file_id = uploaded(db, cast.sato)
    assert may_read(db, cast.sato, file_id)
    for other in (cast.suzuki, cast.tanaka, cast.guest, cast.neighbour, cast.stranger):
        assert not may_read(db, other, file_id)


def test_an_attached_file_is_read_by_the_room_and_by_nobody_else(db: Db, cast: Cast) -> None:
    room_id = room_of(db, cast.sato, cast.tanaka)
    file_id = uploaded(db, cast.sato)
    sent(db, cast.sato, room_id, file_id)
    assert may_read(db, cast.tanaka, file_id)
    assert not may_read(db, cast.stranger, file_id)
    assert not may_read(db, cast.neighbour, file_id)


def test_a_stranger_cannot_tell_a_file_from_no_file(db: Db, cast: Cast) -> None:
    file_id = uploaded(db, cast.sato)
    for asked in (file_id, FileId(NO_SUCH_ID)):
        with pytest.raises(FileNotFound):
            content_of(db, cast.stranger, asked, True)
        with pytest.raises(FileNotFound):
            thumbnail_of(db, cast.stranger, asked)
        with pytest.raises(FileNotFound):
            attach(db, cast.stranger, [asked], "room:x", 1)


def test_who_joined_later_without_history_does_not_get_the_files_of_before(db: Db, cast: Cast) -> None:
    room_id = room_of(db, cast.sato, open=True, history="since_joining")
    before, after = uploaded(db, cast.sato), uploaded(db, cast.sato)
    sent(db, cast.sato, room_id, before)
    join_room(db, cast.tanaka, room_id)
    sent(db, cast.sato, room_id, after)
    assert not may_read(db, cast.tanaka, before)
    assert may_read(db, cast.tanaka, after)


def test_who_left_does_not_get_the_files_of_afterwards(db: Db, cast: Cast) -> None:
    room_id = room_of(db, cast.sato, cast.tanaka)
    leave_room(db, cast.tanaka, room_id)
    file_id = uploaded(db, cast.sato)
    sent(db, cast.sato, room_id, file_id)
    assert not may_read(db, cast.tanaka, file_id)


@pytest.mark.parametrize("removed", [True, False])
def test_who_is_no_longer_in_the_room_has_not_what_they_attached_there(db: Db, cast: Cast, removed: bool) -> None:
    room_id, other = room_of(db, cast.sato, cast.tanaka), room_of(db, cast.tanaka)
    file_id = uploaded(db, cast.tanaka, thumbnail=new_key())
    sent(db, cast.tanaka, room_id, file_id)
    assert may_read(db, cast.tanaka, file_id)
    if removed:
        remove_member(db, cast.sato, room_id, cast.tanaka.member_id)
    else:
        leave_room(db, cast.tanaka, room_id)
    with pytest.raises(FileNotFound):
        content_of(db, cast.tanaka, file_id, to_keep=False)
    with pytest.raises(FileNotFound):
        thumbnail_of(db, cast.tanaka, file_id)
    with pytest.raises(FileNotFound):
        sent(db, cast.tanaka, other, file_id)
    assert may_read(db, cast.sato, file_id)


def test_what_one_attached_is_found_where_one_still_reads_it(db: Db, cast: Cast) -> None:
    here, there = room_of(db, cast.sato, cast.tanaka), room_of(db, cast.suzuki, cast.tanaka)
    file_id = uploaded(db, cast.tanaka)
    sent(db, cast.tanaka, here, file_id)
    sent(db, cast.tanaka, there, file_id)
    leave_room(db, cast.tanaka, here)
    assert may_read(db, cast.tanaka, file_id)


def test_a_removed_message_takes_its_files_with_it_but_the_record_keeps_them(db: Db, cast: Cast) -> None:
    room_id = room_of(db, cast.sato, cast.tanaka)
    file_id = uploaded(db, cast.sato)
    message = send_message(db, cast.sato, room_id, Draft(client_key="k", text="", file_ids=[file_id]))
    remove_message(db, cast.sato, message.id)
    for viewer in (cast.tanaka, cast.sato):
        assert not may_read(db, viewer, file_id)
    assert forget_orphans(db, now=now_ms() + 2 * ORPHAN_MS) == []
    assert db.scalar(select(func.count()).select_from(file_use_table)) == 1


def test_a_file_shown_in_two_rooms_stays_where_it_was_not_withdrawn(db: Db, cast: Cast) -> None:
    here, there = room_of(db, cast.sato, cast.tanaka), room_of(db, cast.sato, cast.suzuki)
    file_id = uploaded(db, cast.sato)
    sent(db, cast.sato, here, file_id)
    sent(db, cast.sato, there, file_id)
    withdraw(db, f"room:{here}", head(db, f"room:{here}"))
    assert not may_read(db, cast.tanaka, file_id)
    assert may_read(db, cast.suzuki, file_id)


def test_what_one_may_read_one_may_pass_on(db: Db, cast: Cast) -> None:
    room_id, other = room_of(db, cast.sato, cast.tanaka), room_of(db, cast.tanaka, cast.suzuki)
    file_id = uploaded(db, cast.sato)
    sent(db, cast.sato, room_id, file_id)
    sent(db, cast.tanaka, other, file_id)
    assert may_read(db, cast.suzuki, file_id)


def test_attaching_keeps_the_order_and_tells_what_readers_see(db: Db, cast: Cast) -> None:
    files = [uploaded(db, cast.sato, f"{number}.pdf", thumbnail=new_key()) for number in range(5)]
    files.reverse()
    views = attach(db, cast.sato, [*files, files[0]], "room:x", 1)
    assert [view.id for view in views] == files
    assert {view.state for view in views} == {"clean"}
    assert all(view.thumbnail for view in views)


def test_unchecked_and_refused_files_are_neither_attached_nor_read(db: Db, cast: Cast) -> None:
    unchecked, refused = received(db, cast.sato), received(db, cast.sato)
    refuse_file(db, refused, "file.kind_refused")
    for file_id in (unchecked, refused):
        with pytest.raises(FileNotClean):
            attach(db, cast.sato, [file_id], "room:x", 1)
        with pytest.raises(FileNotClean):
            content_of(db, cast.sato, file_id, False)


def test_one_bad_file_attaches_none(db: Db, cast: Cast) -> None:
    with pytest.raises(FileNotFound):
        attach(db, cast.sato, [uploaded(db, cast.sato), uploaded(db, cast.tanaka)], "room:x", 1)
    assert db.scalar(select(func.count()).select_from(file_use_table)) == 0


def test_no_more_files_than_an_entry_carries(db: Db, cast: Cast) -> None:
    with pytest.raises(TooManyFiles):
        attach(db, cast.sato, [new_id() for _ in range(FILES_AT_MOST + 1)], "room:x", 1)


def test_a_file_announced_too_large_gets_no_row(db: Db, cast: Cast) -> None:
    with pytest.raises(FileTooLarge):
        received(db, cast.sato, size=1001)
    assert db.scalar(select(func.count()).select_from(file_table)) == 0


def test_a_quota_counts_uploads_under_way_and_is_each_bodys_own(db: Db, cast: Cast) -> None:
    _o = organization_table.c
    db.execute(update(organization_table).where(_o.id == cast.city).values(bytes_most=1500, file_bytes_most=1200))
    tight = Capacity(file_bytes=2000)
    announced = Announced("a", "text/plain", 1000)
    begun = begin_upload(db, cast.sato, announced, tight)
    with pytest.raises(QuotaExceeded):
        begin_upload(db, cast.tanaka, announced, tight)
    begin_upload(db, cast.neighbour, announced, tight)
    discard_upload(db, begun.id)
    assert used_bytes(db, cast.city) == 0
    begin_upload(db, cast.tanaka, announced, tight)


def test_the_largest_file_of_a_body_may_be_smaller_than_that_of_the_installation(db: Db, cast: Cast) -> None:
    _o = organization_table.c
    db.execute(update(organization_table).where(_o.id == cast.city).values(file_bytes_most=500))
    with pytest.raises(FileTooLarge):
        begin_upload(db, cast.sato, Announced("a", "text/plain", 501), CAPACITY)
    assert begin_upload(db, cast.sato, Announced("a", "text/plain", None), CAPACITY).most == 500
    assert begin_upload(db, cast.neighbour, Announced("a", "text/plain", 501), CAPACITY).most == 1000


def test_an_upload_of_unknown_length_counts_as_the_largest(db: Db, cast: Cast) -> None:
    begin_upload(db, cast.sato, Announced("a", "text/plain", None), CAPACITY)
    assert used_bytes(db, cast.city) == CAPACITY.file_bytes


def test_what_nobody_attached_for_a_day_is_forgotten_bytes_and_all(db: Db, cast: Cast) -> None:
    orphan, unfinished, kept = (
        uploaded(db, cast.sato, thumbnail=new_key()),
        received(db, cast.sato),
        uploaded(db, cast.sato),
    )
    attach(db, cast.sato, [kept], "room:x", 1)
    rows = db.all(select(file_table.c.id, file_table.c.blob_key, file_table.c.thumbnail_key))
    keys = {row[0]: {key for key in row[1:] if key} for row in rows}
    assert forget_orphans(db) == []
    db.execute(update(file_table).values(created_at=now_ms() - ORPHAN_MS - 1000))
    assert set(forget_orphans(db)) == keys[orphan] | keys[unfinished]
    assert db.scalars(select(file_table.c.id)) == [kept]


def test_a_file_attached_while_the_cleaner_looks_is_kept(database_url: str) -> None:
    """The cleaner saw an orphan; until it may delete it, the file has been attached."""
    engine = open_engine(database_url, pool_size=2)
    with transaction(engine) as db:
        cast = assemble(db)
        file_id = uploaded(db, cast.sato)
        db.execute(update(file_table).values(created_at=now_ms() - ORPHAN_MS - 1000))
    cleaned: list[str] = []

    def clean() -> None:
        with transaction(engine) as db:
            cleaned.extend(forget_orphans(db))

    with transaction(engine) as db:
        attach(db, cast.sato, [file_id], "room:x", 1)
        cleaner = Thread(target=clean)
        cleaner.start()
        cleaner.join(0.3)
        assert cleaner.is_alive()  # it waits for this transaction
    cleaner.join(10)
    assert cleaned == []
    with transaction(engine) as db:
        assert db.scalar(select(file_table.c.state).where(file_table.c.id == file_id)) == "clean"
    engine.dispose()


def test_accepting_what_was_already_decided_changes_nothing(db: Db, cast: Cast) -> None:
    file_id = received(db, cast.sato)
    refuse_file(db, file_id, "file.kind_refused")
    told = Received(type="application/pdf", size=10, digest=b"d" * 32, blob_key=new_key())
    assert accept_file(db, cast.sato, file_id, told).state == "refused"
