"""Former guests: the same person in name, and nothing of what was said to them for whoever comes in by a link."""

import msgspec
import pytest
from sqlalchemy import func, insert, select

from kairan.administration.actions import reopen_person
from kairan.core.journal import entries_after
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Entrance, Viewer
from kairan.erasure.actions import delete_account
from kairan.guests.accepting import accept
from kairan.guests.inviting import invite_guest
from kairan.guests.listing import export_guests
from kairan.guests.problems import InvitationWithdrawn
from kairan.guests.queries import GuestFilter, own_guests
from kairan.guests.sponsorship import end_now
from kairan.people import member_table, organization_stream, people_named
from kairan.selfaudit.whole import state_faults
from kairan.sessions.actions import open_session
from kairan.sessions.device_model import device_table
from kairan.sessions.factor_model import recovery_code_table, totp_table
from kairan.sessions.model import session_table
from kairan.talk.access import find_message, rooms_of
from kairan.talk.model import RoomId
from kairan.talk.problems import MessageNotFound
from kairan.talk.queries import Place, page_of
from kairan.talk.rooms import open_direct
from kairan.talk.search.model import SearchQuery
from kairan.talk.search.queries import search
from tests.cast import room_of, say
from tests.guests.conftest import MAILED, Town, came_in, invited, kinds, letters, suspend, token_of

BROWSER = Entrance(face="single", device="pc", agent="test")


def texts(db: Db, viewer: Viewer, room_id: RoomId) -> list[str]:
    return [one.text for one in page_of(db, viewer, room_id, Place()).messages]


def count(db: Db, guest: Viewer) -> list[int]:
    """Count what the guest is known by besides the password."""
    tables = (totp_table, recovery_code_table, device_table, session_table)
    return [
        int(db.scalar(select(func.count()).select_from(one).where(one.c.member_id == guest.member_id)))
        for one in tables
    ]


def gone(db: Db, town: Town) -> tuple[Viewer, RoomId, str]:
    """Return a guest whose access ended, their direct talk with 田中, and a message of it."""
    guest = came_in(db, town)
    talk = open_direct(db, town.tanaka, [guest.member_id])
    told = say(db, town.tanaka, talk, "家族の連絡先は秘密です。")
    say(db, guest, talk, "承知しました。")
    end_now(db, town.sato, guest.member_id)
    return guest, talk, told.id


def test_what_was_said_to_a_former_guest_is_not_read_by_who_comes_in_by_a_link(db: Db, town: Town) -> None:
    guest, talk, told = gone(db, town)
    back = came_in(db, town)
    assert back.member_id == guest.member_id
    assert texts(db, back, talk) == []
    with pytest.raises(MessageNotFound):
        find_message(db, back, told)
    assert search(db, back, SearchQuery(q="連絡先")).hits == []
    say(db, town.tanaka, talk, "お久しぶりです。")
    assert texts(db, back, talk) == ["お久しぶりです。"]
    assert texts(db, town.tanaka, talk)[:2] == ["家族の連絡先は秘密です。", "承知しました。"]
    assert open_direct(db, town.tanaka, [back.member_id]) == talk
    assert list(state_faults(db)) == []


def test_rooms_of_before_are_not_come_back_to_even_when_nobody_took_the_guest_out(db: Db, town: Town) -> None:
    guest = came_in(db, town)
    suspend(db, guest, "left")  # closed otherwise than by whoever answers for them
    other = room_of(db, town.sato, town.tanaka)
    back = came_in(db, town, room_ids=[other])
    assert {row.id for row in db.all(rooms_of(back))} == {other}


def test_nothing_that_the_former_guest_showed_is_good_any_more(db: Db, town: Town) -> None:
    guest, _, _ = gone(db, town)
    now = now_ms()
    member = {"member_id": guest.member_id}
    db.execute(insert(totp_table).values(**member, secret="sealed", created_at=now, confirmed_at=now, last_step=0))
    db.execute(insert(recovery_code_table).values(**member, digest="0" * 64, made_at=now))
    open_session(db, guest.member_id, BROWSER)
    device = {"id": "0000000000001", "organization_id": town.office.cast.city, "token_digest": "1" * 64}
    look = {"device": "pc", "face": "single", "agent": "", "status": "known", "name": "", "reason": ""}
    db.execute(insert(device_table).values(**member, **device, **look, created_at=now, seen_at=now))
    came_in(db, town)
    assert count(db, guest) == [0, 0, 0, 0]
    assert "factor.reset" in kinds(db, organization_stream(town.office.cast.city))


def test_a_former_guest_keeps_name_and_body_and_the_inviter_is_told_whose_account_it_is(db: Db, town: Town) -> None:
    guest, _, _ = gone(db, town)
    invited(db, town, name="別 の人", kana="べつ の ひと", body="別の会社")
    (open_one,) = own_guests(db, town.sato).invitations
    assert (open_one.is_former, open_one.name, open_one.body) == (True, "港 太郎", "社会福祉法人みなと会")
    (person,) = people_named(db, [guest.member_id])
    assert (person.name, person.affiliation) == ("港 太郎", "社会福祉法人みなと会")
    assert "港 太郎" in export_guests(db, town.yoshida, GuestFilter())


@pytest.mark.parametrize("is_mailed", [True, False])
def test_the_record_says_by_which_link_an_account_was_opened_again(db: Db, town: Town, is_mailed: bool) -> None:
    guest, _, _ = gone(db, town)
    if is_mailed:
        invite_guest(db, town.sato, town.wanted(), MAILED)
        token = letters(db)[-1][1].partition("#")[2].split()[0]
    else:
        token = token_of(invited(db, town))
    accept(db, token, "hash")
    stream = entries_after(db, organization_stream(town.office.cast.city), 0, 10_000)
    (told,) = [entry for entry in stream if entry.kind == "guest.reopened"]
    body = msgspec.json.decode(told.body)
    assert (told.by, body["member_id"], body["mailed"]) == (town.sato.member_id, guest.member_id, is_mailed)


def test_a_link_opens_no_account_that_is_in_use_again(db: Db, town: Town) -> None:
    guest, _, _ = gone(db, town)
    token = token_of(invited(db, town))
    reopen_person(db, town.yoshida, guest.member_id)
    with pytest.raises(InvitationWithdrawn):
        accept(db, token, "another hash")
    stored = db.scalar(select(member_table.c.password_hash).where(member_table.c.id == guest.member_id))
    assert stored == "hash"


def test_a_link_brings_no_deleted_account_back(db: Db, town: Town) -> None:
    guest, _, _ = gone(db, town)
    token = token_of(invited(db, town))
    delete_account(db, town.yoshida, guest.member_id)
    with pytest.raises(InvitationWithdrawn):
        accept(db, token, "another hash")
