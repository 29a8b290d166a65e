"""What happened in a room stands in its timeline, between the messages where it happened, for those who may see it."""

from kairan.core.kit.database import Db
from kairan.talk.leaving import leaving
from kairan.talk.model import RoomChange
from kairan.talk.queries import Place, page_of
from kairan.talk.rooms import change_room, invite, leave_room, name_master
from tests.cast import Cast, room_of, say


def test_comings_goings_and_new_names_are_told_where_they_happened(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    say(db, cast.sato, room, "一")
    invite(db, cast.sato, room, [cast.tanaka.member_id])
    change_room(db, cast.sato, room, RoomChange(name="新しい名前"))
    say(db, cast.sato, room, "二")
    leave_room(db, cast.tanaka, room)
    page = page_of(db, cast.sato, room, Place())
    assert [(one.kind, one.member_id, one.name) for one in page.happenings] == [
        ("room.created", None, "避難所運営"),
        ("member.joined", cast.sato.member_id, None),
        ("member.joined", cast.tanaka.member_id, None),
        ("room.changed", None, "新しい名前"),
        ("member.left", cast.tanaka.member_id, None),
    ]
    first, second = page.messages
    assert [one.kind for one in page.happenings if first.seq < one.seq < second.seq] == [
        "member.joined",
        "room.changed",
    ]


def test_pages_that_meet_tell_everything_once(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    for guest in (cast.tanaka, cast.suzuki, cast.stranger):
        say(db, cast.sato, room, "話")
        invite(db, cast.sato, room, [guest.member_id])
    whole = page_of(db, cast.sato, room, Place()).happenings
    newest = page_of(db, cast.sato, room, Place(limit=1))
    older = page_of(db, cast.sato, room, Place(before=newest.messages[0].seq, limit=1))
    oldest = page_of(db, cast.sato, room, Place(before=older.messages[0].seq, limit=1))
    assert [*oldest.happenings, *older.happenings, *newest.happenings] == whole
    newer = page_of(db, cast.sato, room, Place(after=oldest.messages[0].seq, limit=1))
    assert newer.happenings == older.happenings


def test_who_sees_no_history_hears_of_nothing_before_their_coming(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, history="since_joining")
    change_room(db, cast.sato, room, RoomChange(purpose="内輪の話"))
    invite(db, cast.sato, room, [cast.tanaka.member_id])
    told = page_of(db, cast.tanaka, room, Place()).happenings
    assert [(one.kind, one.member_id) for one in told] == [("member.joined", cast.tanaka.member_id)]


def test_whoever_leaves_is_told_who_becomes_master(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, cast.guest)
    heir = leaving(db, cast.sato, room).heir
    assert heir is not None
    assert heir.id == cast.tanaka.member_id
    assert leaving(db, cast.tanaka, room).heir is None
    name_master(db, cast.sato, room, cast.tanaka.member_id)
    assert leaving(db, cast.sato, room).heir is None
