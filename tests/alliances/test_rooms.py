"""Rooms of an alliance: who is let in, who is not, what goes out when a body goes, and what never goes anywhere."""

import msgspec
import pytest

from kairan.alliances.directory import rooms_of_alliance
from kairan.alliances.founding import found_alliance
from kairan.alliances.jobs import sweep
from kairan.alliances.model import AllianceProfile, NewAlliance, Sent
from kairan.alliances.people import people_of_alliance, set_profile
from kairan.alliances.problems import AllianceNotFound, AllianceSentUnknown
from kairan.alliances.queries import alliance
from kairan.alliances.rooms import join_alliance_room
from kairan.core.journal import readable_span
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import PersonNotFound, create_department, create_organization, hold_posts
from kairan.people.posts import Post
from kairan.people.queries import find_people
from kairan.policy.problems import RefusedByPolicy
from kairan.talk.access import require_room
from kairan.talk.alliance_problems import (
    AllianceFileStays,
    AllianceForbidsClass,
    AllianceForbidsFiles,
    AllianceRoomHasNoDepartment,
    NotSentByBody,
    PersonOfOtherBody,
)
from kairan.talk.cards import card_of, members_of, open_rooms
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.memberships import admit
from kairan.talk.model import AllianceId, NewRoom, RoomChange, RoomId, room_stream
from kairan.talk.problems import RoomNotFound
from kairan.talk.queries import Place, page_of
from kairan.talk.rooms import change_room, create_room, invite, join_room, open_direct
from tests.alliances.conftest import EVERYBODY, Region, act, gathered, join, room, send
from tests.cast import person, room_of, say
from tests.files.test_attach import sent, uploaded


def people(db: Db, viewer: Viewer, here: RoomId) -> set[str]:
    return {one.person.id for one in members_of(db, viewer, here)}


def test_people_of_several_bodies_talk_in_a_room_that_says_so(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato, all_in.kondo, theme="まちづくり", purpose="空き家対策の相談")
    listed = rooms_of_alliance(db, all_in.tonari, all_in.alliance, "空き家")
    assert [(one.name, one.bodies, one.is_in) for one in listed.rooms] == [("空き家", ["あおば市", "みさき県"], False)]
    assert listed.themes == ["まちづくり"]
    join_alliance_room(db, all_in.tonari, all_in.alliance, here)
    join_alliance_room(db, all_in.tonari, all_in.alliance, here)
    say(db, all_in.tonari, here, "ほかの町ではどうしていますか")
    card = card_of(db, all_in.sato, here)
    assert (card.organizations, card.alliance_id, card.member_count) == (["みさき県", "みどり町"], all_in.alliance, 3)
    assert card.mine is not None
    assert card.mine.unread == 1
    assert fold_room(db, here) == fetch_room(db, here)
    # A search by every word, and by theme.
    assert not rooms_of_alliance(db, all_in.tonari, all_in.alliance, "空き家 移住").rooms
    assert rooms_of_alliance(db, all_in.tonari, all_in.alliance, theme="まちづくり").rooms[0].is_in


def test_of_other_bodies_one_sees_no_more_than_they_show(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato, all_in.tonari)
    say(db, all_in.sato, here, "はじめまして")
    shown = {one.person.id: one.person for one in members_of(db, all_in.tonari, here)}
    said = page_of(db, all_in.tonari, here, Place()).people
    found = find_people(db, all_in.tonari, ids=[all_in.sato.member_id]).people
    for one in (shown[all_in.sato.member_id], *said, *found):
        assert (one.organization, one.department, one.extension, one.former) == ("あおば市", "福祉課", None, [])
    set_profile(db, all_in.sato, all_in.alliance, AllianceProfile(about="空き家バンク", contact="内線 321"))
    by_theme = people_of_alliance(db, all_in.tonari, all_in.alliance, "空き家")
    assert [(one.person.id, one.contact) for one in by_theme.people] == [(all_in.sato.member_id, "内線 321")]
    of_town = people_of_alliance(db, all_in.sato, all_in.alliance, body_id=all_in.town)
    assert {one.person.organization_id for one in of_town.people} == {all_in.town}


def test_whom_a_body_sends_is_its_own_decision(db: Db, region: Region) -> None:
    join(db, region, region.city, region.mayor)
    cast = region.office.cast
    assert alliance(db, region.mayor, region.alliance).card.people == 0
    send(db, region, region.mayor, Sent("department", cast.welfare))
    for who, takes_part in ((cast.sato, True), (cast.suzuki, True), (cast.tanaka, False), (cast.guest, False)):
        assert alliance_is_known(db, who, region) == takes_part
    send(db, region, region.mayor, Sent("person", cast.tanaka.member_id), Sent("post", "課長"))
    assert not alliance_is_known(db, cast.sato, region)
    assert alliance_is_known(db, cast.tanaka, region)
    hold_posts(db, region.mayor, cast.sato.member_id, [Post(cast.welfare, "課長")])
    assert alliance_is_known(db, cast.sato, region)
    for wrong in (
        Sent("person", region.tonari.member_id),
        Sent("person", cast.guest.member_id),
        Sent("department", create_department(db, None, region.town, "他の課")),
        Sent("post", ""),
    ):
        with pytest.raises((AllianceSentUnknown, ValueError)):
            send(db, region, region.mayor, wrong)


def alliance_is_known(db: Db, who: Viewer, region: Region) -> bool:
    try:
        return alliance(db, who, region.alliance).card.is_sent
    except AllianceNotFound:
        return False


def test_nobody_comes_in_whom_no_body_sends(db: Db, all_in: Region) -> None:
    cast = all_in.office.cast
    send(db, all_in, all_in.mayor, Sent("person", cast.sato.member_id))
    here = room(db, all_in, cast.sato, all_in.tonari)
    elsewhere = person(db, create_organization(db, None, "よその市", "municipality"), "y", "よそ", "よそ", None)
    for stranger in (cast.tanaka, cast.guest, elsewhere):
        with pytest.raises(PersonNotFound):
            invite(db, cast.sato, here, [stranger.member_id])
        with pytest.raises((AllianceNotFound, NotSentByBody, RefusedByPolicy)):
            join_alliance_room(db, stranger, all_in.alliance, here)
        with pytest.raises((RoomNotFound, RefusedByPolicy)):
            join_room(db, stranger, here)
        with pytest.raises(RoomNotFound):
            require_room(db, stranger, here)
        with pytest.raises(NotSentByBody):
            admit(db, cast.sato, here, stranger.member_id)
        assert here not in {card.id for card in open_rooms(db, stranger).rooms}
        assert readable_span(db, stranger, room_stream(here)) is None
    # The administrator of a joined body who is not sent sees that the alliance is there, and none of its rooms.
    assert rooms_of_alliance(db, all_in.mayor, all_in.alliance).rooms == []
    with pytest.raises(NotSentByBody):
        people_of_alliance(db, all_in.mayor, all_in.alliance)


def test_a_room_of_ones_own_body_holds_nobody_else(db: Db, all_in: Region) -> None:
    room(db, all_in, all_in.sato, all_in.tonari)  # they know each other
    own = room_of(db, all_in.sato)
    tonari = [all_in.tonari.member_id]
    for attempt in (
        lambda: invite(db, all_in.sato, own, tonari),
        lambda: create_room(db, all_in.sato, NewRoom(name="内緒", member_ids=tonari)),
        lambda: open_direct(db, all_in.sato, tonari),
        lambda: admit(db, None, own, MemberId(tonari[0])),
    ):
        with pytest.raises(PersonOfOtherBody):
            attempt()


def test_who_is_sent_no_more_goes_out_at_once(db: Db, all_in: Region) -> None:
    cast = all_in.office.cast
    send(db, all_in, all_in.mayor, Sent("department", cast.welfare))
    here = room(db, all_in, all_in.tonari, cast.sato, cast.suzuki)
    hold_posts(db, all_in.mayor, cast.sato.member_id, [Post(cast.works, "主事")])  # moved away
    assert people(db, all_in.tonari, here) == {all_in.tonari.member_id, cast.suzuki.member_id}
    with pytest.raises(RoomNotFound):
        require_room(db, cast.sato, here)
    send(db, all_in, all_in.mayor)
    assert people(db, all_in.tonari, here) == {all_in.tonari.member_id}
    sweep(db)
    assert people(db, all_in.tonari, here) == {all_in.tonari.member_id}


def test_a_body_leaves_in_the_middle_of_a_conversation(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato, all_in.tonari, all_in.kondo)
    say(db, all_in.sato, here, "続きはまた明日")
    act(db, all_in, all_in.mayor, all_in.city, "leave")
    with pytest.raises(RoomNotFound):
        require_room(db, all_in.sato, here)
    assert readable_span(db, all_in.sato, room_stream(here)) is None
    assert not alliance_is_known(db, all_in.sato, all_in)
    # What was said stays, and the room has another master.
    assert [one.text for one in page_of(db, all_in.tonari, here, Place()).messages] == ["続きはまた明日"]
    assert any(one.role == "master" for one in members_of(db, all_in.tonari, here))
    # Whoever comes back begins anew: it sends nobody until it decides again.
    act(db, all_in, all_in.mayor, all_in.city, "ask")
    act(db, all_in, all_in.governor, all_in.city, "admit")
    assert not alliance_is_known(db, all_in.sato, all_in)
    send(db, all_in, all_in.mayor, EVERYBODY)
    with pytest.raises(RoomNotFound):
        require_room(db, all_in.sato, here)
    join_alliance_room(db, all_in.sato, all_in.alliance, here)
    assert fold_room(db, here) == fetch_room(db, here)


def test_who_was_suspended_comes_back_as_they_were(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato, all_in.tonari)
    act(db, all_in, all_in.governor, all_in.city, "suspend")
    with pytest.raises(RoomNotFound):
        require_room(db, all_in.sato, here)
    act(db, all_in, all_in.governor, all_in.city, "resume")
    assert require_room(db, all_in.sato, here).role == "master"
    act(db, all_in, all_in.reeve, all_in.town, "pause")
    send(db, all_in, all_in.reeve)
    act(db, all_in, all_in.reeve, all_in.town, "return")
    assert people(db, all_in.sato, here) == {all_in.sato.member_id}  # whom it sends no more stays outside


def test_the_policy_of_the_stricter_body_holds_for_all(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato, all_in.tonari, room_class=2)
    send(db, all_in, all_in.reeve, EVERYBODY, class_most=1, files=False)
    assert alliance(db, all_in.sato, all_in.alliance).limits.class_most == 1
    with pytest.raises(AllianceForbidsClass):
        say(db, all_in.sato, here, "機密性2の話")
    with pytest.raises(AllianceForbidsClass):
        room(db, all_in, all_in.sato, room_class=2)
    change_room(db, all_in.sato, here, RoomChange(room_class=1))
    say(db, all_in.sato, here, "機密性1の話")
    with pytest.raises(AllianceForbidsClass):
        change_room(db, all_in.sato, here, RoomChange(room_class=3))
    with pytest.raises(AllianceForbidsFiles):
        sent(db, all_in.sato, here, uploaded(db, all_in.sato))
    with pytest.raises(AllianceRoomHasNoDepartment):
        change_room(db, all_in.sato, here, RoomChange(department_id=all_in.office.cast.welfare))
    act(db, all_in, all_in.reeve, all_in.town, "leave")  # the strictest is gone
    change_room(db, all_in.sato, here, RoomChange(room_class=3))


def test_nothing_is_passed_on_to_a_third_alliance(db: Db, all_in: Region) -> None:
    other = msgspec.structs.replace(all_in, alliance=_second(db, all_in))
    here, there, own = room(db, all_in, all_in.sato), room(db, other, all_in.sato), room_of(db, all_in.sato)
    file_id = uploaded(db, all_in.sato)
    for allowed in (here, here, own):  # home, too: all bodies allow it
        sent(db, all_in.sato, allowed, file_id)
    with pytest.raises(AllianceFileStays):
        sent(db, all_in.sato, there, file_id)  # nor by way of the room at home
    send(db, all_in, all_in.governor, EVERYBODY, passing_on=False)
    with pytest.raises(AllianceFileStays):
        sent(db, all_in.sato, own, file_id)


def _second(db: Db, all_in: Region) -> AllianceId:
    made = found_alliance(db, all_in.mayor, NewAlliance(name="別の連携", terms="約束"))
    send(db, msgspec.structs.replace(all_in, alliance=made), all_in.mayor, EVERYBODY)
    return made


def test_bodies_of_one_alliance_stay_apart_in_everything_else(db: Db) -> None:
    region = gathered(db)
    own = room_of(db, region.sato, name="市の部屋", open=True)
    say(db, region.sato, own, "市の中の話")
    for other in (region.tonari, region.kondo):
        with pytest.raises(RoomNotFound):
            require_room(db, other, own)
        with pytest.raises(RoomNotFound):
            join_room(db, other, own)
        assert open_rooms(db, other).rooms == []
        assert region.sato.member_id not in {one.id for one in find_people(db, other).people}
