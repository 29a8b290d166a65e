"""Reminding those who have not read a message, or not confirmed it (未読者への通知): by one act, with a pause.

Nobody is phoned one by one who only did not look: they are told as of any message, in their own ways and hours; who
wants to hear nothing of the room hears nothing of this either.
"""

from typing import Literal

import msgspec
from sqlalchemy import insert, select, update

from kairan.core.journal import append
from kairan.core.kit.batches import in_batches
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.notifications import NewNotice, ToldAsUrgent, may_tell_urgently, notify, urgent_of
from kairan.people import Person, member_table, people_named
from kairan.talk.access import find_message, hold_room, require_open
from kairan.talk.confirmations import awaited_from, request_of
from kairan.talk.entries import MessageReminded
from kairan.talk.model import MessageId, Room, kept_table
from kairan.talk.problems import MessageNotFound, NotYoursToRemind, RemindedLately
from kairan.talk.reading import unread_by
from kairan.talk.told_model import message_reminder_table

PAUSE_MS = 30 * 60_000
"""So long nobody reminds of the same message again."""
MINUTE_MS = 60_000
Whom = Literal["unread", "unconfirmed"]
"""Who is reminded: whoever has not read the message, or whoever was asked to confirm it and has not."""

_rem, _m, _k = message_reminder_table.c, member_table.c, kept_table.c


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """The last time people were reminded of a message; `again_at`: from when on they may be reminded anew."""

    by: Person
    at: int
    people: int
    reached: int  # of them: who can be told, by a device or a letter
    again_at: int


class Reminders(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the viewer may remind of a message or tell it as urgent; when either was done last."""

    may_remind: bool
    may_urge: bool
    last: Reminder | None
    urgent: ToldAsUrgent | None


def remind(db: Db, viewer: Viewer, message_id: MessageId, whom: Whom = "unread") -> Reminders:
    """Let everybody be told who may read a message and has not, or not confirmed it; its author and masters may.

    One pause protects them from both. Where everybody has, nothing happens.

    Problems: MessageNotFound, NotYoursToRemind, RemindedLately, RoomArchivedAlready.
    """
    room, message = hold_to_remind(db, viewer, message_id)
    mine = (_rem.room_no == room.no) & (_rem.seq == message.seq)
    last = db.scalar(select(_rem.at).where(mine))
    if last is not None and (wait_ms := last + PAUSE_MS - now_ms()) > 0:
        raise RemindedLately(retry_after_s=wait_ms // 1000 + 1, minutes=-(-wait_ms // MINUTE_MS))
    people, kind = _whom(db, room, message, whom)
    if people:
        reached = notify(db, notices_of(db, room.stream, message.seq, listening(db, room.no, people), kind))
        values = {"at": now_ms(), "by_id": viewer.member_id, "people": len(people), "reached": reached}
        if not db.execute(update(message_reminder_table).where(mine).values(values)).rowcount:
            db.execute(insert(message_reminder_table).values(room_no=room.no, seq=message.seq, **values))
        append(db, room.stream, MessageReminded(id=message_id, people=len(people)), viewer)
    return reminders_of(db, viewer, message_id)


def _whom(
    db: Db, room: Room, message: Record, whom: Whom
) -> tuple[list[MemberId], Literal["reminder", "confirmation"]]:
    if whom == "unread":
        return unread_by(db, room, message), "reminder"
    request = request_of(db, room.no, message.seq)
    is_asked = request is not None and request.ended_at is None
    return awaited_from(db, room.no, message.seq) if is_asked else [], "confirmation"


def hold_to_remind(db: Db, viewer: Viewer, message_id: MessageId) -> tuple[Room, Record]:
    """Return a message of which the viewer may let people be told, and its room, held until the commit."""
    found = find_message(db, viewer, message_id)
    room = hold_room(db, viewer, found.room.id)
    require_open(room)
    if found.row.removed_at is not None:
        raise MessageNotFound
    if not _may_remind(viewer, room, found.row.author_id):
        raise NotYoursToRemind
    return room, found.row


def reminders_of(db: Db, viewer: Viewer, message_id: MessageId) -> Reminders:
    """Return when people were reminded last, and whether the viewer may. Problems: MessageNotFound."""
    found = find_message(db, viewer, message_id)
    is_open = found.room.archived_at is None and found.row.removed_at is None
    may = is_open and _may_remind(viewer, found.room, found.row.author_id)
    row = db.first(
        select(_rem.at, _rem.by_id, _rem.people, _rem.reached).where(
            _rem.room_no == found.room.no, _rem.seq == found.row.seq
        )
    )
    is_master = found.room.role == "master"
    urgent = urgent_of(db, found.room.stream, found.row.seq)
    may_urge = may and urgent is None and may_tell_urgently(db, viewer, is_master=is_master)
    if row is None:
        return Reminders(may_remind=may, may_urge=may_urge, last=None, urgent=urgent)
    (by,) = people_named(db, [row.by_id])
    return Reminders(
        may_remind=may,
        may_urge=may_urge,
        last=Reminder(by=by, at=row.at, people=row.people, reached=row.reached, again_at=row.at + PAUSE_MS),
        urgent=urgent,
    )


def listening(db: Db, room_no: int, member_ids: list[MemberId]) -> list[MemberId]:
    """Leave out who wants to hear nothing of the room."""
    silent = set(db.scalars(select(_k.member_id).where(_k.room_no == room_no, _k.notify == "none")))
    return [one for one in member_ids if one not in silent]


def _may_remind(viewer: Viewer, room: Room, author_id: str) -> bool:
    return viewer.member_id == author_id or room.role == "master"


def notices_of(
    db: Db, stream: str, seq: int, member_ids: list[MemberId], kind: Literal["reminder", "urgent", "confirmation"]
) -> list[NewNotice]:
    """Return what lets people be told of a message by somebody's act."""
    bodies: dict[str, str] = {}
    for some in in_batches(member_ids):
        rows = db.all(select(_m.id, _m.organization_id).where(_m.id.in_(some)))
        bodies |= {row.id: row.organization_id for row in rows}
    return [
        NewNotice(
            member_id=one,
            organization_id=OrganizationId(bodies[one]),
            stream=stream,
            seq=seq,
            kind=kind,
            urgent=kind == "urgent",
        )
        for one in member_ids
    ]
