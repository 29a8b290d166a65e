"""Send, edit and remove a message: allow, change, append, return."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.prepared import Prepared, PreparedTogether
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import MemberId, Viewer
from kairan.files import FileView, attach
from kairan.policy import require
from kairan.talk.access import find_message, hold_message, hold_room, message_n_of, require_open
from kairan.talk.alliance_rooms import require_may_begin, require_may_write
from kairan.talk.confirmations import note_rewording
from kairan.talk.confirming import with_asking
from kairan.talk.entries import MessageEdited, MessagePosted
from kairan.talk.mentions import good_mentions, moved
from kairan.talk.model import (
    REPLIERS_SHOWN,
    TEXT_LIMIT,
    Draft,
    Mention,
    Message,
    MessageId,
    Room,
    RoomId,
    mark_table,
    mention_table,
    message_table,
    room_table,
)
from kairan.talk.my_numbers import require_no_my_number
from kairan.talk.newly_called import targets_of, tell_newly_called_later
from kairan.talk.problems import (
    KeyUsed,
    MessageEmpty,
    MessageGone,
    MessageNotFound,
    NotAuthor,
    NotYoursToRemove,
    ThreadInThread,
)
from kairan.talk.queries import message_of, the_message
from kairan.talk.search import index_message, reindex_message
from kairan.talk.stamps.sending import require_words, with_words
from kairan.talk.threads import follow_thread, move_thread_mark
from kairan.talk.tombstones import edits_of, forget_mentions, make_tombstone

_json = msgspec.json.Encoder()
_msg = message_table.c


def send_message(db: Db, viewer: Viewer, room_id: RoomId, draft: Draft, at: int | None = None) -> Message:
    """Post a draft. A retry with the same client key gives back the first message.

    `at` dates the message in the past, for imports and demos only. Problems: RoomNotFound,
    RoomArchivedAlready, KeyUsed, MessageEmpty, TextTooLong, MessageNotFound or ThreadInThread (of the root), those of
    `files.attach`, of `confirming.ask`, of `stamps.with_words`, MyNumberRefused.
    """
    room = hold_room(db, viewer, room_id)
    if (earlier := _sent_earlier(db, viewer, room, draft.client_key)) is not None:
        return earlier
    require_open(room)
    require_may_write(db, viewer, room, draft.file_ids)
    require_may_begin(room, is_reply=draft.root_id is not None)
    draft = with_words(db, viewer, room, draft)
    text = _good_text(room, draft.text, allow_empty=bool(draft.file_ids))
    root = _root(db, viewer, room, draft.root_id)
    held = hold(db, room.stream)
    seq = held.seq + 1
    message = Message(
        id=MessageId(new_id(at)),
        room_id=room_id,
        seq=seq,
        n=(room.message_n if root is None else root.n_of_replies) + 1,
        root_id=draft.root_id,
        author_id=viewer.member_id,
        at=now_ms() if at is None else at,
        text=text,
        files=_attached(db, viewer, draft, room, seq),
        mentions=good_mentions(db, room, moved(draft.mentions, draft.text, text), text),
        client_key=draft.client_key,
        stamp=draft.stamp,
    )
    append(db, room.stream, _posted(message), viewer, message.at, held)
    _keep(db, room, message, None if root is None else root.seq)
    index_message(db, room.no, message)
    return with_asking(db, viewer, room, message, draft.confirmation)


class _Root(msgspec.Struct, frozen=True):
    seq: int
    author_id: MemberId
    n_of_replies: int


def _root(db: Db, viewer: Viewer, room: Room, root_id: MessageId | None) -> _Root | None:
    """Return the message a reply belongs to; it must be of this room and no reply itself."""
    if root_id is None:
        return None
    row = find_message(db, viewer, root_id).row
    if row.room_id != room.id:
        raise MessageNotFound
    if row.root_seq is not None:
        raise ThreadInThread
    return _Root(row.seq, row.author_id, row.reply_count)


def _good_text(room: Room, text: str, *, allow_empty: bool) -> str:
    cleaned = bounded_text(text, TEXT_LIMIT)
    if not cleaned and not allow_empty:
        raise MessageEmpty
    require_no_my_number(room, cleaned)
    return cleaned


_SENT = Prepared(
    select(_msg.room_no, _msg.seq).where(_msg.author_id == bindparam("author"), _msg.client_key == bindparam("key"))
)


def _sent_earlier(db: Db, viewer: Viewer, room: Room, client_key: str) -> Message | None:
    """Return what was sent into this room with this key; a message of another room is not told. Problems: KeyUsed."""
    noted: Message | None = db.known((Draft, viewer.member_id, client_key))
    if noted is not None:
        if noted.room_id != room.id:
            raise KeyUsed
        return noted
    sent = _SENT.glance(db, {"author": viewer.member_id, "key": client_key})
    if sent is None:
        return None
    if sent[0] != room.no or sent[1] < room.sees_from:
        raise KeyUsed
    return the_message(db, sent[0], sent[1])


def _attached(db: Db, viewer: Viewer, draft: Draft, room: Room, seq: int) -> list[FileView]:
    if not draft.file_ids:
        return []
    files = attach(db, viewer, draft.file_ids, room.stream, seq)
    require_no_my_number(room, *(file.name for file in files))
    return files


def _posted(message: Message) -> MessagePosted:
    return MessagePosted(
        id=message.id,
        n=message.n,
        root_id=message.root_id,
        text=message.text,
        files=message.files,
        mentions=message.mentions,
        client_key=message.client_key or "",
        stamp=message.stamp or msgspec.UNSET,
    )


_SET = (
    "room_no", "seq", "id", "room_id", "n", "root_seq", "root_id", "author_id", "at", "text", "files", "mentions",
    "client_key", "stamp", "reply_count",
)  # fmt: skip
_INSERT = Prepared(insert(message_table), _SET)
_INSERT_TOGETHER = PreparedTogether.insert("message", _SET)
_NEWEST = Prepared(
    update(room_table)
    .where(room_table.c.no == bindparam("room_no"))
    .values(message_n=bindparam("new_n"), last_seq=bindparam("new_seq"))
)
_OWN_MARK = Prepared(
    update(mark_table)
    .where(
        mark_table.c.room_no == bindparam("room"),
        mark_table.c.member_id == bindparam("member"),
        mark_table.c.n < bindparam("new_n"),
    )
    .values(n=bindparam("new_n"), seen_n=bindparam("new_n"), read_at=bindparam("now"))
)
_NEWEST_TOGETHER = PreparedTogether(
    "UPDATE room SET message_n = new.column2, last_seq = new.column3 FROM (VALUES {rows}) AS new"
    " WHERE room.no = new.column1",
    3,
)
_OWN_MARK_TOGETHER = PreparedTogether(
    "UPDATE read_mark SET n = new.column3, seen_n = new.column3, read_at = new.column4 FROM (VALUES {rows}) AS new"
    " WHERE room_no = new.column1 AND member_id = new.column2 AND n < new.column3",
    4,
)


def _keep(db: Db, room: Room, message: Message, root_seq: int | None) -> None:
    """Write the state beside the entry: the message, the conversation's newest, one's own mark, the mentions."""
    db.later(
        _insert_messages,
        {
            "room_no": room.no,
            "seq": message.seq,
            "id": message.id,
            "room_id": message.room_id,
            "n": message.n,
            "root_seq": root_seq,
            "root_id": message.root_id,
            "author_id": message.author_id,
            "at": message.at,
            "text": message.text,
            "files": _json.encode(message.files).decode() if message.files else None,
            "mentions": _json.encode(message.mentions).decode() if message.mentions else None,
            "client_key": message.client_key,
            "stamp": message.stamp,
            "reply_count": 0,
        },
    )
    db.note((Draft, message.author_id, message.client_key), message)
    _keep_mentions(db, room.no, message.seq, message.n, root_seq, message.mentions)
    if root_seq is not None:
        _keep_reply(db, room, message, root_seq)
        return
    db.later(_move_newest, (room.no, message.n, message.seq))
    db.later(_move_own_marks, (room.no, message.author_id, message.n, message.at))
    db.note(message_n_of(room.no), message.n)


def _insert_messages(db: Db, rows: list[dict[str, Any]]) -> None:
    if len(rows) == 1:
        _INSERT.run(db, rows[0])
    else:
        _INSERT_TOGETHER.run(db, [tuple(row.values()) for row in rows])


def _move_newest(db: Db, moves: list[tuple[int, int, int]]) -> None:
    """Write the newest of each room."""
    newest = list({move[0]: move for move in moves}.values())
    if len(newest) == 1:
        room_no, n, seq = newest[0]
        _NEWEST.run(db, {"room_no": room_no, "new_n": n, "new_seq": seq})
    else:
        _NEWEST_TOGETHER.run(db, newest)


def _move_own_marks(db: Db, moves: list[tuple[int, MemberId, int, int]]) -> None:
    """Write the last of each author in each room: what one wrote oneself one has read."""
    newest = list({move[:2]: move for move in moves}.values())
    if len(newest) == 1:
        room_no, member_id, n, at = newest[0]
        _OWN_MARK.run(db, {"room": room_no, "member": member_id, "new_n": n, "now": at})
    else:
        _OWN_MARK_TOGETHER.run(db, newest)


def _keep_mentions(db: Db, room_no: int, seq: int, n: int, root_seq: int | None, mentions: Sequence[Mention]) -> None:
    targets = targets_of(mentions)
    if targets:
        db.execute(
            insert(mention_table),
            [
                {"room_no": room_no, "seq": seq, "kind": kind, "target_id": target, "n": n, "root_seq": root_seq}
                for kind, target in sorted(targets)
            ],
        )


def _keep_reply(db: Db, room: Room, message: Message, root_seq: int) -> None:
    """Count the reply at its root, and let its author, the root's author and who is called follow the thread."""
    place = (_msg.room_no == room.no) & (_msg.seq == root_seq)
    row = db.first(select(_msg.author_id, _msg.repliers).where(place))
    if row is None:  # pragma: no cover
        raise MessageNotFound
    repliers = msgspec.json.decode(row.repliers or "[]", type=list[str])
    if message.author_id not in repliers and len(repliers) < REPLIERS_SHOWN:
        repliers.append(message.author_id)
    db.execute(
        update(message_table)
        .where(place)
        .values(reply_count=message.n, last_reply_at=message.at, repliers=_json.encode(repliers).decode())
    )
    follow_thread(db, room.no, root_seq, row.author_id, n=message.n - 1)
    for mention in message.mentions:
        if mention.kind == "person" and mention.id:
            follow_thread(db, room.no, root_seq, MemberId(mention.id), n=message.n - 1)
    follow_thread(db, room.no, root_seq, message.author_id, n=message.n)
    move_thread_mark(db, room.no, root_seq, message.author_id, message.n)


def edit_message(db: Db, viewer: Viewer, message_id: MessageId, text: str, mentions: Sequence[Mention] = ()) -> Message:
    """Change the words of one's own message; who was not called before is called now.

    Problems: MessageNotFound, MessageGone, NotAuthor, RoomArchivedAlready, MessageEmpty, TextTooLong, StampNotEdited,
    MyNumberRefused.
    """
    found = hold_message(db, viewer, message_id)
    row, room = found.row, found.room
    require(viewer, "write", room.room_class)
    if row.removed_at is not None:
        raise MessageGone
    if row.author_id != viewer.member_id:
        raise NotAuthor
    require_words(row.stamp)
    new_text = _good_text(room, text, allow_empty=row.files is not None)
    good = good_mentions(db, room, moved(mentions, text, new_text), new_text)
    before = message_of(row)
    entry = append(db, room.stream, MessageEdited(id=message_id, text=new_text, mentions=good), viewer)
    db.execute(
        update(message_table)
        .where(_msg.room_no == room.no, _msg.seq == row.seq)
        .values(
            text=new_text,
            mentions=_json.encode(good).decode() if good else None,
            edited_at=entry.at,
            edits=_json.encode([*edits_of(row), entry.seq]).decode(),
        )
    )
    note_rewording(db, room.no, row.seq)
    forget_mentions(db, room.no, row.seq)
    _keep_mentions(db, room.no, row.seq, row.n, row.root_seq, good)
    called = tell_newly_called_later(db, room, before, good, entry.seq)
    if row.root_seq is not None:
        for kind, member_id in sorted(called):
            if kind == "person":
                follow_thread(db, room.no, row.root_seq, MemberId(member_id), n=row.n)
    after = the_message(db, room.no, row.seq)
    reindex_message(db, room.no, before, after)
    return after


def remove_message(db: Db, viewer: Viewer, message_id: MessageId) -> Message:
    """Make a message a tombstone. Readers no longer get its words; the record keeps them.

    Removing it again changes nothing. Problems: MessageNotFound, NotYoursToRemove, RoomArchivedAlready.
    """
    found = hold_message(db, viewer, message_id)
    row, room = found.row, found.room
    require(viewer, "write", room.room_class)
    if row.removed_at is not None:
        return message_of(row)
    if row.author_id != viewer.member_id and room.role != "master":
        raise NotYoursToRemove
    return make_tombstone(db, viewer, room, row)
