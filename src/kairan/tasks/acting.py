"""Making, changing, finishing, reopening and dropping tasks."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import delete, insert, select, update

from kairan.core.journal import append
from kairan.core.kit.advisory_lock import lock_name
from kairan.core.kit.clock import now_ms, today
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_name, bounded_text
from kairan.core.viewer import MemberId, Viewer
from kairan.people import PersonNotFound, require_people
from kairan.policy import require
from kairan.talk.access import find_message, require_room
from kairan.talk.model import MessageId, RoomId, membership_table, present, room_table
from kairan.talk.my_numbers import require_no_my_number_in
from kairan.tasks.entries import TaskChanged, TaskDropped, TaskFinished, TaskMade, TaskReopened
from kairan.tasks.finding import hold_task
from kairan.tasks.model import (
    LONGEST_DAYS,
    NOTE_LIMIT,
    TITLE_LIMIT,
    NewTask,
    TaskChange,
    TaskDone,
    TaskId,
    task_doer_table,
    task_stream,
    task_table,
)
from kairan.tasks.problems import TaskDoerUnknown, TaskDue, TaskNotYours, TaskOver, TaskUntitled
from kairan.tasks.repeating import Repeat, next_due
from kairan.tasks.telling import tell, tell_screens

_t, _d, _ms, _r = task_table.c, task_doer_table.c, membership_table.c, room_table.c


def make_task(db: Db, viewer: Viewer, new: NewTask) -> TaskId:
    """Make a task; a retry with the same client key gives back the first one.

    Problems: RoomNotFound, MessageNotFound, RefusedByPolicy, TaskUntitled, TextTooLong, TaskDue, TaskDoerUnknown,
    MyNumberRefused.
    """
    lock_name(db, f"task:{viewer.member_id}:{new.client_key}")
    earlier = select(_t.id).where(_t.owner_id == viewer.member_id, _t.client_key == new.client_key)
    if (made := db.scalar(earlier)) is not None:
        return TaskId(made)
    room_id, room_class = _place(db, viewer, new.room_id, new.message_id)
    require(viewer, "write", room_class)
    doers = _good_doers(db, viewer, new.doer_ids, room_id)
    _require_day(new.due_on, new.repeat)
    title, note = _good_title(new.title), bounded_text(new.note, NOTE_LIMIT).strip()
    require_no_my_number_in(db, room_id, title, note)
    values = {
        "organization_id": viewer.organization_id,
        "owner_id": viewer.member_id,
        "client_key": new.client_key,
        "room_id": room_id,
        "message_id": new.message_id,
        "room_class": room_class,
        "title": title,
        "note": note,
        "due_on": new.due_on,
        "anchor_on": new.due_on,
        "repeat": new.repeat,
    }
    return _keep(db, viewer, values, doers, None)


def _place(db: Db, viewer: Viewer, room_id: RoomId | None, message_id: MessageId | None) -> tuple[RoomId | None, int]:
    """Return the room of a task, and how confidential it is: a message's room is the task's."""
    if message_id is not None:
        room = find_message(db, viewer, message_id).room
        return room.id, room.room_class
    if room_id is not None:
        return room_id, require_room(db, viewer, room_id).room_class
    return None, viewer.rules.default_class


def _good_title(title: str) -> str:
    def untitled(**_detail: int) -> TaskUntitled:
        return TaskUntitled(most=TITLE_LIMIT)

    if not title.strip():
        raise TaskUntitled(most=TITLE_LIMIT)
    return bounded_name(title, TITLE_LIMIT, untitled)


def _good_doers(db: Db, viewer: Viewer, doer_ids: Sequence[MemberId], room_id: str | None) -> list[MemberId]:
    """Return who is to do it: of the viewer's body; for a room's task, whoever is in the room."""
    wanted = sorted(set(doer_ids))
    try:
        known = require_people(db, viewer, wanted)
    except PersonNotFound:
        raise TaskDoerUnknown from None
    if room_id is None:
        if any(one.organization_id != viewer.organization_id for one in known):
            raise TaskDoerUnknown
        return wanted
    here = (_r.id == room_id) & present & _ms.member_id.in_(wanted)
    from_room = select(_ms.member_id).join(room_table, _r.no == _ms.room_no).where(here)
    if len(db.scalars(from_room)) != len(wanted):
        raise TaskDoerUnknown
    return wanted


def _require_day(due_on: str | None, repeat: Repeat) -> None:
    if due_on is None:
        if repeat != "none":
            raise TaskDue
        return
    try:
        day = date.fromisoformat(due_on)
    except ValueError:
        raise TaskDue from None
    if abs(day - today()) > timedelta(LONGEST_DAYS):
        raise TaskDue


def _keep(
    db: Db, by: Viewer | None, values: Mapping[str, object], doers: Sequence[MemberId], before_id: str | None
) -> TaskId:
    task_id, now = TaskId(new_id()), now_ms()
    made = {"id": task_id, "revision": 1, "made_at": now, "changed_at": now, "done_note": "", "before_id": before_id}
    db.execute(insert(task_table).values({**values, **made}))
    db.execute(insert(task_doer_table), [{"task_id": task_id, "member_id": one} for one in doers])
    said = TaskMade(
        title=str(values["title"]),
        doers=list(doers),
        due_on=_text(values["due_on"]),
        repeat=str(values["repeat"]),
        room=_text(values["room_id"]),
        message=_text(values["message_id"]),
        before=before_id,
    )
    entry = append(db, task_stream(task_id), said, by)
    row = _row(db, task_id)
    tell(db, row, entry, doers)
    tell_screens(db, [str(values["owner_id"])])
    return task_id


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _row(db: Db, task_id: str) -> Record:
    row = db.first(select(task_table).where(_t.id == task_id))
    if row is None:  # pragma: no cover
        raise RuntimeError(task_id)
    return row


def change_task(db: Db, viewer: Viewer, task_id: TaskId, what: TaskChange) -> None:
    """Change a task as a whole; who newly does it is told.

    Problems: those of `hold_task`, TaskOver, RefusedByPolicy, TaskUntitled, TextTooLong, TaskDue, TaskDoerUnknown,
    MyNumberRefused.
    """
    row = hold_task(db, viewer, task_id, what.revision)
    _require_open(row)
    require(viewer, "write", row.room_class)
    before = doers_of(db, task_id)
    doers = sorted(set(what.doer_ids))
    added = [one for one in doers if one not in before]
    if added:
        _good_doers(db, viewer, added, row.room_id)
    _require_day(what.due_on, what.repeat)
    title, note = _good_title(what.title), bounded_text(what.note, NOTE_LIMIT).strip()
    require_no_my_number_in(db, row.room_id, title, note)
    is_other_day = what.due_on != row.due_on or what.repeat != row.repeat
    new = {
        "title": title,
        "note": note,
        "due_on": what.due_on,
        "anchor_on": what.due_on if is_other_day else row.anchor_on,
        "repeat": what.repeat,
        "told_on": None if is_other_day else row.told_on,
    }
    _touch(db, row, **new)
    db.execute(delete(task_doer_table).where(_d.task_id == task_id))
    db.execute(insert(task_doer_table), [{"task_id": task_id, "member_id": one} for one in doers])
    changed = TaskChanged(title=title, doers=list(doers), due_on=what.due_on, repeat=what.repeat)
    entry = append(db, task_stream(task_id), changed, viewer)
    tell(db, row, entry, [one for one in added if one != viewer.member_id])
    tell_screens(db, {*before, *doers, row.owner_id})


def finish_task(db: Db, viewer: Viewer, task_id: TaskId, what: TaskDone) -> TaskId | None:
    """Mark a task as done; where it repeats, the next one is made and returned. A second time changes nothing.

    Problems: TaskNotFound, TaskNotYours, TaskOver (it was dropped), TextTooLong, MyNumberRefused.
    """
    row = hold_task(db, viewer, task_id)
    if row.done_at is not None:
        return None
    _require_open(row)
    note = bounded_text(what.note, NOTE_LIMIT).strip()
    require_no_my_number_in(db, row.room_id, note)
    _touch(db, row, done_at=now_ms(), done_by=viewer.member_id, done_note=note)
    finished = append(db, task_stream(task_id), TaskFinished(has_note=bool(note)), viewer)
    doers = doers_of(db, task_id)
    tell(db, row, finished, [MemberId(row.owner_id)] if row.owner_id != viewer.member_id else [])
    tell_screens(db, {*doers, row.owner_id})
    return _again(db, viewer, row, doers)


def _again(db: Db, viewer: Viewer, row: Record, doers: Sequence[MemberId]) -> TaskId | None:
    """Make the next one of a task that repeats; once, also when it was reopened and finished again."""
    if row.repeat == "none" or row.due_on is None:
        return None
    if db.first(select(_t.id).where(_t.before_id == row.id)) is not None:
        return None
    due_on = date.fromisoformat(row.due_on)
    anchor = date.fromisoformat(row.anchor_on or row.due_on)
    following = next_due(due_on, anchor, row.repeat, today())
    if following is None:  # pragma: no cover
        return None
    same = ("organization_id", "owner_id", "room_id", "message_id", "room_class", "title", "note", "repeat")
    values = {name: getattr(row, name) for name in same}
    days = {"due_on": following.isoformat(), "anchor_on": anchor.isoformat(), "client_key": f"after-{row.id}"}
    return _keep(db, viewer, values | days, doers, row.id)


def reopen_task(db: Db, viewer: Viewer, task_id: TaskId) -> None:
    """Let a task that was done or dropped be open again. Problems: TaskNotFound, TaskNotYours, TaskOver."""
    row = hold_task(db, viewer, task_id)
    if row.done_at is None and row.dropped_at is None:
        raise TaskOver
    _touch(db, row, done_at=None, done_by=None, done_note="", dropped_at=None)
    append(db, task_stream(task_id), TaskReopened(), viewer)
    tell_screens(db, {*doers_of(db, task_id), row.owner_id})


def drop_task(db: Db, viewer: Viewer, task_id: TaskId) -> None:
    """Let a task be done no more; for whoever made it. It does not come again.

    Problems: TaskNotFound, TaskNotYours, TaskOver.
    """
    row = hold_task(db, viewer, task_id)
    if row.owner_id != viewer.member_id:
        raise TaskNotYours
    _require_open(row)
    _touch(db, row, dropped_at=now_ms())
    append(db, task_stream(task_id), TaskDropped(), viewer)
    tell_screens(db, {*doers_of(db, task_id), row.owner_id})


def doers_of(db: Db, task_id: str) -> list[MemberId]:
    """Return who does a task."""
    found = select(_d.member_id).where(_d.task_id == task_id).order_by(_d.member_id)
    return [MemberId(one) for one in db.scalars(found)]


def _require_open(row: Record) -> None:
    if row.done_at is not None or row.dropped_at is not None:
        raise TaskOver


def _touch(db: Db, row: Record, **values: object) -> None:
    changed = {"changed_at": now_ms(), "revision": row.revision + 1, **values}
    db.execute(update(task_table).where(_t.id == row.id).values(changed))
