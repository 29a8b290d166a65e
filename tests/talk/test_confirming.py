"""A message asks its readers to confirm it: who is asked, who counts, who sees it; never undone."""

import pytest

from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.policy.problems import RefusedByPolicy
from kairan.talk.actions import edit_message, remove_message, send_message
from kairan.talk.awaited import awaited_of
from kairan.talk.cards import card_of
from kairan.talk.confirmation_model import OPEN_MOST, Asking, Confirmation, Confirming
from kairan.talk.confirmation_times import is_working_time, next_working_time, reminded_at
from kairan.talk.confirming import ask_confirmation, confirm, confirmations, end_confirmation
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.model import Draft, Message, MessageId, RoomId, room_stream
from kairan.talk.problems import (
    ConfirmationAskedAlready,
    ConfirmationDue,
    ConfirmationInThread,
    ConfirmationNotAsked,
    ConfirmationNotYours,
    ConfirmationOver,
    ConfirmationsTooMany,
    MessageGone,
    MessageNotFound,
    NobodyToConfirm,
    RewordedMeanwhile,
    RoomArchivedAlready,
)
from kairan.talk.queries import Place, message, page_of
from kairan.talk.rooms import archive_room, invite, leave_room, remove_member, unarchive_room
from kairan.talk.threads import thread_of
from tests.cast import Cast, room_of, say
from tests.notifications.test_quiet_hours import at
from tests.policy.conftest import allowing

ALL = Asking()
FIRST = Confirming()


def asked_of(db: Db, viewer: Viewer, room: RoomId) -> list[MessageId]:
    mine = card_of(db, viewer, room).mine
    assert mine is not None
    assert [one.id for one in awaited_of(db, viewer).messages if one.room_id == room] == mine.confirmations[::-1]
    return mine.confirmations


def numbers(message: Message) -> tuple[int, int, int]:
    asked = message.confirmation
    assert asked is not None
    return asked.confirmed, asked.people, asked.earlier


def test_everybody_in_the_room_is_asked_and_confirms_once(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato, cast.suzuki, cast.guest)
    said = say(db, cast.sato, room, "17時までに確認してください")
    assert numbers(ask_confirmation(db, cast.sato, said.id, ALL)) == (0, 3, 0)
    for who in (cast.tanaka, cast.suzuki, cast.guest):
        assert asked_of(db, who, room) == [said.id]
    assert asked_of(db, cast.sato, room) == []
    assert numbers(confirm(db, cast.suzuki, said.id, FIRST)) == (1, 3, 0)
    assert numbers(confirm(db, cast.suzuki, said.id, FIRST)) == (1, 3, 0)
    confirm(db, cast.guest, said.id, FIRST)
    assert asked_of(db, cast.suzuki, room) == []
    assert page_of(db, cast.suzuki, room, Place()).confirmed == [said.id]
    assert thread_of(db, cast.suzuki, said.id).confirmed
    assert page_of(db, cast.tanaka, room, Place()).confirmed == []
    found = confirmations(db, cast.sato, said.id)
    assert [one.person.id for one in found.confirmed] == [cast.suzuki.member_id, cast.guest.member_id]
    assert [one.id for one in found.waiting] == [cast.tanaka.member_id]
    assert confirmations(db, cast.tanaka, said.id) == found  # a master of the room
    kinds = [entry.kind for entry in entries_after(db, room_stream(room), 0, 100)]
    assert kinds.count("message.confirmed") == 2
    assert fold_room(db, room) == fetch_room(db, room)


def test_a_message_can_ask_as_it_is_sent_and_a_retry_asks_once(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato)
    draft = Draft(client_key="k", text="確認してください", confirmation=Asking(due_at=1))  # long due: it had no line
    sent = send_message(db, cast.tanaka, room, draft)
    assert numbers(sent) == (0, 1, 0)
    assert send_message(db, cast.tanaka, room, draft) == sent
    assert page_of(db, cast.sato, room, Place()).messages == [sent]
    assert fold_room(db, room) == fetch_room(db, room)


def test_only_those_who_are_named_are_asked_and_only_of_the_room(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
    said = say(db, cast.tanaka, room, "佐藤さんだけ")
    named = [cast.sato.member_id, cast.stranger.member_id, cast.tanaka.member_id, MemberId("0000000000000")]
    assert numbers(ask_confirmation(db, cast.tanaka, said.id, Asking(member_ids=named))) == (0, 1, 0)
    assert asked_of(db, cast.suzuki, room) == []
    with pytest.raises(ConfirmationNotAsked):
        confirm(db, cast.suzuki, said.id, FIRST)
    confirm(db, cast.sato, said.id, FIRST)
    other = say(db, cast.tanaka, room, "だれにも")
    with pytest.raises(NobodyToConfirm):
        ask_confirmation(db, cast.tanaka, other.id, Asking(member_ids=[cast.stranger.member_id]))
    assert fold_room(db, room) == fetch_room(db, room)


def test_whoever_comes_later_is_not_asked_and_whoever_goes_is_waited_for_no_more(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
    said = say(db, cast.tanaka, room, "異動の前に")
    ask_confirmation(db, cast.tanaka, said.id, ALL)
    invite(db, cast.tanaka, room, [cast.stranger.member_id])
    assert asked_of(db, cast.stranger, room) == []
    with pytest.raises(ConfirmationNotAsked):
        confirm(db, cast.stranger, said.id, FIRST)
    confirm(db, cast.suzuki, said.id, FIRST)
    leave_room(db, cast.suzuki, room)  # what was confirmed stays
    assert numbers(message(db, cast.tanaka, said.id)) == (1, 2, 0)
    remove_member(db, cast.tanaka, room, cast.sato.member_id)
    assert numbers(message(db, cast.tanaka, said.id)) == (1, 1, 0)
    with pytest.raises(MessageNotFound):
        confirm(db, cast.sato, said.id, FIRST)
    assert awaited_of(db, cast.sato).messages == []
    invite(db, cast.tanaka, room, [cast.sato.member_id])  # who comes back has come later
    assert asked_of(db, cast.sato, room) == []
    left = [entry for entry in entries_after(db, room_stream(room), 0, 100) if entry.kind == "member.left"]
    assert [said.id in bytes(entry.body).decode() for entry in left] == [False, True]
    assert fold_room(db, room) == fetch_room(db, room)


def test_who_may_not_read_a_message_is_not_asked(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato, history="since_joining")
    said = say(db, cast.tanaka, room, "前からの人へ")
    invite(db, cast.tanaka, room, [cast.suzuki.member_id])
    assert numbers(ask_confirmation(db, cast.tanaka, said.id, ALL)) == (0, 1, 0)
    assert asked_of(db, cast.suzuki, room) == []
    assert fold_room(db, room) == fetch_room(db, room)


def test_a_confirmation_stays_with_the_wording_that_was_confirmed(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
    said = say(db, cast.tanaka, room, "集合は9時")
    ask_confirmation(db, cast.tanaka, said.id, ALL)
    confirm(db, cast.sato, said.id, FIRST)
    edited = edit_message(db, cast.tanaka, said.id, "集合は8時")
    assert numbers(edited) == (1, 2, 1)
    with pytest.raises(RewordedMeanwhile):
        confirm(db, cast.suzuki, said.id, FIRST)  # nobody confirms what they have not seen
    confirm(db, cast.suzuki, said.id, Confirming(edited_at=edited.edited_at))
    found = confirmations(db, cast.tanaka, said.id)
    assert {one.person.id: one.is_earlier for one in found.confirmed} == {
        cast.sato.member_id: True,
        cast.suzuki.member_id: False,
    }
    assert numbers(message(db, cast.sato, said.id)) == (2, 2, 1)
    assert fold_room(db, room) == fetch_room(db, room)


def test_only_its_author_asks_and_of_a_message_of_the_timeline(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato, cast.guest)
    said, by_guest = say(db, cast.sato, room, "佐藤より"), say(db, cast.guest, room, "外から")
    reply = say(db, cast.sato, room, "返信", said.id)
    for who, what in ((cast.tanaka, said), (cast.guest, by_guest)):
        with pytest.raises(ConfirmationNotYours):
            ask_confirmation(db, who, what.id, ALL)
    with pytest.raises(ConfirmationInThread):
        ask_confirmation(db, cast.sato, reply.id, ALL)
    with pytest.raises(ConfirmationInThread):
        send_message(db, cast.sato, room, Draft(client_key="r", text="返信", root_id=said.id, confirmation=ALL))
    for outsider in (cast.stranger, cast.neighbour):
        with pytest.raises(MessageNotFound):
            ask_confirmation(db, outsider, said.id, ALL)
        with pytest.raises(MessageNotFound):
            confirmations(db, outsider, said.id)
    with pytest.raises(ConfirmationNotAsked):
        confirmations(db, cast.sato, said.id)
    ask_confirmation(db, cast.sato, said.id, ALL)
    with pytest.raises(ConfirmationAskedAlready):
        ask_confirmation(db, cast.sato, said.id, ALL)
    with pytest.raises(ConfirmationNotYours):
        confirmations(db, cast.guest, said.id)


def test_a_due_date_is_still_to_come_and_within_a_year(db: Db, cast: Cast) -> None:
    now = at("2026-11-30 10:00")
    room = room_of(db, cast.tanaka, cast.sato)
    said = say(db, cast.tanaka, room, "期限つき")
    with as_of(now):
        for due in (now, now - 1, now + 367 * 86_400_000):
            with pytest.raises(ConfirmationDue):
                ask_confirmation(db, cast.tanaka, said.id, Asking(due_at=due))
        found = ask_confirmation(db, cast.tanaka, said.id, Asking(due_at=now + 3_600_000)).confirmation
    expected = Confirmation(by=cast.tanaka.member_id, at=now, due_at=now + 3_600_000, people=1, confirmed=0)
    assert found == expected
    with as_of(now + 2 * 3_600_000):
        assert numbers(confirm(db, cast.sato, said.id, FIRST)) == (1, 1, 0)  # late is better than never


def test_what_was_ended_removed_or_archived_asks_nobody(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato, cast.suzuki)
    ended, removed, archived = (say(db, cast.sato, room, text) for text in ("終了", "削除", "保管"))
    for one in (ended, removed, archived):
        ask_confirmation(db, cast.sato, one.id, ALL)
    confirm(db, cast.suzuki, ended.id, FIRST)
    with pytest.raises(ConfirmationNotYours):
        end_confirmation(db, cast.suzuki, ended.id)
    end_confirmation(db, cast.tanaka, ended.id)
    again = end_confirmation(db, cast.sato, ended.id)
    assert again.confirmation is not None
    assert again.confirmation.ended_at is not None
    with pytest.raises(ConfirmationOver):
        confirm(db, cast.tanaka, ended.id, FIRST)
    remove_message(db, cast.sato, removed.id)
    assert message(db, cast.sato, removed.id).confirmation is None
    with pytest.raises(MessageGone):
        confirm(db, cast.tanaka, removed.id, FIRST)
    assert asked_of(db, cast.tanaka, room) == [archived.id]
    leave_room(db, cast.suzuki, room)
    assert numbers(message(db, cast.sato, ended.id)) == (1, 2, 0)  # as it was when it ended
    archive_room(db, cast.tanaka, room)
    with pytest.raises(RoomArchivedAlready):
        confirm(db, cast.tanaka, archived.id, FIRST)
    assert awaited_of(db, cast.tanaka).messages == []
    unarchive_room(db, cast.tanaka, room)
    assert [one.id for one in awaited_of(db, cast.tanaka).messages] == [archived.id]
    assert fold_room(db, room) == fetch_room(db, room)


def test_whoever_may_read_may_confirm_but_asking_is_writing(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato)
    said, other = say(db, cast.tanaka, room, "読んでください"), say(db, cast.sato, room, "わたしも")
    ask_confirmation(db, cast.tanaka, said.id, ALL)
    reading = allowing(cast.sato, write=0)
    with pytest.raises(RefusedByPolicy):
        ask_confirmation(db, reading, other.id, ALL)
    blind = allowing(cast.sato, read=0)
    with pytest.raises(RefusedByPolicy):
        confirm(db, blind, said.id, FIRST)
    assert awaited_of(db, blind).messages == []
    assert numbers(confirm(db, reading, said.id, FIRST)) == (1, 1, 0)


def test_a_room_holds_only_so_many_that_wait(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.tanaka, cast.sato)
    said = [say(db, cast.tanaka, room, str(one)) for one in range(OPEN_MOST + 1)]
    for one in said[:-1]:
        ask_confirmation(db, cast.tanaka, one.id, ALL)
    with pytest.raises(ConfirmationsTooMany):
        ask_confirmation(db, cast.tanaka, said[-1].id, ALL)
    confirm(db, cast.sato, said[0].id, FIRST)  # what everybody confirmed is done
    ask_confirmation(db, cast.tanaka, said[-1].id, ALL)
    assert len(asked_of_page(db, cast.sato)) == 50


def asked_of_page(db: Db, viewer: Viewer) -> list[Message]:
    first = awaited_of(db, viewer)
    second = awaited_of(db, viewer, first.next)
    assert len({one.id for one in [*first.messages, *second.messages]}) == OPEN_MOST
    return first.messages


# 2026-11-30 is a Monday; 23 November is a public holiday, Monday as well.
@pytest.mark.parametrize(
    ("asked", "due", "reminded"),
    [
        ("2026-11-24 10:00", "2026-11-30 17:00", "2026-11-27 09:00"),  # the working day before: Friday
        ("2026-11-18 10:00", "2026-11-24 12:00", "2026-11-20 09:00"),  # over a weekend and a public holiday
        ("2026-11-30 08:00", "2026-11-30 17:00", "2026-11-30 09:00"),  # that morning
        ("2026-11-30 10:00", "2026-11-30 17:00", "2026-11-30 15:00"),  # two hours before
        ("2026-11-30 16:00", "2026-11-30 17:00", None),  # too near
        ("2026-11-30 18:00", "2026-11-30 23:00", None),  # nothing at night
        ("2026-11-28 10:00", "2026-11-29 17:00", None),  # nothing on a weekend
    ],
)
def test_they_are_reminded_once_before_it_is_due_in_working_hours(asked: str, due: str, reminded: str | None) -> None:
    found = reminded_at(at(asked), at(due))
    assert found == (None if reminded is None else at(reminded))
    assert found is None or is_working_time(found)


def test_working_hours_begin_at_nine_on_the_next_working_day() -> None:
    assert next_working_time(at("2026-11-30 10:00")) == at("2026-11-30 10:00")
    assert next_working_time(at("2026-11-30 06:00")) == at("2026-11-30 09:00")
    assert next_working_time(at("2026-11-27 18:00")) == at("2026-11-30 09:00")
    assert next_working_time(at("2026-12-28 17:00")) == at("2027-01-04 09:00")
