"""Deleting an account: what is personal goes for good, what was written stays under name and post."""

import msgspec
import pytest
from sqlalchemy import func, select

from kairan.administration.actions import change_person, mark_left, reopen_person, suspend_person
from kairan.administration.audit import AuditFilter, audit
from kairan.administration.delegation import delegate
from kairan.administration.model import AccountChange
from kairan.administration.problems import AccountDeleted
from kairan.administration.queries import AccountFilter, find_accounts
from kairan.concerns import TABLES
from kairan.core.concern import PERSONAL
from kairan.core.journal import entries_after
from kairan.core.journal.verify import verify
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, Entrance, MemberId
from kairan.erasure.actions import delete_account
from kairan.erasure.problems import AccountStillInUse
from kairan.erasure.queries import deletion
from kairan.handovers.preparing import write_note
from kairan.people import PersonNotFound, member_stream, member_table, people_named
from kairan.people.actions import change_settings
from kairan.people.model import Settings
from kairan.people.roles import RoleNeeded
from kairan.roster.body import people_of
from kairan.sessions.actions import open_session
from kairan.sessions.factor_model import recovery_code_table
from kairan.sessions.model import session_table
from kairan.talk.cards import members_of
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.queries import Place, page_of
from kairan.transfers.model import Move
from kairan.transfers.queries import candidates, preview
from tests.cast import NO_SUCH_ID, room_of, say
from tests.transfers.conftest import Hall, hall_of, listed

HERE = Entrance(face="single", device="pc", agent="test")


@pytest.fixture
def hall(db: Db) -> Hall:
    """The office; 佐藤 has everything an account can have, and has left."""
    hall = hall_of(db)
    sato, cast = hall.cast.sato, hall.cast
    change_person(db, hall.yoshida, sato.member_id, AccountChange(mail="sato@example.jp", extension="321", number="7"))
    change_settings(db, sato, Settings(theme="dark"))
    open_session(db, sato.member_id, HERE)
    codes = {"member_id": sato.member_id, "digest": "d", "made_at": 1}
    db.execute(recovery_code_table.insert().values(codes))
    write_note(db, sato, None, "書きかけの引き継ぎ")
    room_of(db, sato, cast.tanaka, name="給付金事業")
    say(db, sato, hall.room, "残る言葉")
    mark_left(db, hall.yoshida, sato.member_id)
    return hall


def stored(db: Db, hall: Hall) -> str:
    """The account as its row says."""
    return repr(db.all(member_table.select().where(member_table.c.id == hall.cast.sato.member_id)))


def test_what_is_personal_goes_and_name_and_post_stay(db: Db, hall: Hall) -> None:
    sato = hall.cast.sato.member_id
    delete_account(db, hall.yoshida, sato)
    row = stored(db, hall)
    for gone in ("sato@", "321", "dark", "'sato'"):
        assert gone not in row
    assert "佐藤 美咲" in row
    for table in PERSONAL.given():
        assert db.scalar(select(func.count()).select_from(table).where(table.c.member_id == sato)) == 0
    (author,) = [one for one in page_of(db, hall.cast.suzuki, hall.room, Place()).people if one.id == sato]
    assert (author.name, author.extension, author.department) == ("佐藤 美咲", None, None)
    assert [(post.department, post.post) for post in author.former][-1] == ("福祉課", "係長")
    assert [one.text for one in page_of(db, hall.cast.suzuki, hall.room, Place()).messages] == ["残る言葉"]


def test_the_own_stream_is_erased_and_every_chain_still_verifies(db: Db, hall: Hall) -> None:
    stream = member_stream(hall.cast.sato.member_id)
    delete_account(db, hall.yoshida, hall.cast.sato.member_id)
    said = [bytes(entry.body).decode() for entry in entries_after(db, stream, 0, 1_000) if entry.kind != "body.erased"]
    assert set(said) == {"null"}
    assert verify(db).faults == []


def test_every_table_that_is_a_members_alone_is_known() -> None:
    kept = {"member", "post", "former_post", "membership", "read_mark", "reaction", "guest", "guest_invitation",
            "transfer_move", "record_notice", "handover", "oidc_refusal", "account_hand",
            "announcement_confirmation", "activity", "urgent_notice", "application", "confirmation_named",
            "message_confirmed", "phone_call", "case_message", "case_approval", "case_entering", "case_entry",
            "case_announcing", "circular_person", "meeting_opened", "task_doer", "poll_answer"}  # fmt: skip
    named = {table.name for table in TABLES if "member_id" in table.c}
    assert named - kept - {table.name for table in PERSONAL.given()} - {"device"} == set()


def test_who_leaves_goes_out_of_every_group_room_and_a_master_is_found(db: Db, hall: Hall) -> None:
    delete_account(db, hall.yoshida, hall.cast.sato.member_id)
    assert {one.person.name: one.role for one in members_of(db, hall.cast.suzuki, hall.room)} == {"鈴木 健": "master"}
    assert fold_room(db, hall.room) == fetch_room(db, hall.room)


def test_who_is_in_use_is_not_deleted_and_who_is_suspended_is(db: Db, hall: Hall) -> None:
    tanaka = hall.cast.tanaka.member_id
    with pytest.raises(AccountStillInUse):
        delete_account(db, hall.yoshida, tanaka)
    suspend_person(db, hall.yoshida, tanaka)
    delete_account(db, hall.yoshida, tanaka)
    assert people_named(db, [tanaka])[0].status == "left"


def test_only_administrators_of_the_body_delete(db: Db, hall: Hall) -> None:
    sato = hall.cast.sato.member_id
    delegate(db, hall.yoshida, hall.cast.suzuki.member_id, [Delegated("people")])
    clerk = msgspec.structs.replace(hall.cast.suzuki, delegated=frozenset({Delegated("people")}))
    for nobody in (clerk, hall.cast.tanaka, hall.cast.guest, hall.office.auditor):
        with pytest.raises(RoleNeeded):
            delete_account(db, nobody, sato)
        with pytest.raises(RoleNeeded):
            deletion(db, nobody, sato)
    for who in (sato, MemberId(NO_SUCH_ID)):
        with pytest.raises(PersonNotFound):
            delete_account(db, hall.office.townsman, who)
        with pytest.raises(PersonNotFound):
            deletion(db, hall.office.townsman, who)


def test_a_deleted_account_cannot_come_back_by_any_way(db: Db, hall: Hall) -> None:
    cast, sato = hall.cast, hall.cast.sato.member_id
    delete_account(db, hall.yoshida, sato)
    with pytest.raises(AccountDeleted):
        reopen_person(db, hall.yoshida, sato)
    with pytest.raises(AccountDeleted):
        change_person(db, hall.yoshida, sato, AccountChange(name="別の 名前"))
    with pytest.raises(AccountDeleted):
        delete_account(db, hall.yoshida, sato)
    back = listed(db, hall, {sato: Move(kind="return")})
    assert any(fault.stops for fault in preview(db, hall.yoshida, back).faults)
    assert candidates(db, hall.yoshida, "佐藤", None, None).people == []
    assert sato not in {person.id for person in people_of(db, cast.city)}


def test_the_login_is_free_again(db: Db, hall: Hall) -> None:
    delete_account(db, hall.yoshida, hall.cast.sato.member_id)
    change_person(db, hall.yoshida, hall.cast.suzuki.member_id, AccountChange(login="sato"))


def test_before_deleting_one_sees_what_stays_and_what_goes(db: Db, hall: Hall) -> None:
    seen = deletion(db, hall.yoshida, hall.cast.sato.member_id)
    assert (seen.messages, seen.files, seen.factors, seen.devices, seen.drafts) == (1, 0, 1, 0, 1)
    assert seen.posts[-1] == "福祉課 係長"
    assert seen.rooms == ["福祉課ルーム", "給付金事業"]
    assert seen.entries > 0


def test_the_record_tells_of_it_and_the_console_shows_it(db: Db, hall: Hall) -> None:
    delete_account(db, hall.yoshida, hall.cast.sato.member_id)
    (told,) = audit(db, hall.yoshida, AuditFilter(act="person.deleted")).entries
    body = msgspec.json.decode(told.body)
    assert (body["name"], body["rooms"], body["factors"]) == ("佐藤 美咲", 2, 1)
    (row,) = find_accounts(db, hall.yoshida, AccountFilter(sought="佐藤")).accounts
    assert row.deleted_at is not None
    assert db.scalar(select(func.count()).select_from(session_table)) == 0
