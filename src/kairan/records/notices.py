"""What masters are told: that the records of a room of theirs were read. At the first view, or when it is over."""

from sqlalchemy import insert, or_, select, update

from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import member_stream, people_named
from kairan.records.entries import RecordsTold
from kairan.records.model import Notice, notice_table, request_table, rule_table, view_table
from kairan.talk.model import membership_table, present, room_table

NOTICES_SHOWN = 50

_q, _v, _n, _r, _ms = request_table.c, view_table.c, notice_table.c, room_table.c, membership_table.c


def tell_masters(db: Db, request_id: str) -> None:
    """Tell the masters of each room that was read and not told of; of a direct talk, everybody in it."""
    untold = db.all(
        select(_v.room_id, _r.no, _r.kind)
        .join(room_table, _r.id == _v.room_id)
        .where(_v.request_id == request_id, _v.told_at.is_(None))
        .order_by(_v.room_id)
    )
    for row in untold:
        there = select(_ms.member_id).where(_ms.room_no == row.no, present)
        if row.kind == "group":
            there = there.where(_ms.role == "master")
        for member_id in db.scalars(there.order_by(_ms.member_id)):
            _tell(db, MemberId(member_id), request_id, row.room_id)
        here = (_v.request_id == request_id) & (_v.room_id == row.room_id)
        db.execute(update(view_table).where(here).values(told_at=now_ms()))


def _tell(db: Db, member_id: MemberId, request_id: str, room_id: str) -> None:
    db.execute(insert(notice_table).values(member_id=member_id, request_id=request_id, room_id=room_id, at=now_ms()))
    append(db, member_stream(member_id), RecordsTold(request_id=request_id, room_id=room_id), None)


def tell_of_what_is_over(db: Db) -> None:
    """Tell of requests whose time is over or that were withdrawn, and, where the body wants it, of open ones."""
    over = or_(_q.ends_at <= now_ms(), _q.withdrawn_at.is_not(None), rule_table.c.tell == "at_once")
    waiting = (
        select(_v.request_id)
        .join(request_table, _q.id == _v.request_id)
        .outerjoin(rule_table, rule_table.c.organization_id == _q.organization_id)
        .where(_v.told_at.is_(None), over)
        .distinct()
    )
    for request_id in db.scalars(waiting.order_by(_v.request_id)):
        tell_masters(db, request_id)


def notices(db: Db, viewer: Viewer) -> list[Notice]:
    """Return what the viewer was told and has not confirmed, the newest first."""
    rows = db.all(
        select(_n.request_id, _n.room_id, _r.name, _q.asked_by, _n.at, _q.first_at, _q.last_at)
        .join(request_table, _q.id == _n.request_id)
        .join(room_table, _r.id == _n.room_id)
        .where(_n.member_id == viewer.member_id, _n.seen_at.is_(None))
        .order_by(_n.at.desc(), _n.room_id)
        .limit(NOTICES_SHOWN)
    )
    names = {one.id: one.called for one in people_named(db, {row.asked_by for row in rows})}
    return [
        Notice(
            request_id=row.request_id,
            room_id=row.room_id,
            room=row.name or "",
            by=names.get(row.asked_by, ""),
            at=row.at,
            first_at=row.first_at,
            last_at=row.last_at,
        )
        for row in rows
    ]


def confirm_notices(db: Db, viewer: Viewer) -> None:
    """Remember that the viewer has seen what they were told."""
    mine = (_n.member_id == viewer.member_id) & _n.seen_at.is_(None)
    db.execute(update(notice_table).where(mine).values(seen_at=now_ms()))
