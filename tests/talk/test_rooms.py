"""Making, changing, joining and leaving rooms, and who may."""

from collections.abc import Callable

import msgspec
import pytest

from kairan.core.journal import Span, entries_after, followed_streams, readable_span
from kairan.core.kit.database import Db
from kairan.core.kit.text import NameEmpty, TextTooLong
from kairan.core.viewer import Rules, Viewer
from kairan.people import PersonNotFound, organization_stream
from kairan.people.queries import find_people
from kairan.policy.problems import RefusedByPolicy
from kairan.talk.access import require_room
from kairan.talk.cards import card_of, cards_of, members_of, open_rooms
from kairan.talk.model import Keep, NewRoom, RoomChange, RoomId, room_stream
from kairan.talk.problems import (
    DirectTalkFixed,
    GuestNotMet,
    GuestParted,
    MasterOnly,
    MessageNotFound,
    NobodyChosen,
    RoomNotFound,
    TooManyPeople,
)
from kairan.talk.queries import Place, message, page_of
from kairan.talk.rooms import (
    archive_room,
    change_room,
    create_room,
    invite,
    join_room,
    keep_room,
    leave_room,
    name_master,
    open_direct,
    remove_member,
    withdraw_master,
)
from tests.cast import NO_SUCH_ID, Cast, person, room_of, say


def roles(db: Db, viewer: Viewer, room: RoomId) -> dict[str, str]:
    return {member.person.id: member.role for member in members_of(db, viewer, room)}


def test_who_makes_a_room_is_its_master(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    assert roles(db, cast.sato, room) == {cast.sato.member_id: "master", cast.tanaka.member_id: "member"}


def test_a_guest_makes_no_rooms_and_joins_none(db: Db, cast: Cast) -> None:
    open_room = room_of(db, cast.sato, open=True)
    with pytest.raises(RefusedByPolicy):
        create_room(db, cast.guest, NewRoom(name="ゲストの部屋"))
    with pytest.raises(RefusedByPolicy):
        join_room(db, cast.guest, open_room)
    assert open_rooms(db, cast.guest).rooms == []


def test_an_open_room_is_for_ones_own_body(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, open=True, name="図書の部屋")
    assert [card.id for card in open_rooms(db, cast.stranger, "図書").rooms] == [room]
    assert open_rooms(db, cast.neighbour).rooms == []
    with pytest.raises(RoomNotFound):
        join_room(db, cast.neighbour, room)
    with pytest.raises(RoomNotFound):
        card_of(db, cast.neighbour, room)
    join_room(db, cast.stranger, room)
    join_room(db, cast.stranger, room)
    assert len(members_of(db, cast.stranger, room)) == 2
    assert open_rooms(db, cast.stranger).rooms == []


def test_an_open_room_shows_its_name_but_not_its_talk(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, open=True)
    sent = say(db, cast.sato, room, "中の話")
    card = card_of(db, cast.stranger, room)
    assert (card.mine, card.last) == (None, None)
    with pytest.raises(RoomNotFound):
        page_of(db, cast.stranger, room, Place())
    with pytest.raises(MessageNotFound):
        message(db, cast.stranger, sent.id)
    assert readable_span(db, cast.stranger, room_stream(room)) is None


def test_a_closed_room_is_as_no_room(db: Db, cast: Cast) -> None:
    closed = room_of(db, cast.sato)
    for who in (cast.stranger, cast.neighbour, cast.guest):
        for room in (closed, RoomId(NO_SUCH_ID)):
            for refused in (card_of, members_of, leave_room, archive_room):
                with pytest.raises(RoomNotFound):
                    refused(db, who, room)
            with pytest.raises(RoomNotFound):
                change_room(db, who, room, RoomChange(name="乗っ取り"))
            with pytest.raises((RoomNotFound, RefusedByPolicy)):
                join_room(db, who, room)


def test_history_since_joining_hides_what_was_before(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, history="since_joining")
    old = say(db, cast.sato, room, "前の話")
    invite(db, cast.sato, room, [cast.tanaka.member_id])
    new = say(db, cast.sato, room, "後の話")
    assert [m.id for m in page_of(db, cast.tanaka, room, Place()).messages] == [new.id]
    assert page_of(db, cast.tanaka, room, Place(around=old.seq)).messages[0].id == new.id
    with pytest.raises(MessageNotFound):
        message(db, cast.tanaka, old.id)
    span = readable_span(db, cast.tanaka, room_stream(room))
    assert span is not None
    assert not span.holds(old.seq)
    assert readable_span(db, cast.sato, room_stream(room)) == Span(1)
    change_room(db, cast.sato, room, RoomChange(history="all"))
    assert len(page_of(db, cast.tanaka, room, Place()).messages) == 1


def test_the_card_shows_no_last_message_older_than_what_one_may_see(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, history="since_joining")
    say(db, cast.sato, room, "前の話")
    invite(db, cast.sato, room, [cast.tanaka.member_id])
    (card,) = cards_of(db, cast.tanaka)
    assert card.last is None
    assert card.mine is not None
    assert card.mine.unread == 0


def test_only_masters_change_a_room(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    refusals: list[Callable[[], object]] = [
        lambda: change_room(db, cast.tanaka, room, RoomChange(name="別名")),
        lambda: archive_room(db, cast.tanaka, room),
        lambda: remove_member(db, cast.tanaka, room, cast.sato.member_id),
        lambda: name_master(db, cast.tanaka, room, cast.tanaka.member_id),
        lambda: withdraw_master(db, cast.tanaka, room, cast.sato.member_id),
    ]
    for refused in refusals:
        with pytest.raises(MasterOnly):
            refused()
    change_room(db, cast.sato, room, RoomChange(name="新しい名前", purpose="目的"))
    assert card_of(db, cast.tanaka, room).name == "新しい名前"


@pytest.mark.parametrize("name", ["", "  ", "\u200b"])
def test_a_room_needs_a_name(db: Db, cast: Cast, name: str) -> None:
    with pytest.raises(NameEmpty):
        room_of(db, cast.sato, name=name)


def test_a_room_name_has_a_limit(db: Db, cast: Cast) -> None:
    with pytest.raises(TextTooLong):
        room_of(db, cast.sato, name="長" * 81)


def test_the_last_master_who_leaves_is_followed_by_the_longest_member(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    invite(db, cast.sato, room, [cast.suzuki.member_id])
    with pytest.raises(MasterOnly):
        withdraw_master(db, cast.sato, room, cast.sato.member_id)
    leave_room(db, cast.sato, room)
    assert roles(db, cast.tanaka, room)[cast.tanaka.member_id] == "master"
    with pytest.raises(RoomNotFound):
        card_of(db, cast.sato, room)


def test_one_cannot_invite_whom_one_may_not_know(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    for who in (cast.neighbour.member_id, NO_SUCH_ID):
        with pytest.raises(PersonNotFound):
            invite(db, cast.sato, room, [who])  # type: ignore[list-item]
    assert len(members_of(db, cast.sato, room)) == 1


def test_there_is_one_direct_talk_for_the_same_people(db: Db, cast: Cast) -> None:
    one = open_direct(db, cast.sato, [cast.tanaka.member_id])
    assert open_direct(db, cast.tanaka, [cast.sato.member_id, cast.tanaka.member_id]) == one
    assert open_direct(db, cast.sato, [cast.tanaka.member_id, cast.suzuki.member_id]) != one
    card = card_of(db, cast.sato, one)
    assert card.name is None
    assert [other.id for other in card.people] == [cast.tanaka.member_id]


def test_a_direct_talk_is_fixed(db: Db, cast: Cast) -> None:
    talk = open_direct(db, cast.sato, [cast.tanaka.member_id])
    refusals: list[Callable[[], object]] = [
        lambda: invite(db, cast.sato, talk, [cast.suzuki.member_id]),
        lambda: leave_room(db, cast.sato, talk),
        lambda: remove_member(db, cast.sato, talk, cast.tanaka.member_id),
        lambda: change_room(db, cast.sato, talk, RoomChange(name="名前")),
    ]
    for refused in refusals:
        with pytest.raises(DirectTalkFixed):
            refused()


def test_a_direct_talk_needs_somebody_and_not_too_many(db: Db, cast: Cast) -> None:
    with pytest.raises(NobodyChosen):
        open_direct(db, cast.sato, [cast.sato.member_id])
    many = [person(db, cast.city, f"p{i}", f"職員{i}", "", None).member_id for i in range(20)]
    with pytest.raises(TooManyPeople):
        open_direct(db, cast.sato, many)
    with pytest.raises(PersonNotFound):
        open_direct(db, cast.sato, [cast.neighbour.member_id])


def test_a_favourite_is_ones_own_affair(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    keep_room(db, cast.sato, room, Keep(favourite=True))
    keep_room(db, cast.sato, room, Keep(notify="mentions"))
    mine, theirs = card_of(db, cast.sato, room).mine, card_of(db, cast.tanaka, room).mine
    assert mine is not None
    assert theirs is not None
    assert (mine.favourite, mine.notify) == (True, "mentions")
    assert (theirs.favourite, theirs.notify) == (False, "all")


def test_one_follows_the_rooms_one_is_in_and_no_others(db: Db, cast: Cast) -> None:
    mine, other = room_of(db, cast.sato, cast.tanaka), room_of(db, cast.sato)
    assert room_stream(mine) in followed_streams(db, cast.tanaka)
    assert room_stream(other) not in followed_streams(db, cast.tanaka)
    remove_member(db, cast.sato, mine, cast.tanaka.member_id)
    assert room_stream(mine) not in followed_streams(db, cast.tanaka)


def test_somebody_who_comes_back_sees_their_messages_again(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    say(db, cast.tanaka, room, "行ってきます")
    remove_member(db, cast.sato, room, cast.tanaka.member_id)
    say(db, cast.sato, room, "留守の間の話")
    invite(db, cast.sato, room, [cast.tanaka.member_id])
    mine = card_of(db, cast.tanaka, room).mine
    assert mine is not None
    assert mine.unread == 0
    assert len(page_of(db, cast.tanaka, room, Place()).messages) == 2


def test_a_guest_talks_directly_with_one_member_of_the_staff_of_a_shared_room(db: Db, cast: Cast) -> None:
    other = person(db, cast.city, "guest2", "別の 客", "べつの きゃく", None, "guest")
    room = room_of(db, cast.sato, cast.guest, other, cast.tanaka)
    for wanted in ([cast.suzuki], [other]):  # not in the room; another guest
        with pytest.raises((GuestNotMet, PersonNotFound)):
            open_direct(db, cast.guest, [one.member_id for one in wanted])
    with pytest.raises(RefusedByPolicy):
        open_direct(db, cast.guest, [cast.sato.member_id, cast.tanaka.member_id])
    talk = open_direct(db, cast.guest, [cast.sato.member_id])
    say(db, cast.guest, talk, "よろしくお願いします。")
    with pytest.raises(GuestNotMet):
        open_direct(db, cast.suzuki, [cast.guest.member_id])
    remove_member(db, cast.sato, room, cast.guest.member_id)
    with pytest.raises(GuestParted):
        say(db, cast.guest, talk, "まだ書けますか。")
    assert find_people(db, cast.guest, ids=[cast.sato.member_id]).people == []
    say(db, cast.sato, talk, "お世話になりました。")


def test_everybody_may_leave_a_direct_talk_of_three_and_begin_a_new_one(db: Db, cast: Cast) -> None:
    others = [cast.tanaka.member_id, cast.suzuki.member_id]
    talk = open_direct(db, cast.sato, others)
    leave_room(db, cast.tanaka, talk)
    with pytest.raises(RoomNotFound):
        require_room(db, cast.tanaka, talk)
    with pytest.raises(DirectTalkFixed):  # two are left
        leave_room(db, cast.suzuki, talk)
    assert open_direct(db, cast.sato, others) != talk


def test_whatever_brings_others_in_asks_whether_they_may_be_brought_in(db: Db, cast: Cast) -> None:
    sato = msgspec.structs.replace(cast.sato, rules=Rules(upto={"invite": 0}))
    room = room_of(db, sato)
    for act in (
        lambda: create_room(db, sato, NewRoom(name="新しい", member_ids=[cast.tanaka.member_id])),
        lambda: change_room(db, sato, room, RoomChange(department_id=cast.works)),
        lambda: invite(db, sato, room, [cast.tanaka.member_id]),
        lambda: open_direct(db, sato, [cast.tanaka.member_id, cast.suzuki.member_id]),
    ):
        with pytest.raises(RefusedByPolicy):
            act()
    assert open_direct(db, sato, [cast.tanaka.member_id])


def test_what_widens_who_may_read_a_room_is_on_the_bodys_record(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, room_class=3, history="since_joining")
    change_room(db, cast.sato, room, RoomChange(open=True, history="all", room_class=1))
    change_room(db, cast.sato, room, RoomChange(room_class=2, department_id=cast.works))
    entries = entries_after(db, organization_stream(cast.city), 0, 1000)
    told = [msgspec.json.decode(one.body) for one in entries if one.kind == "room.widened"]
    assert [one["how"] for one in told] == ["opened", "history_opened", "class_lowered", "department_brought_in"]
    assert {one["room_id"] for one in told} == {room}
