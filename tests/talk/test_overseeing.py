"""Rooms for administrators: names and numbers, a master where there is none, and never a word of the talk."""

import msgspec
import pytest

from kairan.administration.actions import suspend_person
from kairan.administration.audit import AuditFilter, audit
from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated
from kairan.people.roles import RoleNeeded
from kairan.talk.access import require_room
from kairan.talk.model import RoomId, room_stream
from kairan.talk.problems import NotInRoom, RoomHasMaster, RoomNotFound
from kairan.talk.room_administration import appoint_master, archive, candidates, oversee_rooms
from kairan.talk.rooms import open_direct
from tests.administration.conftest import Office, office_of
from tests.cast import NO_SUCH_ID, room_of, say


@pytest.fixture
def office(db: Db) -> Office:
    return office_of(db)


def test_administrators_see_names_and_numbers_but_no_direct_talk_and_no_word(db: Db, office: Office) -> None:
    cast = office.cast
    room_id = room_of(db, cast.sato, cast.tanaka, cast.guest, name="避難所運営", purpose="内密の目的")
    say(db, cast.sato, room_id, "極秘の議題")
    say(db, cast.sato, open_direct(db, cast.sato, [cast.tanaka.member_id]), "内緒の話")
    found = oversee_rooms(db, office.yoshida)
    (room,) = found.rooms
    assert (room.name, room.members, room.guests, room.master_names) == ("避難所運営", 3, 1, ["佐藤 美咲"])
    assert room.active_on is not None
    told = msgspec.json.encode(found).decode()
    assert not [word for word in ("極秘", "内緒", "内密") if word in told]
    assert oversee_rooms(db, office.yoshida, "ひなんじょ").total == 0
    assert oversee_rooms(db, office.yoshida, "避難").total == 1


def test_only_who_does_the_task_finds_rooms_and_other_bodies_have_none(db: Db, office: Office) -> None:
    room_id = room_of(db, office.cast.sato, name="避難所運営")
    for viewer in (office.cast.sato, office.auditor, office.cast.guest):
        for act in (
            lambda who: oversee_rooms(db, who),
            lambda who: candidates(db, who, room_id),
            lambda who: appoint_master(db, who, room_id, office.cast.sato.member_id),
            lambda who: archive(db, who, room_id, archived=True),
        ):
            with pytest.raises(RoleNeeded):
                act(viewer)
    assert oversee_rooms(db, office.townsman).total == 0
    for one in (room_id, RoomId(NO_SUCH_ID)):
        with pytest.raises(RoomNotFound):
            archive(db, office.townsman, one, archived=True)


def test_a_room_whose_master_cannot_act_gets_one_and_the_room_is_told(db: Db, office: Office) -> None:
    cast = office.cast
    room_id = room_of(db, cast.sato, cast.tanaka, cast.guest, name="避難所運営")
    with pytest.raises(RoomHasMaster):
        appoint_master(db, office.yoshida, room_id, cast.tanaka.member_id)
    assert oversee_rooms(db, office.yoshida).masterless == 0
    suspend_person(db, office.yoshida, cast.sato.member_id)
    found = oversee_rooms(db, office.yoshida, state="masterless")
    assert ([room.id for room in found.rooms], found.masterless) == ([room_id], 1)
    assert [one.id for one in candidates(db, office.yoshida, room_id)] == [cast.tanaka.member_id]
    for nobody in (cast.guest, cast.stranger, cast.sato):
        with pytest.raises(NotInRoom):
            appoint_master(db, office.yoshida, room_id, nobody.member_id)
    appointed = appoint_master(db, office.yoshida, room_id, cast.tanaka.member_id)
    assert appointed.master_names == ["田中 一郎"]
    assert require_room(db, cast.tanaka, room_id).role == "master"
    assert entries_after(db, room_stream(room_id), 0, 100)[-1].kind == "master.named"
    assert audit(db, office.yoshida, AuditFilter()).entries[0].kind == "room.master_appointed"


def test_archiving_twice_is_told_once_and_can_be_taken_back(db: Db, office: Office) -> None:
    room_id = room_of(db, office.cast.sato, name="昔のルーム")
    for archived in (True, True, False):
        archive(db, office.yoshida, room_id, archived=archived)
    kinds = [entry.kind for entry in entries_after(db, room_stream(room_id), 0, 100)]
    assert (kinds.count("room.archived"), kinds.count("room.unarchived")) == (1, 1)
    acts = audit(db, office.yoshida, AuditFilter(act="room.archived_by_administrator")).entries
    assert len(acts) == 2


def test_a_delegate_sees_the_rooms_that_their_departments_lead(db: Db, office: Office) -> None:
    cast = office.cast
    own = room_of(db, cast.tanaka, cast.sato, name="道路")
    room_of(db, cast.sato, cast.tanaka, name="福祉")
    lost = room_of(db, cast.suzuki, cast.tanaka, name="主のない部屋")
    suspend_person(db, office.yoshida, cast.suzuki.member_id)
    clerk = msgspec.structs.replace(cast.stranger, delegated=frozenset({Delegated("rooms", cast.works)}))
    assert {room.id for room in oversee_rooms(db, clerk).rooms} == {own, lost}
    assert appoint_master(db, clerk, lost, cast.tanaka.member_id).masters == 1


def test_long_lists_come_in_pages_that_hold_every_room_once(db: Db, office: Office) -> None:
    for number in range(120):
        room_of(db, office.cast.sato, name=f"部屋 {number:03}")
    first = oversee_rooms(db, office.yoshida)
    rest = oversee_rooms(db, office.yoshida, after=first.next)
    assert (first.total, len(first.rooms), len(rest.rooms), rest.next) == (120, 100, 20, None)
    assert len({room.id for room in first.rooms + rest.rooms}) == 120
