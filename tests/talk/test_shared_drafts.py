"""What somebody is writing is on all their devices, and nobody else's."""

import pytest

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.kit.national_numbers import MyNumberRefused
from kairan.people import member_stream
from kairan.talk.model import Mention
from kairan.talk.problems import MessageNotFound, RoomNotFound
from kairan.talk.rooms import leave_room
from kairan.talk.shared_drafts import DraftSaving, save_draft, shared_drafts
from tests.cast import Cast, room_of, say


def test_what_one_writes_is_on_all_ones_devices_and_nobody_elses(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    call = Mention(kind="person", id=cast.tanaka.member_id, start=0, length=6)
    first = save_draft(db, cast.sato, room, DraftSaving(text="@田中 一郎 さん", mentions=[call]))
    assert shared_drafts(db, cast.sato).drafts == [first]
    assert shared_drafts(db, cast.tanaka).drafts == []
    save_draft(db, cast.tanaka, room, DraftSaving(text="別の人"))
    second = save_draft(db, cast.sato, room, DraftSaving(text="明日の当番は"))
    assert second.n > first.n
    assert shared_drafts(db, cast.sato).drafts == [second]


def test_a_thread_has_one_of_its_own_and_what_was_sent_is_empty(db: Db, cast: Cast) -> None:
    room, other = room_of(db, cast.sato, cast.tanaka), room_of(db, cast.sato, name="ほか")
    root = say(db, cast.sato, room, "お知らせ")
    save_draft(db, cast.tanaka, room, DraftSaving(text="ルームに"))
    save_draft(db, cast.tanaka, room, DraftSaving(text="返信に", root_id=root.id))
    save_draft(db, cast.tanaka, room, DraftSaving())
    assert [(one.root_id, one.text) for one in shared_drafts(db, cast.tanaka).drafts] == [
        (root.id, "返信に"),
        (None, ""),
    ]
    with pytest.raises(MessageNotFound):
        save_draft(db, cast.sato, other, DraftSaving(text="返信に", root_id=root.id))


def test_it_leaves_no_trace_in_the_record_and_holds_no_my_number(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    before = len(entries_after(db, member_stream(cast.sato.member_id), 0, 1_000))
    save_draft(db, cast.sato, room, DraftSaving(text="下書き"))
    with pytest.raises(MyNumberRefused):
        save_draft(db, cast.sato, room, DraftSaving(text="123456789018"))
    assert len(entries_after(db, member_stream(cast.sato.member_id), 0, 1_000)) == before
    assert [one.text for one in shared_drafts(db, cast.sato).drafts] == ["下書き"]


def test_who_is_not_in_the_room_or_has_left_it_has_none_there(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    save_draft(db, cast.tanaka, room, DraftSaving(text="退出する前に"))
    leave_room(db, cast.tanaka, room)
    assert shared_drafts(db, cast.tanaka).drafts == []
    for outsider in (cast.tanaka, cast.stranger, cast.neighbour, cast.guest):
        with pytest.raises(RoomNotFound):
            save_draft(db, outsider, room, DraftSaving(text="外から"))


def test_the_oldest_go_when_there_are_too_many(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kairan.talk.shared_drafts.MOST", 2)
    rooms = [room_of(db, cast.sato, name=f"{number}") for number in range(3)]
    for room in rooms:
        save_draft(db, cast.sato, room, DraftSaving(text="書きかけ"))
    assert [one.room_id for one in shared_drafts(db, cast.sato).drafts] == rooms[1:]
