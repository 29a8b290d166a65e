"""Sending, editing and removing a message."""

import pytest
from sqlalchemy import func, select

from kairan.core.kit.database import Db
from kairan.core.kit.text import TextNotStorable
from kairan.talk.access import require_room
from kairan.talk.actions import edit_message, remove_message, send_message
from kairan.talk.model import Draft, Mention, MessageId, RoomId, message_table
from kairan.talk.problems import (
    MessageEmpty,
    MessageGone,
    MessageNotFound,
    NotAuthor,
    NotYoursToRemove,
    RoomArchivedAlready,
    RoomNotFound,
    TextTooLong,
    ThreadInThread,
)
from kairan.talk.queries import Place, message, page_of
from kairan.talk.rooms import archive_room, remove_member
from kairan.talk.search import SearchQuery, search
from kairan.talk.threads import thread_of
from tests.cast import NO_SUCH_ID, Cast, room_of, say


def count(db: Db) -> int:
    return int(db.scalar(select(func.count()).select_from(message_table)))


def test_messages_are_numbered_in_order(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    first, second = say(db, cast.sato, room, "一つ目"), say(db, cast.tanaka, room, "二つ目")
    assert (first.n, second.n) == (1, 2)
    assert second.seq == first.seq + 1
    assert [m.text for m in page_of(db, cast.sato, room, Place()).messages] == ["一つ目", "二つ目"]


def test_the_same_client_key_gives_back_the_first_message(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    first = send_message(db, cast.sato, room, Draft(client_key="k", text="送信"))
    again = send_message(db, cast.sato, room, Draft(client_key="k", text="送信"))
    assert again.id == first.id
    assert count(db) == 1


def test_a_client_key_belongs_to_its_author(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    one = send_message(db, cast.sato, room, Draft(client_key="k", text="佐藤です"))
    other = send_message(db, cast.tanaka, room, Draft(client_key="k", text="田中です"))
    assert one.id != other.id


def test_a_stranger_cannot_tell_a_closed_room_from_no_room(db: Db, cast: Cast) -> None:
    closed = room_of(db, cast.sato)
    for who in (cast.stranger, cast.neighbour, cast.guest):
        for room in (closed, RoomId(NO_SUCH_ID)):
            with pytest.raises(RoomNotFound):
                say(db, who, room, "こんにちは")
    assert count(db) == 0


def test_a_removed_member_cannot_write_or_read(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    sent = say(db, cast.sato, room, "内部の話")
    remove_member(db, cast.sato, room, cast.tanaka.member_id)
    with pytest.raises(RoomNotFound):
        say(db, cast.tanaka, room, "まだいますか")
    with pytest.raises(RoomNotFound):
        page_of(db, cast.tanaka, room, Place())
    with pytest.raises(MessageNotFound):
        message(db, cast.tanaka, sent.id)


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_an_empty_message_is_refused(db: Db, cast: Cast, text: str) -> None:
    with pytest.raises(MessageEmpty):
        say(db, cast.sato, room_of(db, cast.sato), text)


def test_the_limit_counts_as_a_person_counts(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    assert say(db, cast.sato, room, "葛\U000e0100" * 10_000).n == 1
    with pytest.raises(TextTooLong) as refused:
        say(db, cast.sato, room, "あ" * 10_001)
    assert refused.value.detail == {"count": 10_001, "most": 10_000}


@pytest.mark.parametrize("text", ["a\ud800b", "a\x00b", "a\x1bb"])
def test_what_no_database_can_hold_is_refused(db: Db, cast: Cast, text: str) -> None:
    with pytest.raises(TextNotStorable):
        say(db, cast.sato, room_of(db, cast.sato), text)


def test_markup_is_text(db: Db, cast: Cast) -> None:
    text = "<script>alert(1)</script> & <b>太字</b>"
    room = room_of(db, cast.sato)
    assert message(db, cast.sato, say(db, cast.sato, room, text).id).text == text


def test_nobody_writes_in_an_archived_room(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    sent = say(db, cast.sato, room, "最後の連絡")
    archive_room(db, cast.sato, room)
    with pytest.raises(RoomArchivedAlready):
        say(db, cast.sato, room, "追加の連絡")
    with pytest.raises(RoomArchivedAlready):
        edit_message(db, cast.sato, sent.id, "書き換え")
    assert page_of(db, cast.sato, room, Place()).messages[0].text == "最後の連絡"


def test_only_the_author_edits(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    sent = say(db, cast.tanaka, room, "誤字です")
    with pytest.raises(NotAuthor):
        edit_message(db, cast.sato, sent.id, "直しました")
    edited = edit_message(db, cast.tanaka, sent.id, "直しました")
    assert edited.text == "直しました"
    assert edited.edited_at is not None
    assert edited.n == sent.n


def test_the_author_or_a_master_removes(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka, cast.suzuki)
    sent = say(db, cast.tanaka, room, "消したい話")
    with pytest.raises(NotYoursToRemove):
        remove_message(db, cast.suzuki, sent.id)
    gone = remove_message(db, cast.sato, sent.id)
    assert (gone.text, gone.removed_by) == ("", cast.sato.member_id)
    assert remove_message(db, cast.tanaka, sent.id).removed_at == gone.removed_at
    with pytest.raises(MessageGone):
        edit_message(db, cast.tanaka, sent.id, "戻したい")


def test_the_search_follows_edits_and_removals(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    sent = say(db, cast.sato, room, "国道10号の通行止め")

    def found(q: str) -> list[MessageId]:
        return [hit.message.id for hit in search(db, cast.sato, SearchQuery(q=q)).hits]

    assert found("通行") == [sent.id]
    edit_message(db, cast.sato, sent.id, "県道8号の片側規制")
    assert (found("通行"), found("規制")) == ([], [sent.id])
    remove_message(db, cast.sato, sent.id)
    assert found("規制") == []


def test_a_reply_belongs_to_its_thread_and_not_to_the_timeline(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    root = say(db, cast.sato, room, "会議の日程")
    reply = say(db, cast.tanaka, room, "火曜なら", root_id=root.id)
    assert reply.n == 1
    with pytest.raises(ThreadInThread):
        say(db, cast.sato, room, "返信の返信", root_id=reply.id)
    thread = thread_of(db, cast.sato, root.id)
    assert [m.id for m in thread.messages] == [reply.id]
    assert thread.root.replies is not None
    assert thread.root.replies.count == 1
    assert [m.id for m in page_of(db, cast.sato, room, Place()).messages] == [root.id]
    assert require_room(db, cast.sato, room).message_n == 1


def test_a_reply_to_a_message_of_another_room_is_refused(db: Db, cast: Cast) -> None:
    one, other = room_of(db, cast.sato), room_of(db, cast.sato)
    root = say(db, cast.sato, one, "別の部屋の話")
    with pytest.raises(MessageNotFound):
        say(db, cast.sato, other, "返信", root_id=root.id)


def test_who_is_not_in_the_room_cannot_be_called(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    text = "@田中 @他所 @全員"
    mentions = [
        Mention("person", cast.tanaka.member_id, 0, 3),
        Mention("person", cast.stranger.member_id, 4, 3),
        Mention("all", None, 8, 3),
        Mention("all", None, 8, 300),
    ]
    sent = send_message(db, cast.sato, room, Draft(client_key="k", text=text, mentions=mentions))
    assert sent.mentions == [mentions[0], mentions[2]]
