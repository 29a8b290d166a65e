"""The one reminder that comes without anybody's doing, before a confirmation is due; a job, on one of the nodes."""

from sqlalchemy import select, update

from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.notifications import notify
from kairan.talk.access import lock_room
from kairan.talk.confirmation_model import confirmation_request_table
from kairan.talk.confirmation_times import next_working_time
from kairan.talk.confirmations import awaited_from
from kairan.talk.entries import MessageReminded
from kairan.talk.model import MessageId, room_stream, room_table
from kairan.talk.reminding import listening, notices_of

EVERY_S = 60
AT_ONCE = 10  # in one run; the rest is in the next
_q, _r = confirmation_request_table.c, room_table.c


def remind_before_due(db: Db) -> None:
    """Remind whoever has not confirmed what is due soon; each message once, in working hours, in rooms that are open.

    What could not be done in its hours, since the server was down, is done in the next ones, if it is not due by then.
    """
    now = now_ms()
    due = db.all(
        select(_q.room_no, _q.seq, _r.id)
        .join(room_table, _r.no == _q.room_no)
        .where(_q.remind_at <= now)
        .order_by(_q.remind_at, _q.room_no, _q.seq)
        .limit(AT_ONCE)
    )
    for one in sorted(due, key=lambda each: str(each.id)):  # as others lock rooms
        lock_room(db, one.id)
        place = (_q.room_no == one.room_no) & (_q.seq == one.seq)
        row = db.first(
            select(confirmation_request_table, _r.id, _r.archived_at)
            .join(room_table, _r.no == _q.room_no)
            .where(place, _q.remind_at <= now)
        )
        if row is None:
            continue
        at = next_working_time(now)
        is_late = row.due_at is not None and at >= row.due_at
        if at == now and not is_late:
            _remind(db, row)
        later = None if at == now or is_late else at
        db.execute(update(confirmation_request_table).where(place).values(remind_at=later))


def _remind(db: Db, row: Record) -> None:
    waiting = [] if row.ended_at is not None or row.archived_at is not None else awaited_from(db, row.room_no, row.seq)
    if not waiting:
        return
    stream = room_stream(row.id)
    notify(db, notices_of(db, stream, row.seq, listening(db, row.room_no, waiting), "confirmation"))
    append(db, stream, MessageReminded(id=MessageId(row.message_id), people=len(waiting)), None)
