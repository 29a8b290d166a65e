"""The messages that wait for one's confirmation, of all one's rooms."""

from sqlalchemy import and_, select

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.talk.access import in_readable
from kairan.talk.confirmation_model import confirmation_request_table
from kairan.talk.confirmations import awaited, is_open
from kairan.talk.model import membership_table, message_table, room_table
from kairan.talk.queries import PAGE, Messages, messages_of, people_in

_q, _ms, _msg, _r = confirmation_request_table.c, membership_table.c, message_table.c, room_table.c


def awaited_of(db: Db, viewer: Viewer, before: str | None = None) -> Messages:
    """Return the messages the viewer is asked to confirm, the newest first; `before` is a message id.

    What lies in archived rooms is left out: nobody can confirm there.
    """
    statement = (
        select(message_table)
        .join(confirmation_request_table, and_(_q.room_no == _msg.room_no, _q.seq == _msg.seq))
        .join(room_table, _r.no == _msg.room_no)
        .where(awaited, _ms.member_id == viewer.member_id, is_open, _r.archived_at.is_(None))
        .where(in_readable(viewer, _msg.room_no))
    )
    if before is not None:
        statement = statement.where(_msg.id < before)
    rows = db.all(statement.order_by(_msg.id.desc()).limit(PAGE + 1))
    messages = messages_of(db, rows[:PAGE])
    return Messages(messages, people_in(db, viewer, messages), messages[-1].id if len(rows) > PAGE else None)
