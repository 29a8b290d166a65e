"""Experts and companies (フェロー) in an alliance's rooms: answered for by whoever takes part, told to all bodies."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kairan.alliances.guests import AllianceGuest, guests_of_alliance
from kairan.alliances.model import Sent
from kairan.alliances.moderation import report_message, reports
from kairan.alliances.moderation_model import NewMessageReport
from kairan.alliances.people import people_of_alliance
from kairan.alliances.problems import AllianceNotFound
from kairan.alliances.rooms import join_alliance_room
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.guests.accepting import accept, open_link
from kairan.guests.inviting import Made, invite_guest
from kairan.guests.letters import Delivery
from kairan.guests.model import NewInvitation, today
from kairan.guests.problems import GuestBySponsor, InvitationWithdrawn
from kairan.guests.sponsorship import change_sponsor
from kairan.people import PersonNotFound, member_table
from kairan.talk.access import require_room
from kairan.talk.alliance_problems import AllianceForbidsGuests, GuestSponsorOutside
from kairan.talk.cards import card_of
from kairan.talk.model import RoomId
from kairan.talk.problems import RoomNotFound
from kairan.talk.rooms import invite
from tests.alliances.conftest import EVERYBODY, Region, act, room, send
from tests.cast import say

ON_SCREEN = Delivery(None, None)


def invited(db: Db, region: Region, here: RoomId, **more: object) -> Made:
    """Let 佐藤 invite a fellow into a room of the alliance."""
    given = {
        "name": "港 太郎",
        "body": "みなと大学",
        "mail": "taro@minato.example.jp",
        "purpose": "空き家対策の助言（フェロー）",
        "ends_on": (today() + timedelta(days=30)).isoformat(),
        "room_ids": [here],
        **more,
    }
    return invite_guest(db, region.sato, NewInvitation(**given), ON_SCREEN)  # type: ignore[arg-type]


def came(db: Db, region: Region, here: RoomId, **more: object) -> Viewer:
    """Let the fellow accept."""
    accept(db, token_of(invited(db, region, here, **more)), "scrypt:none")
    member_id = db.scalar(select(member_table.c.id).where(member_table.c.name == "港 太郎"))
    return Viewer(member_id=MemberId(member_id), organization_id=region.city, kind="guest")


def token_of(made: Made) -> str:
    assert made.link is not None
    return made.link.partition("#")[2]


def told(db: Db, region: Region, who: Viewer) -> list[AllianceGuest]:
    return guests_of_alliance(db, who, region.alliance).guests


def test_a_fellow_is_in_the_rooms_they_were_brought_into_and_all_bodies_know_what_for(db: Db, all_in: Region) -> None:
    here, elsewhere = room(db, all_in, all_in.sato, all_in.tonari), room(db, all_in, all_in.sato, name="移住")
    fellow = came(db, all_in, here)
    say(db, fellow, here, "はじめまして")
    assert card_of(db, all_in.tonari, here).guest_count == 1
    (one,) = told(db, all_in, all_in.tonari)
    assert (one.person.name, one.purpose, one.rooms) == ("港 太郎", "空き家対策の助言（フェロー）", ["空き家"])
    assert (one.sponsor.id, one.sponsor.extension) == (all_in.sato.member_id, None)
    with pytest.raises(RoomNotFound):
        require_room(db, fellow, elsewhere)
    for ask in (
        lambda: guests_of_alliance(db, fellow, all_in.alliance),
        lambda: people_of_alliance(db, fellow, all_in.alliance),
        lambda: join_alliance_room(db, fellow, all_in.alliance, elsewhere),
    ):
        with pytest.raises(AllianceNotFound):
            ask()
    shown = people_of_alliance(db, all_in.tonari, all_in.alliance).people
    assert fellow.member_id not in {each.person.id for each in shown}


def test_guests_in_rooms_for_some_bodies_are_told_to_these_alone(db: Db, all_in: Region) -> None:
    came(db, all_in, room(db, all_in, all_in.sato, body_ids=[all_in.town]))
    assert len(told(db, all_in, all_in.tonari)) == 1
    assert told(db, all_in, all_in.kondo) == []


def test_a_guest_reports_what_they_read(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato)
    fellow = came(db, all_in, here)
    message = say(db, all_in.sato, here, "所有者の名前")
    report_message(db, fellow, all_in.alliance, NewMessageReport(message_id=message.id, reason="名前です"))
    assert len(reports(db, all_in.governor, all_in.alliance).reports) == 1


def test_one_body_that_forbids_guests_keeps_them_out_of_all_rooms(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato)
    fellow = came(db, all_in, here)
    send(db, all_in, all_in.reeve, EVERYBODY, guests=False)
    with pytest.raises(RoomNotFound):
        require_room(db, fellow, here)
    assert told(db, all_in, all_in.sato) == []
    with pytest.raises(AllianceForbidsGuests):
        invited(db, all_in, here, mail="jiro@minato.example.jp")
    act(db, all_in, all_in.reeve, all_in.town, "leave")  # who leaves forbids nothing any more
    invited(db, all_in, here, mail="jiro@minato.example.jp")


def test_a_body_that_comes_and_forbids_guests_is_the_strictest_from_then_on(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato)
    send(db, all_in, all_in.reeve, EVERYBODY, guests=False)
    act(db, all_in, all_in.reeve, all_in.town, "pause")
    fellow = came(db, all_in, here)
    act(db, all_in, all_in.reeve, all_in.town, "return")
    with pytest.raises(RoomNotFound):
        require_room(db, fellow, here)


def test_whoever_answers_for_a_guest_takes_part(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato)
    tanaka, suzuki = all_in.office.cast.tanaka, all_in.office.cast.suzuki
    link = token_of(invited(db, all_in, here, sponsor_id=suzuki.member_id))
    send(db, all_in, all_in.mayor, *(Sent("person", one.member_id) for one in (all_in.sato, tanaka)))
    with pytest.raises(InvitationWithdrawn):
        open_link(db, link)
    with pytest.raises(GuestSponsorOutside):
        invited(db, all_in, here, mail="jiro@minato.example.jp", sponsor_id=suzuki.member_id)
    fellow = came(db, all_in, here, mail="saburo@minato.example.jp")
    change_sponsor(db, all_in.sato, fellow.member_id, tanaka.member_id)
    assert require_room(db, fellow, here).id == here
    send(db, all_in, all_in.mayor, Sent("person", all_in.sato.member_id))
    with pytest.raises(RoomNotFound):
        require_room(db, fellow, here)


def test_a_guest_comes_back_with_their_body_and_goes_with_it(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato, all_in.kondo)
    fellow = came(db, all_in, here)
    act(db, all_in, all_in.mayor, all_in.city, "pause")
    with pytest.raises(RoomNotFound):
        require_room(db, fellow, here)
    act(db, all_in, all_in.mayor, all_in.city, "return")
    assert require_room(db, fellow, here).id == here
    act(db, all_in, all_in.mayor, all_in.city, "leave")
    with pytest.raises(RoomNotFound):
        require_room(db, fellow, here)


def test_further_rooms_are_opened_to_a_guest_by_their_sponsor_alone(db: Db, all_in: Region) -> None:
    tanaka = all_in.office.cast.tanaka
    here, more = room(db, all_in, all_in.sato), room(db, all_in, all_in.sato, tanaka, all_in.tonari, name="移住")
    fellow = came(db, all_in, here)
    with pytest.raises(GuestBySponsor):
        invite(db, tanaka, more, [fellow.member_id])
    invite(db, all_in.sato, more, [fellow.member_id])
    assert require_room(db, fellow, more).id == more
    send(db, all_in, all_in.mayor, EVERYBODY, guests=False)
    with pytest.raises(PersonNotFound):
        invite(db, all_in.sato, more, [fellow.member_id])
