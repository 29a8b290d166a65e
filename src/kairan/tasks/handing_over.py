"""Handing tasks over (引き継ぎ): who takes over a post does the open tasks of its rooms, beside who did them so far.

What somebody set themselves, or was given outside of any room, is theirs and not the post's.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, insert, select

from kairan.core.journal import append, hold
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.tasks.acting import doers_of
from kairan.tasks.entries import TaskChanged
from kairan.tasks.model import task_doer_table, task_stream, task_table
from kairan.tasks.telling import tell_screens
from kairan.transfers.model import ListId
from kairan.transfers.succession import Succession

_t, _d = task_table.c, task_doer_table.c


def hand_tasks_over(db: Db, by: Viewer, list_id: ListId, successions: Sequence[Succession]) -> None:
    """Let each successor do what their predecessor does in rooms and what is still open."""
    for pair in successions:
        there = select(_d.task_id).where(_d.member_id == pair.successor_id)
        theirs = (
            select(_t.id)
            .join(task_doer_table, _d.task_id == _t.id)
            .where(_d.member_id == pair.predecessor_id, _t.done_at.is_(None), _t.dropped_at.is_(None))
            .where(_t.room_id.is_not(None), _t.id.not_in(there))
            .order_by(_t.id)
        )
        for task_id in db.scalars(theirs):
            row = {"task_id": task_id, "member_id": pair.successor_id, "list_id": list_id}
            db.execute(insert(task_doer_table), [row])
            _note(db, by, task_id)
            tell_screens(db, [pair.successor_id])


def take_tasks_back(db: Db, by: Viewer, list_id: ListId, kept: Collection[MemberId]) -> None:
    """Let those do them no more who came by a list; who was changed since keeps what they got."""
    came = db.all(select(_d.task_id, _d.member_id).where(_d.list_id == list_id).order_by(_d.task_id))
    for row in came:
        if row.member_id in kept:
            continue
        db.execute(delete(task_doer_table).where(_d.task_id == row.task_id, _d.member_id == row.member_id))
        _note(db, by, row.task_id)
        tell_screens(db, [row.member_id])


def _note(db: Db, by: Viewer, task_id: str) -> None:
    hold(db, task_stream(task_id))
    row = db.first(select(task_table).where(_t.id == task_id))
    if row is None:  # pragma: no cover
        return
    changed = TaskChanged(title=row.title, doers=list(doers_of(db, task_id)), due_on=row.due_on, repeat=row.repeat)
    append(db, task_stream(task_id), changed, by)
