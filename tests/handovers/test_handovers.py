"""Hand-overs: what is prepared goes to the successor at the hour, and shows nothing they may not read themselves."""

import msgspec
import pytest

from kairan.administration.actions import change_person
from kairan.administration.audit import AuditFilter, audit
from kairan.administration.model import AccountChange, PostWanted
from kairan.core.journal import entries_after
from kairan.core.journal.verify import verify
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.handovers.model import MARKS_MOST, Handover, HandoverCard
from kairan.handovers.preparing import mark_message, see, unmark_message, write_note
from kairan.handovers.problems import HandoverForStaff, HandoverMarksFull, HandoverNotFound, HandoverTooLong
from kairan.handovers.queries import handover, handovers_of, new_handovers
from kairan.people import member_stream
from kairan.talk.actions import remove_message, send_message
from kairan.talk.model import Draft, Mention, Message, RoomId
from kairan.talk.problems import MessageNotFound
from kairan.talk.reactions import add_reaction
from kairan.talk.rooms import remove_member
from kairan.transfers.model import ListId
from kairan.transfers.undoing import undo_list
from tests.cast import room_of, say
from tests.transfers.conftest import Hall, done, hall_of, to


@pytest.fixture
def hall(db: Db) -> Hall:
    return hall_of(db)


def call(
    db: Db, who: Viewer, room: RoomId, whom: Viewer, text: str = "お願いします", root: Message | None = None
) -> Message:
    """Say something that calls somebody by name."""
    mention = Mention(kind="person", id=whom.member_id, start=0, length=1)
    draft = Draft(client_key=f"c{text}{room}", text=text, root_id=None if root is None else root.id, mentions=[mention])
    return send_message(db, who, room, draft)


def draft(db: Db, who: Viewer) -> Handover:
    return handovers_of(db, who).draft


def received(db: Db, who: Viewer) -> Handover:
    (card,) = handovers_of(db, who).received
    return handover(db, who, card.id)


def succeed(db: Db, hall: Hall) -> ListId:
    """佐藤 goes to public works, and 田中 takes over from them."""
    cast = hall.cast
    after = to(cast.welfare, "係長", predecessor_id=cast.sato.member_id)
    return done(db, hall, {cast.sato.member_id: to(cast.works), cast.tanaka.member_id: after})


def texts(handed: Handover) -> tuple[list[str], list[str]]:
    return [one.message.text for one in handed.marks], [one.message.text for one in handed.mentions]


def test_what_was_prepared_reaches_the_successor_at_the_hour_and_not_before(db: Db, hall: Hall) -> None:
    cast = hall.cast
    said = say(db, cast.suzuki, hall.room, "給付金の締切は 5 月末です")
    write_note(db, cast.sato, None, "  給付金は鈴木さんと進めています。\n")
    mark_message(db, cast.sato, None, said.id, "まずこれを")
    mine = draft(db, cast.sato)
    assert (mine.note, texts(mine)[0], mine.handed_at) == (
        "給付金は鈴木さんと進めています。",
        ["給付金の締切は 5 月末です"],
        None,
    )
    assert [(room.name, room.was_master, room.follows_post) for room in mine.rooms] == [("福祉課ルーム", True, True)]
    assert handovers_of(db, cast.tanaka).received == []
    succeed(db, hall)
    (new,) = new_handovers(db, cast.tanaka).received
    assert (new.giver.name, new.department, new.post, new.is_new) == ("佐藤 美咲", "福祉課", "係長", True)
    got = received(db, cast.tanaka)
    assert got.note == "給付金は鈴木さんと進めています。"
    assert [(one.message.text, one.comment, one.room) for one in got.marks] == [
        ("給付金の締切は 5 月末です", "まずこれを", "福祉課ルーム")
    ]
    assert [(room.name, room.was_master, room.is_master) for room in got.rooms] == [("福祉課ルーム", True, True)]
    see(db, cast.tanaka, new.id)
    see(db, cast.tanaka, new.id)
    assert new_handovers(db, cast.tanaka).received == []
    assert verify(db).faults == []


def test_whoever_leaves_is_told_to_whom_their_handover_went(db: Db, hall: Hall) -> None:
    cast = hall.cast
    succeed(db, hall)
    (told,) = new_handovers(db, cast.sato).given
    assert (told.successor and told.successor.name, told.is_new) == ("田中 一郎", True)
    assert [entry.kind for entry in entries_after(db, member_stream(cast.sato.member_id), 0, 100)].count(
        "handover.arrived"
    ) == 1
    see(db, cast.sato, told.id)
    assert new_handovers(db, cast.sato).given == []
    assert len(new_handovers(db, cast.tanaka).received) == 1  # each for themselves
    assert [card.is_new for card in handovers_of(db, cast.sato).given] == [False]


def test_without_anything_prepared_the_successor_still_finds_rooms_and_mentions(db: Db, hall: Hall) -> None:
    cast = hall.cast
    call(db, cast.suzuki, hall.room, cast.sato, "確認をお願いします")
    succeed(db, hall)
    got = received(db, cast.tanaka)
    assert (got.note, [room.name for room in got.rooms], texts(got)) == (
        "",
        ["福祉課ルーム"],
        ([], ["確認をお願いします"]),
    )


def test_the_successor_is_shown_nothing_of_rooms_they_are_not_in(db: Db, hall: Hall) -> None:
    cast = hall.cast
    secret = room_of(db, cast.sato, cast.suzuki, name="極秘の人事")
    mark_message(db, cast.sato, None, say(db, cast.suzuki, secret, "内々の話").id, "ここだけ")
    call(db, cast.suzuki, secret, cast.sato, "極秘の確認")
    succeed(db, hall)
    got = received(db, cast.tanaka)
    assert "極秘" not in repr(got)
    assert "内々" not in repr(got)
    assert "ここだけ" not in repr(got)
    assert got.people == []


def test_what_lies_before_the_successors_coming_stays_hidden_where_the_room_says_so(db: Db, hall: Hall) -> None:
    cast = hall.cast
    room = room_of(db, cast.sato, cast.tanaka, name="給付金事業", history="since_joining")
    early = say(db, cast.sato, room, "田中さんが来る前の話")
    mark_message(db, cast.sato, None, early.id)
    remove_member(db, cast.sato, room, cast.tanaka.member_id)
    room_now = hall.room
    mark_message(db, cast.sato, None, say(db, cast.sato, room_now, "見える話").id)
    succeed(db, hall)
    assert texts(received(db, cast.tanaka))[0] == ["見える話"]


def test_nobody_else_finds_a_handover(db: Db, hall: Hall) -> None:
    cast = hall.cast
    write_note(db, cast.sato, None, "後任にだけ")
    succeed(db, hall)
    (card,) = handovers_of(db, cast.tanaka).received
    for other in (cast.suzuki, cast.neighbour, cast.stranger, hall.yoshida):
        with pytest.raises(HandoverNotFound):
            handover(db, other, card.id)
        with pytest.raises(HandoverNotFound):
            write_note(db, other, card.id, "書き換え")
        with pytest.raises(HandoverNotFound):
            see(db, other, card.id)
        assert handovers_of(db, other).received == []
    with pytest.raises(HandoverNotFound):
        write_note(db, cast.tanaka, card.id, "後任は読むだけ")
    with pytest.raises(HandoverForStaff):
        handovers_of(db, cast.guest)


def test_the_writer_may_still_add_to_what_they_gave(db: Db, hall: Hall) -> None:
    cast = hall.cast
    succeed(db, hall)
    (card,) = handovers_of(db, cast.sato).given
    write_note(db, cast.sato, card.id, "書き忘れました")
    assert received(db, cast.tanaka).note == "書き忘れました"
    assert draft(db, cast.sato).id is None


# --- mentions that wait --------------------------------------------------------------------------------------


def test_a_mention_waits_until_it_is_answered_or_reacted_to(db: Db, hall: Hall) -> None:
    cast = hall.cast
    other = room_of(db, cast.suzuki, cast.sato, name="調整")
    first = call(db, cast.suzuki, hall.room, cast.sato, "一つ目")
    call(db, cast.suzuki, other, cast.sato, "二つ目")
    root = say(db, cast.suzuki, hall.room, "相談")
    call(db, cast.suzuki, hall.room, cast.sato, "三つ目", root)
    assert texts(draft(db, cast.sato))[1] == ["三つ目", "二つ目", "一つ目"]
    add_reaction(db, cast.sato, first.id, "👍")
    assert texts(draft(db, cast.sato))[1] == ["三つ目", "二つ目"]
    say(db, cast.sato, hall.room, "返事", root.id)
    assert texts(draft(db, cast.sato))[1] == ["二つ目"]
    say(db, cast.sato, other, "承知しました")
    assert texts(draft(db, cast.sato))[1] == []


def test_a_reply_under_the_mention_answers_it_and_words_before_it_do_not(db: Db, hall: Hall) -> None:
    cast = hall.cast
    say(db, cast.sato, hall.room, "先に言っておきます")
    called = call(db, cast.suzuki, hall.room, cast.sato, "これは")
    assert texts(draft(db, cast.sato))[1] == ["これは"]
    say(db, cast.sato, hall.room, "こうです", called.id)
    assert texts(draft(db, cast.sato))[1] == []


def test_the_successor_answers_in_their_place(db: Db, hall: Hall) -> None:
    cast = hall.cast
    call(db, cast.suzuki, hall.room, cast.sato, "確認をお願いします")
    succeed(db, hall)
    assert texts(received(db, cast.tanaka))[1] == ["確認をお願いします"]
    say(db, cast.tanaka, hall.room, "後任の田中です。確認しました")
    assert texts(received(db, cast.tanaka))[1] == []


def test_a_removed_call_waits_for_nobody(db: Db, hall: Hall) -> None:
    cast = hall.cast
    called = call(db, cast.suzuki, hall.room, cast.sato, "取り消す話")
    remove_message(db, cast.suzuki, called.id)
    assert texts(draft(db, cast.sato))[1] == []


# --- marks ---------------------------------------------------------------------------------------------------


def test_marking_twice_is_once_and_a_comment_is_kept(db: Db, hall: Hall) -> None:
    cast = hall.cast
    said = say(db, cast.suzuki, hall.room, "大事な話")
    mark_message(db, cast.sato, None, said.id, "先に")
    mark_message(db, cast.sato, None, said.id)
    assert [one.comment for one in draft(db, cast.sato).marks] == ["先に"]
    mark_message(db, cast.sato, None, said.id, "後で")
    assert [one.comment for one in draft(db, cast.sato).marks] == ["後で"]
    unmark_message(db, cast.sato, None, said.id)
    unmark_message(db, cast.sato, None, said.id)
    assert draft(db, cast.sato).marks == []


def test_nobody_marks_what_they_may_not_read(db: Db, hall: Hall) -> None:
    cast = hall.cast
    said = say(db, cast.suzuki, hall.room, "福祉課の話")
    with pytest.raises(MessageNotFound):
        mark_message(db, cast.tanaka, None, said.id)
    assert draft(db, cast.tanaka).id is None


def test_what_is_too_long_or_too_much_is_refused(db: Db, hall: Hall) -> None:
    cast = hall.cast
    said = say(db, cast.suzuki, hall.room, "長い話")
    with pytest.raises(HandoverTooLong):
        write_note(db, cast.sato, None, "あ" * 10_001)
    with pytest.raises(HandoverTooLong):
        mark_message(db, cast.sato, None, said.id, "あ" * 501)
    for number in range(MARKS_MOST):
        mark_message(db, cast.sato, None, say(db, cast.suzuki, hall.room, f"その{number}").id)
    with pytest.raises(HandoverMarksFull):
        mark_message(db, cast.sato, None, said.id)


# --- taken back ----------------------------------------------------------------------------------------------


def test_a_transfer_taken_back_gives_the_draft_back(db: Db, hall: Hall) -> None:
    cast = hall.cast
    write_note(db, cast.sato, None, "引き継ぐこと")
    mark_message(db, cast.sato, None, say(db, cast.suzuki, hall.room, "読む話").id)
    list_id = succeed(db, hall)
    undo_list(db, hall.yoshida, list_id)
    again = draft(db, cast.sato)
    assert (again.note, texts(again)[0], again.handed_at) == ("引き継ぐこと", ["読む話"], None)
    assert handovers_of(db, cast.tanaka).received == []
    assert handovers_of(db, cast.sato).given == []


def test_taken_back_after_a_new_draft_was_begun_both_are_kept_as_one(db: Db, hall: Hall) -> None:
    cast = hall.cast
    said = say(db, cast.suzuki, hall.room, "読む話")
    write_note(db, cast.sato, None, "はじめの引き継ぎ")
    mark_message(db, cast.sato, None, said.id)
    list_id = succeed(db, hall)
    write_note(db, cast.sato, None, "次の引き継ぎ")
    undo_list(db, hall.yoshida, list_id)
    again = draft(db, cast.sato)
    assert (again.note, texts(again)[0]) == ("はじめの引き継ぎ\n\n次の引き継ぎ", ["読む話"])


def test_a_successor_who_was_moved_on_keeps_what_was_handed_over(db: Db, hall: Hall) -> None:
    cast = hall.cast
    write_note(db, cast.sato, None, "引き継ぐこと")
    list_id = succeed(db, hall)
    change_person(db, hall.yoshida, cast.tanaka.member_id, AccountChange(posts=[PostWanted(cast.welfare, "課長")]))
    undo_list(db, hall.yoshida, list_id)
    assert received(db, cast.tanaka).note == "引き継ぐこと"


def test_the_record_tells_who_handed_over_to_whom_and_not_what(db: Db, hall: Hall) -> None:
    cast = hall.cast
    write_note(db, cast.sato, None, "秘密のメモ")
    succeed(db, hall)
    (told,) = audit(db, hall.yoshida, AuditFilter(act="handover.handed")).entries
    body = msgspec.json.decode(told.body)
    assert (body["name"], body["successor"]) == ("佐藤 美咲", "田中 一郎")
    assert "秘密のメモ" not in bytes(told.body).decode()


def test_two_lists_hand_over_twice(db: Db, hall: Hall) -> None:
    cast = hall.cast
    succeed(db, hall)
    write_note(db, cast.sato, None, "土木課の引き継ぎ")
    after = to(cast.works, predecessor_id=cast.sato.member_id)
    done(db, hall, {cast.sato.member_id: to(cast.welfare), cast.stranger.member_id: after})
    given: list[HandoverCard] = handovers_of(db, cast.sato).given
    assert [(card.successor and card.successor.name, card.department) for card in given] == [
        ("他所 三郎", "土木課"),
        ("田中 一郎", "福祉課"),
    ]
    assert received(db, cast.stranger).note == "土木課の引き継ぎ"
    assert received(db, cast.tanaka).note == ""
