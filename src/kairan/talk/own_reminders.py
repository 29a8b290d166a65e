"""Being told of a message again, at a time of one's own (あとで知らせる), and what one has asked for.

Whoever asks is told once, at that time, at any hour, on their devices and on every page that is open. Nobody is told
of a message they may no longer read, nor of one that was removed meanwhile.
"""

from collections.abc import Sequence
from typing import Annotated

import msgspec
from sqlalchemy import ColumnElement, and_, delete, func, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import INSTANT_MOST, now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.jobs import Jobs, enqueue
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.notifications import Mornings, NewNotice, mornings_of, notify
from kairan.people import Person, member_stream, member_table
from kairan.talk.access import at_places, find_message, in_readable
from kairan.talk.entries import OwnRemindersChanged
from kairan.talk.model import Message, MessageId, membership_table, message_table, present, room_stream
from kairan.talk.problems import MessageGone, ReminderTime, TooManyReminders
from kairan.talk.queries import messages_of, people_in
from kairan.talk.told_model import own_reminder_table

MOST = bounded("own_reminders.open", 100, "refuse", "`own_reminder.too_many`")  # of one person
DONE_SHOWN = 20
DONE_KEPT_MS = 30 * 86_400_000
AHEAD_MS = 400 * 86_400_000
LATE_MS = 60_000  # clocks differ: what is past by less is due now
ROUND = 200  # told in one transaction
SWEEP_S = 600

_o, _ms, _msg, _m = own_reminder_table.c, membership_table.c, message_table.c, member_table.c
_waits = _o.told_at.is_(None) & _o.done_at.is_(None)


class OwnReminder(msgspec.Struct, frozen=True, kw_only=True):
    """A message somebody wanted to be told of: when, whether they were, and when they were done with it (ms)."""

    message: Message
    due_at: int
    told_at: int | None
    done_at: int | None


class OwnReminders(msgspec.Struct, frozen=True, kw_only=True):
    """What the viewer wants to be told of, the earliest first; and what they were done with lately."""

    open: list[OwnReminder]
    done: list[OwnReminder]
    people: list[Person]


class ReminderTimes(msgspec.Struct, frozen=True, kw_only=True):
    """Until when the viewer put a message off, if they did; and the mornings one may choose."""

    due_at: int | None
    mornings: Mornings


class Reminding(msgspec.Struct, frozen=True):
    """When to be told (ms since 1970), within 400 days."""

    at: Annotated[int, msgspec.Meta(ge=0, le=INSTANT_MOST)]


class Due(msgspec.Struct, frozen=True):
    """The body of the job: what is due is found in the table."""


def set_own_reminder(db: Db, viewer: Viewer, message_id: MessageId, at: int) -> None:
    """Let the viewer be told of a message at an instant; what they had set for it before is changed.

    Problems: MessageNotFound, MessageGone, ReminderTime, TooManyReminders.
    """
    found = find_message(db, viewer, message_id)
    if found.row.removed_at is not None:
        raise MessageGone
    now = now_ms()
    if not now - LATE_MS <= at <= now + AHEAD_MS:
        raise ReminderTime
    stream = member_stream(viewer.member_id)
    hold(db, stream)  # one after the other: the bound holds also for two at once
    place = _place(viewer, found.row)
    others = select(func.count()).where(_o.member_id == viewer.member_id, _o.done_at.is_(None), ~place)
    if int(db.scalar(others)) >= MOST:
        raise TooManyReminders(most=MOST)
    put = upsert(db, own_reminder_table)
    values = {"due_at": at, "told_at": None, "done_at": None}
    put = put.values(member_id=viewer.member_id, room_no=found.room.no, seq=found.row.seq, **values)
    db.execute(put.on_conflict_do_update(index_elements=[_o.member_id, _o.room_no, _o.seq], set_=values))
    enqueue(db, JOB, Due(), due_at=at, key="due")
    append(db, stream, OwnRemindersChanged(), viewer)


def finish_own_reminder(db: Db, viewer: Viewer, message_id: MessageId) -> None:
    """Be done with a message one wanted to be told of (済み); twice is once. Problems: MessageNotFound."""
    place = _place(viewer, find_message(db, viewer, message_id).row)
    hold(db, member_stream(viewer.member_id))
    done = update(own_reminder_table).where(place, _o.done_at.is_(None)).values(done_at=now_ms())
    if db.execute(done).rowcount:
        append(db, member_stream(viewer.member_id), OwnRemindersChanged(), viewer)


def drop_own_reminder(db: Db, viewer: Viewer, message_id: MessageId) -> None:
    """Take back that one wanted to be told of a message; twice is once. Problems: MessageNotFound."""
    place = _place(viewer, find_message(db, viewer, message_id).row)
    hold(db, member_stream(viewer.member_id))
    if db.execute(delete(own_reminder_table).where(place)).rowcount:
        append(db, member_stream(viewer.member_id), OwnRemindersChanged(), viewer)


def _place(viewer: Viewer, message: Record) -> ColumnElement[bool]:
    return _at(viewer.member_id, message.room_no, message.seq)


def _at(member_id: str, room_no: int, seq: int) -> ColumnElement[bool]:
    return and_(_o.member_id == member_id, _o.room_no == room_no, _o.seq == seq)


def own_reminders(db: Db, viewer: Viewer) -> OwnReminders:
    """Return what the viewer wants to be told of, as far as they may read it where they are."""
    mine = (
        select(message_table, _o.due_at, _o.told_at, _o.done_at)
        .join(own_reminder_table, and_(_o.room_no == _msg.room_no, _o.seq == _msg.seq))
        .join(membership_table, and_(_ms.room_no == _msg.room_no, _ms.member_id == _o.member_id, present))
        .where(_o.member_id == viewer.member_id, _msg.seq >= _ms.sees_from, in_readable(viewer, _msg.room_no))
    )
    waiting = db.all(mine.where(_o.done_at.is_(None)).order_by(_o.due_at, _msg.id).limit(MOST))
    finished = db.all(mine.where(_o.done_at.is_not(None)).order_by(_o.done_at.desc(), _msg.id).limit(DONE_SHOWN))
    rows = [*waiting, *finished]
    messages = messages_of(db, rows)
    found = [
        OwnReminder(message=message, due_at=row.due_at, told_at=row.told_at, done_at=row.done_at)
        for row, message in zip(rows, messages, strict=True)
    ]
    return OwnReminders(open=found[: len(waiting)], done=found[len(waiting) :], people=people_in(db, viewer, messages))


def reminder_times(db: Db, viewer: Viewer, message_id: MessageId) -> ReminderTimes:
    """Return what the viewer has set for a message, and what they may choose. Problems: MessageNotFound."""
    place = _place(viewer, find_message(db, viewer, message_id).row)
    due_at = db.scalar(select(_o.due_at).where(place, _o.done_at.is_(None)))
    return ReminderTimes(due_at=due_at, mornings=mornings_of(db, viewer))


def forget_reminders_of(db: Db, room_no: int, seq: int) -> None:
    """Let nobody be told of a message that was removed."""
    db.execute(delete(own_reminder_table).where(_o.room_no == room_no, _o.seq == seq))


# --- when the time has come ------------------------------------------------------------------------------


JOB = "talk.own_reminders"


def register_jobs(jobs: Jobs) -> None:
    """Add the work of reminding people of what they asked for."""
    jobs.add(JOB, Due, lambda db, _: tell_due(db), at_once=1)
    jobs.every(SWEEP_S, f"{JOB}_sweep", sweep)


def tell_due(db: Db) -> None:
    """Let people be told of what is due. That it was told is in the same transaction: so it is told once.

    A person's stream is held before their reminders are, here as everywhere: two at once cannot wait for each other.
    """
    now = now_ms()
    is_due = _waits & (_o.due_at <= now)
    first = select(_o.member_id).where(is_due).order_by(_o.due_at, _o.member_id).limit(ROUND)
    people = sorted(set(db.scalars(first)))
    for member_id in people:
        hold(db, member_stream(MemberId(member_id)))
    due = db.all(
        select(_o.member_id, _o.room_no, _o.seq)
        .where(is_due, _o.member_id.in_(people))
        .order_by(_o.due_at, _o.member_id, _o.room_no, _o.seq)
        .limit(ROUND)
        .with_for_update()
    )
    if due:
        places = [(row.member_id, row.room_no, row.seq) for row in due]
        readable = _still_readable(db, places)
        gone = sorted(set(places) - {(row.member_id, row.room_no, row.seq) for row in readable})
        for place in gone:
            db.execute(delete(own_reminder_table).where(_at(*place)))
        for place in places:
            db.execute(update(own_reminder_table).where(_at(*place)).values(told_at=now))
        notify(db, [_notice(row) for row in readable])
        for member_id in sorted({row.member_id for row in readable}):
            append(db, member_stream(MemberId(member_id)), OwnRemindersChanged(told=True), None)
    _wake(db)


def _still_readable(db: Db, places: Sequence[tuple[str, int, int]]) -> list[Record]:
    """Return which of these messages are there and may be read by whoever asked; the entrance is asked on telling."""
    rows = db.all(
        select(_ms.member_id, _msg.room_no, _msg.seq, _msg.room_id, _m.organization_id)
        .join(membership_table, and_(_ms.room_no == _msg.room_no, present, _ms.sees_from <= _msg.seq))
        .join(member_table, and_(_m.id == _ms.member_id, _m.status == "active"))
        .where(
            at_places(_msg.room_no, _msg.seq, sorted({place[1:] for place in places})),
            _ms.member_id.in_(sorted({place[0] for place in places})),
            _msg.removed_at.is_(None),
        )
    )
    asked = set(places)
    return [row for row in rows if (row.member_id, row.room_no, row.seq) in asked]


def _notice(row: Record) -> NewNotice:
    return NewNotice(
        member_id=MemberId(row.member_id),
        organization_id=OrganizationId(row.organization_id),
        stream=room_stream(row.room_id),
        seq=row.seq,
        kind="own_reminder",
    )


def sweep(db: Db) -> None:
    """Forget what people were done with long ago, and wake what waits, should a job have been lost."""
    db.execute(delete(own_reminder_table).where(_o.done_at < now_ms() - DONE_KEPT_MS))
    _wake(db)


def _wake(db: Db) -> None:
    due_at = db.scalar(select(func.min(_o.due_at)).where(_waits))
    if due_at is not None:
        enqueue(db, JOB, Due(), due_at=due_at, key="due")
