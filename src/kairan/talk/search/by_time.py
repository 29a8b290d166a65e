"""Candidates without the index: by time, in the viewer's rooms; or what calls the viewer. The newest first."""

import heapq
from collections.abc import Iterator

from sqlalchemy import Select, and_, bindparam, or_, select, tuple_

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.talk.model import mention_table, message_table
from kairan.talk.queries import calls
from kairan.talk.search.scope import Place, Scope

ROWS = 25  # of a room at once

_msg, _mn = message_table.c, mention_table.c


def candidates_by_time(db: Db, scope: Scope, *, with_files: bool) -> Iterator[Place]:
    """Yield what was written in the rooms of the scope; lazily, and of each room a little at a time."""
    return heapq.merge(*(_of_room(db, room, scope, with_files=with_files) for room in scope.rooms), reverse=True)


def _of_room(db: Db, room_no: int, scope: Scope, *, with_files: bool) -> Iterator[Place]:
    statement = _IN_ROOM.where(_msg.files.is_not(None)) if with_files else _IN_ROOM
    at, seq = scope.before.at, scope.before.seq if scope.before.room_no == room_no else (1 << 62)
    while True:
        asked = {"room": room_no, "since": scope.since, "at": at, "seq": seq, "sees": scope.rooms[room_no]}
        places = [Place(*row) for row in db.all(statement, asked)]
        yield from (place for place in places if scope.holds(place))
        if len(places) < ROWS:
            return
        at, seq = places[-1].at, places[-1].seq


_IN_ROOM = (
    select(_msg.at, _msg.room_no, _msg.seq)
    .where(_msg.room_no == bindparam("room"), _msg.at >= bindparam("since"), _msg.at <= bindparam("at"))
    .where(or_(_msg.at < bindparam("at"), _msg.seq < bindparam("seq")))
    .where(_msg.seq >= bindparam("sees"), _msg.removed_at.is_(None))
    .order_by(_msg.at.desc(), _msg.seq.desc())
    .limit(ROWS)
)


def candidates_to(db: Db, viewer: Viewer, scope: Scope) -> Iterator[Place]:
    """Yield what calls the viewer, by name, by department or as one of all."""
    before = scope.before
    while places := [Place(*row) for row in db.all(_calling(db, viewer, scope, before))]:
        yield from (place for place in places if scope.holds(place))
        before = places[-1]


def _calling(db: Db, viewer: Viewer, scope: Scope, before: Place) -> Select[int, int, int]:
    return (
        select(_msg.at, _msg.room_no, _msg.seq)
        .distinct()
        .join(mention_table, and_(_mn.room_no == _msg.room_no, _mn.seq == _msg.seq))
        .where(calls(db, viewer), _msg.room_no.in_(scope.rooms), _msg.author_id != viewer.member_id)
        .where(_msg.removed_at.is_(None), _msg.at >= scope.since)
        .where(tuple_(_msg.at, _msg.room_no, _msg.seq) < tuple_(*before))
        .order_by(_msg.at.desc(), _msg.room_no.desc(), _msg.seq.desc())
        .limit(4 * ROWS)
    )
