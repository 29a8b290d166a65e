"""What is unread to people in all their rooms (未読), for the number on the icon; in two statements for all of them."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec
from sqlalchemy import func, select

from kairan.core.kit.database import Db
from kairan.core.kit.prepared import PreparedForMany
from kairan.core.viewer import Viewer
from kairan.notifications import Unread
from kairan.policy import upto_of
from kairan.talk.model import (
    kept_table,
    mark_table,
    membership_table,
    message_table,
    present,
    room_stream,
    room_table,
    thread_mark_table,
)

_r, _ms, _k, _mk, _t, _msg = (
    room_table.c,
    membership_table.c,
    kept_table.c,
    mark_table.c,
    thread_mark_table.c,
    message_table.c,
)
_notify = func.coalesce(_k.notify, "all")
_MESSAGES = PreparedForMany(
    lambda given: (
        select(_ms.member_id, _r.id, _r.room_class, _notify, _r.message_n - _mk.n)
        .join(room_table, _r.no == _ms.room_no)
        .join(mark_table, (_mk.room_no == _ms.room_no) & (_mk.member_id == _ms.member_id))
        .outerjoin(kept_table, (_k.room_no == _ms.room_no) & (_k.member_id == _ms.member_id))
        .where(_ms.member_id.in_(given), present, _r.archived_at.is_(None), _r.message_n > _mk.n)
    )
)
_REPLIES = PreparedForMany(
    lambda given: (
        select(_ms.member_id, _r.id, _r.room_class, _notify, func.sum(_msg.reply_count - _t.n))
        .select_from(thread_mark_table)
        .join(message_table, (_msg.room_no == _t.room_no) & (_msg.seq == _t.root_seq))
        .join(membership_table, (_ms.room_no == _t.room_no) & (_ms.member_id == _t.member_id) & present)
        .join(room_table, _r.no == _t.room_no)
        .outerjoin(kept_table, (_k.room_no == _t.room_no) & (_k.member_id == _t.member_id))
        .where(_t.member_id.in_(given), _t.following, _msg.reply_count > _t.n, _r.archived_at.is_(None))
        .group_by(_ms.member_id, _r.id, _r.room_class, _notify)
    )
)


WHOLE_MOST = 50  # people at once, of whom the replies in their threads are counted


class _InRoom(msgspec.Struct, frozen=True, gc=False):
    stream: str
    room_class: int
    is_counted: bool
    count: int


def unread_of(db: Db, viewers: Sequence[Viewer]) -> list[Unread]:
    """Return what is unread to each viewer, as the client counts it: nothing of closed rooms.

    Rooms they want to hear nothing of are named, and not counted. Of many viewers the replies are left out, and no room
    is named: who follows a thousand threads takes as long as a thousand people who follow none.
    """
    found: dict[str, list[_InRoom]] = defaultdict(list)
    people = sorted({one.member_id for one in viewers})
    is_whole = len(people) <= WHOLE_MOST
    for statement in (_MESSAGES, _REPLIES) if is_whole else (_MESSAGES,):
        for member_id, room_id, room_class, notify, count in statement.all(db, people):
            found[member_id].append(_InRoom(room_stream(room_id), room_class, notify != "none", int(count)))
    return [_unread(found.get(one.member_id, ()), upto_of(one, "read"), is_whole=is_whole) for one in viewers]


def _unread(rooms: Sequence[_InRoom], upto: int, *, is_whole: bool) -> Unread:
    seen = [one for one in rooms if one.room_class <= upto]
    return Unread(
        count=sum(one.count for one in seen if one.is_counted),
        streams=tuple(dict.fromkeys(one.stream for one in seen)) if is_whole else None,
    )
