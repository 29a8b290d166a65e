"""Former guests: the same person in name, and nothing of what was said to them for whoever comes in by a link."""

from collections.abc import Callable

import msgspec
import pytest
from sqlalchemy import func, insert, select

from kairan.administration.actions import mark_left, reopen_person, suspend_person
from kairan.administration.bulk import BulkWanted, do_bulk
from kairan.core.journal import entries_after
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Entrance, Viewer
from kairan.erasure.actions import delete_account
from kairan.files.problems import FileNotFound
from kairan.files.queries import content_of
from kairan.guests.accepting import accept
from kairan.guests.inviting import consent, invite_guest, withdraw
from kairan.guests.listing import export_guests
from kairan.guests.model import GuestRules, link_table
from kairan.guests.problems import GuestGone, InvitationNotFound, InvitationWithdrawn
from kairan.guests.queries import GuestFilter, own_guests
from kairan.guests.rules import set_rules
from kairan.guests.sponsorship import end_now
from kairan.people import member_table, organization_stream, people_named
from kairan.selfaudit.whole import state_faults
from kairan.sessions.actions import open_session
from kairan.sessions.device_model import device_table
from kairan.sessions.factor_model import recovery_code_table, totp_table
from kairan.sessions.model import session_table
from kairan.talk.access import find_message, rooms_of
from kairan.talk.cards import cards_of
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.model import RoomId
from kairan.talk.problems import MessageNotFound, RoomArchivedAlready, RoomNotFound
from kairan.talk.queries import Place, page_of
from kairan.talk.rooms import open_direct
from kairan.talk.search.model import SearchQuery
from kairan.talk.search.queries import search
from tests.cast import room_of, say
from tests.files.test_attach import sent, uploaded
from tests.guests.conftest import MAILED, ON_SCREEN, Town, came_in, invited, kinds, letters, suspend, token_of

Reopen = Callable[[Db, Town, Viewer], None]
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


def by_link(db: Db, town: Town, guest: Viewer) -> None:
    came_in(db, town)


def by_console(db: Db, town: Town, guest: Viewer) -> None:
    reopen_person(db, town.yoshida, guest.member_id)


def among_many(db: Db, town: Town, guest: Viewer) -> None:
    do_bulk(db, town.yoshida, BulkWanted(act="reopen", member_ids=[guest.member_id]))


def by_way_of_suspended(db: Db, town: Town, guest: Viewer) -> None:
    suspend_person(db, town.yoshida, guest.member_id)
    reopen_person(db, town.yoshida, guest.member_id)


WAYS = pytest.mark.parametrize("reopen", [by_link, by_console, among_many, by_way_of_suspended])


@WAYS
def test_what_was_said_to_a_former_guest_is_not_read_by_who_comes_in(db: Db, town: Town, reopen: Reopen) -> None:
    guest, talk, told = gone(db, town)
    reopen(db, town, guest)
    assert talk not in {row.id for row in db.all(rooms_of(guest))}
    assert [card.kind for card in cards_of(db, guest)] == (["group"] if reopen is by_link else [])
    with pytest.raises(RoomNotFound):
        texts(db, guest, talk)
    with pytest.raises(MessageNotFound):
        find_message(db, guest, told)
    assert search(db, guest, SearchQuery(q="連絡先")).hits == []
    assert list(state_faults(db)) == []


@WAYS
def test_what_a_former_guest_uploaded_is_not_had_by_who_comes_in(db: Db, town: Town, reopen: Reopen) -> None:
    guest = came_in(db, town)
    talk = open_direct(db, town.tanaka, [guest.member_id])
    files = [uploaded(db, guest) for _ in range(3)]
    sent(db, guest, talk, files[0])
    sent(db, guest, town.room, files[1])
    end_now(db, town.sato, guest.member_id)
    reopen(db, town, guest)
    here = room_of(db, town.sato, guest)
    for file_id in files:
        with pytest.raises(FileNotFound):
            content_of(db, guest, file_id, to_keep=False)
        with pytest.raises(FileNotFound):
            sent(db, guest, here, file_id)
    assert content_of(db, town.tanaka, files[0], to_keep=False).id == files[0]


def test_a_direct_talk_with_a_returning_guest_begins_anew(db: Db, town: Town) -> None:
    guest, talk, _ = gone(db, town)
    came_in(db, town)
    assert texts(db, town.tanaka, talk) == ["家族の連絡先は秘密です。", "承知しました。"]
    (before,) = [card for card in cards_of(db, town.tanaka) if card.id == talk]
    assert [person.name for person in before.people] == ["港 太郎"]
    with pytest.raises(RoomArchivedAlready):
        say(db, town.tanaka, talk, "だれに届くのでしょう")
    anew = open_direct(db, guest, [town.tanaka.member_id])
    assert anew != talk
    assert open_direct(db, town.tanaka, [guest.member_id]) == anew
    say(db, town.tanaka, anew, "お久しぶりです。")
    assert texts(db, guest, anew) == ["お久しぶりです。"]
    assert fold_room(db, talk) == fetch_room(db, talk)


def test_staff_and_guests_who_were_only_suspended_go_on_as_before(db: Db, town: Town) -> None:
    guest = came_in(db, town)
    talk = open_direct(db, town.tanaka, [guest.member_id])
    mark_left(db, town.yoshida, town.tanaka.member_id)
    suspend_person(db, town.yoshida, guest.member_id)
    for who in (guest, town.tanaka):
        reopen_person(db, town.yoshida, who.member_id)
    for who in (guest, town.tanaka):
        assert {town.room, talk} <= {row.id for row in db.all(rooms_of(who))}


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


def test_a_sponsor_consents_to_more_rooms_and_never_to_another_stay(db: Db, town: Town) -> None:
    """Two clerks who would have a guest back where administrators consent to guests."""
    guest = came_in(db, town)
    set_rules(db, town.yoshida, GuestRules(may_invite="staff", needs_consent=True))
    other = room_of(db, town.tanaka, name="道路の復旧")
    made = invited(db, town, by=town.tanaka, room_ids=[other], confirmed=True)
    end_now(db, town.sato, guest.member_id)
    for delivery in (MAILED, ON_SCREEN):
        with pytest.raises(GuestGone):
            consent(db, town.sato, made.id, delivery)
    assert db.scalar(select(func.count()).select_from(link_table).where(link_table.c.invitation_id == made.id)) == 0
    withdraw(db, town.tanaka, made.id)
    again = invited(db, town, by=town.tanaka, room_ids=[other])
    with pytest.raises(InvitationNotFound):
        consent(db, town.sato, again.id, ON_SCREEN)
