"""What is told of a message to those who may still read it and have not: never what policy keeps from them there."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set

import msgspec
from sqlalchemy import bindparam, select

from kairan.core.kit.batches import in_batches
from kairan.core.kit.database import Db, Record
from kairan.core.kit.prepared import PreparedForMany
from kairan.core.viewer import Language, Viewer
from kairan.notifications import Asked, Content, DueNotice, NoticeKind, Subject
from kairan.people import Person, people_named
from kairan.policy import may
from kairan.talk.access import at_places
from kairan.talk.confirmations import awaited_among
from kairan.talk.model import (
    RoomId,
    kept_table,
    mark_table,
    membership_table,
    message_table,
    present,
    room_table,
    thread_mark_table,
)
from kairan.talk.notices import message_path
from kairan.talk.told_model import own_reminder_table
from kairan.talk.unread import unread_of

SHOWN = 200  # characters of a message
WITHOUT_WORDS: Mapping[NoticeKind, Mapping[Language, str]] = {
    "message": {"ja": "新しいメッセージがあります", "en": "New message"},
    "reminder": {"ja": "確認をお願いされたメッセージがあります", "en": "A message you were asked to read"},
    "urgent": {"ja": "緊急のメッセージがあります", "en": "Urgent message"},
    "confirmation": {"ja": "確認を求められたメッセージがあります", "en": "A message you are asked to confirm"},
    "own_reminder": {
        "ja": "「あとで知らせる」のメッセージがあります",
        "en": "A message you put off until now",
    },
}
BEFORE: Mapping[NoticeKind, Mapping[Language, str]] = {
    "reminder": {"ja": "【確認のお願い】", "en": "Please read: "},
    "urgent": {"ja": "【緊急】", "en": "Urgent: "},
    "confirmation": {"ja": "【確認を求めています】", "en": "Please confirm: "},
    "own_reminder": {"ja": "【あとで】", "en": "Reminder: "},
}
_o = own_reminder_table.c
_r, _ms, _k, _msg, _mk, _t = (
    room_table.c,
    membership_table.c,
    kept_table.c,
    message_table.c,
    mark_table.c,
    thread_mark_table.c,
)


class _Standing(msgspec.Struct, frozen=True, gc=False):
    """How somebody stands in a room: from where they see it, how far they have read it."""

    sees_from: int
    read_n: int
    read_at: int
    notify: str


class _Known(msgspec.Struct, frozen=True):
    rooms: Mapping[str, Record]
    messages: Mapping[tuple[int, int], Record]
    standings: Mapping[tuple[int, str], _Standing]
    threads: Mapping[tuple[int, int, str], int]
    reminders: Set[tuple[str, int, int]]
    people: Mapping[str, Person]
    awaited: Collection[tuple[int, int, str]]  # room, message, and who has still to confirm it
    made: dict[tuple[object, ...], Content]  # what was written already for others


def describe(db: Db, asked: Sequence[Asked]) -> list[dict[str, Content]]:
    """Return what each viewer is to be told of rooms now."""
    known = _look_up(db, asked)
    return [
        {notice.id: content for notice in one.notices if (content := _content(one.viewer, notice, known)) is not None}
        for one in asked
    ]


def _look_up(db: Db, asked: Sequence[Asked]) -> _Known:
    room_ids = sorted({room_id_of(notice) for one in asked for notice in one.notices})
    rooms = {
        row.id: row for row in db.all(select(_r.no, _r.id, _r.kind, _r.name, _r.room_class).where(_r.id.in_(room_ids)))
    }
    places = sorted(
        {
            (rooms[room_id].no, notice.seq)
            for one in asked
            for notice in one.notices
            if (room_id := room_id_of(notice)) in rooms
        }
    )
    messages: dict[tuple[int, int], Record] = {}
    for batch in in_batches(places):
        rows = db.all(select(message_table).where(at_places(_msg.room_no, _msg.seq, batch)))
        messages |= {(row.room_no, row.seq): row for row in rows}
    member_ids = sorted({one.viewer.member_id for one in asked})
    numbers = sorted({room.no for room in rooms.values()})
    roots = sorted({row.root_seq for row in messages.values() if row.root_seq is not None})
    authors = {row.author_id for row in messages.values()}
    asking = sorted(
        {
            (rooms[room_id].no, notice.seq)
            for one in asked
            for notice in one.notices
            if notice.kind == "confirmation" and (room_id := room_id_of(notice)) in rooms
        }
    )
    return _Known(
        awaited=awaited_among(db, asking, member_ids) if asking else (),
        rooms=rooms,
        messages=messages,
        standings=_standings(db, _members_by_room(asked, rooms)),
        threads=_threads(db, numbers, roots, member_ids) if roots else {},
        reminders=_own_reminders(db, asked),
        people={person.id: person for person in people_named(db, authors)},
        made={},
    )


def _members_by_room(asked: Sequence[Asked], rooms: Mapping[str, Record]) -> dict[int, list[str]]:
    """Return who is asked about in each room, by its number: of thousands of rooms not everybody in each."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for one in asked:
        for notice in one.notices:
            if (room := rooms.get(room_id_of(notice))) is not None:
                found[room.no][one.viewer.member_id] = None
    return {room_no: list(members) for room_no, members in found.items()}


_STANDING = PreparedForMany(
    lambda given: (
        select(_ms.member_id, _ms.sees_from, _mk.seen_n, _mk.read_at, _k.notify)
        .outerjoin(mark_table, (_mk.room_no == _ms.room_no) & (_mk.member_id == _ms.member_id))
        .outerjoin(kept_table, (_k.room_no == _ms.room_no) & (_k.member_id == _ms.member_id))
        .where(_ms.room_no == bindparam("room"), _ms.member_id.in_(given), present)
    )
)


def _standings(db: Db, members: Mapping[int, Sequence[str]]) -> dict[tuple[int, str], _Standing]:
    return {
        (room_no, member_id): _Standing(sees_from, n or 0, read_at or 0, wanted or "all")
        for room_no, some in members.items()
        for member_id, sees_from, n, read_at, wanted in _STANDING.all(db, some, {"room": room_no})
    }


def _threads(
    db: Db, numbers: Sequence[int], roots: Sequence[int], member_ids: Sequence[str]
) -> dict[tuple[int, int, str], int]:
    found: dict[tuple[int, int, str], int] = {}
    for some in in_batches(member_ids):
        rows = db.all(
            select(_t.room_no, _t.root_seq, _t.member_id, _t.n, _t.seen_n).where(
                _t.room_no.in_(numbers), _t.root_seq.in_(roots), _t.member_id.in_(some)
            )
        )
        found |= {(row.room_no, row.root_seq, row.member_id): max(row.n, row.seen_n) for row in rows}
    return found


def _own_reminders(db: Db, asked: Sequence[Asked]) -> set[tuple[str, int, int]]:
    """Return which messages people still want to be told of: they may have changed the time, or be done."""
    wanting = {one.viewer.member_id for one in asked for notice in one.notices if notice.kind == "own_reminder"}
    found: set[tuple[str, int, int]] = set()
    for some in in_batches(sorted(wanting)):
        told = (_o.member_id.in_(some)) & _o.told_at.is_not(None) & _o.done_at.is_(None)
        rows = db.all(select(_o.member_id, _o.room_no, _o.seq).where(told))
        found |= {(row.member_id, row.room_no, row.seq) for row in rows}
    return found


def room_id_of(notice: DueNotice) -> RoomId:
    """Return which room a notice tells of."""
    return RoomId(notice.stream.removeprefix("room:"))


def _content(viewer: Viewer, notice: DueNotice, known: _Known) -> Content | None:
    room = known.rooms.get(room_id_of(notice))
    message = None if room is None else known.messages.get((room.no, notice.seq))
    if room is None or message is None or message.removed_at is not None:
        return None
    is_told = (
        _is_asked_for(viewer, message, known)
        if notice.kind == "own_reminder"
        else _is_news(viewer, room.no, message, notice, known)
    )
    if not is_told or not may(viewer, "notify", room.room_class):
        return None
    # The same to all who read the same words: thousands are told of one message.
    shows_words = may(viewer, "notify_content", room.room_class)
    alike = (room.no, message.seq, notice.kind, viewer.language, shows_words, _is_called_anew(notice, message))
    made = known.made.get(alike)
    if made is None:
        made = known.made[alike] = _made(viewer, room, message, notice, known)
    return msgspec.structs.replace(made, at=notice.created_at) if _stands_beside(notice, message) else made


def _made(viewer: Viewer, room: Record, message: Record, notice: DueNotice, known: _Known) -> Content:
    tag = f"room:{room.id}" if message.root_id is None else f"thread:{message.root_id}"
    at = message.at
    if _stands_beside(notice, message):
        tag, at = f"{notice.kind}:{room.id}:{message.id}", notice.created_at
    title, text = _words(viewer, room, message, known, notice.kind)
    text = f"{BEFORE[notice.kind][viewer.language]}{text}" if text and notice.kind in BEFORE else text
    path = message_path(room.id, message.id)
    return Content(title=title, text=text, tag=tag, path=path, at=at, stream=_stream_of(notice, message))


def _stands_beside(notice: DueNotice, message: Record) -> bool:
    """Whether it stands beside what was told of the message, and is news again."""
    return notice.kind in BEFORE or _is_called_anew(notice, message)


def _stream_of(notice: DueNotice, message: Record) -> str | None:
    """Return where something is unread for as long as this is; none for threads they do not follow.

    Nor for what is told although they have read it: what they are to confirm, and what they put off.
    """
    if notice.kind in {"own_reminder", "confirmation"}:
        return None
    is_in_sight = message.root_seq is None or notice.kind == "reply"
    return notice.stream if is_in_sight and not _is_called_anew(notice, message) else None


def _is_called_anew(notice: DueNotice, message: Record) -> bool:
    """Whether they were called in it only when it was edited."""
    is_edited = message.edited_at is not None and notice.created_at >= message.edited_at
    return notice.kind == "mention" and is_edited


def _is_news(viewer: Viewer, room_no: int, message: Record, notice: DueNotice, known: _Known) -> bool:
    """Whether they are in the room, may read the message, and have not; nor want to hear nothing of it.

    What is urgent is told whatever they wanted; what they are to confirm, until they have. Who had read it before they
    were called in it knows nothing of that.
    """
    standing = known.standings.get((room_no, viewer.member_id))
    if standing is None or message.seq < standing.sees_from or (standing.notify == "none" and not notice.urgent):
        return False
    if notice.kind == "confirmation":
        return (room_no, message.seq, viewer.member_id) in known.awaited
    if _is_called_anew(notice, message) and (standing.read_at < message.edited_at or message.root_seq is not None):
        return True
    if message.root_seq is None:
        return bool(message.n > standing.read_n)
    return bool(message.n > known.threads.get((room_no, message.root_seq, viewer.member_id), 0))


def _is_asked_for(viewer: Viewer, message: Record, known: _Known) -> bool:
    """Whether they wanted to be told of it now, and may still read it; whether they have read it says nothing."""
    standing = known.standings.get((message.room_no, viewer.member_id))
    is_wanted = (viewer.member_id, message.room_no, message.seq) in known.reminders
    return is_wanted and standing is not None and message.seq >= standing.sees_from


def _words(viewer: Viewer, room: Record, message: Record, known: _Known, kind: NoticeKind) -> tuple[str, str]:
    is_english = viewer.language == "en"
    if not may(viewer, "notify_content", room.room_class):
        return WITHOUT_WORDS.get(kind, WITHOUT_WORDS["message"])[viewer.language], ""
    author = known.people.get(message.author_id)
    name = author.name if author is not None else ""
    file = "(file)" if is_english else "（ファイル）"
    text = message.text[:SHOWN].strip() or file
    if room.kind == "direct" or not room.name:
        return name, text
    return room.name, f"{name}: {text}"


SUBJECT = Subject("room", describe, unread_of)
