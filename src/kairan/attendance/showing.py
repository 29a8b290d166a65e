"""Who is where: now, on a day by department, and one's own.

Staff of a body see where its people are. A note is told to oneself, and to whoever holds a post in a department in
which its author holds one.
"""

from collections.abc import Iterable, Sequence, Set
from datetime import date

from sqlalchemy import ColumnElement, select

from kairan.attendance.acting import DAY_MS
from kairan.attendance.model import (
    NOW_MOST,
    PEOPLE_MOST,
    SOON_MS,
    AttendanceDay,
    AttendancePerson,
    OwnAttendance,
    ReportId,
    ReportsNow,
    ReportView,
    feed_table,
    report_table,
)
from kairan.attendance.problems import AttendanceDepartmentUnknown, ReportNotFound, ReportTimes
from kairan.core.journal import Span, Stream
from kairan.core.kit.clock import INSTANT_MOST, now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, Viewer
from kairan.people import (
    DepartmentId,
    department_ids_of,
    department_table,
    holders_within,
    member_table,
    post_table,
)
from kairan.policy import may, require

_r, _m, _d, _p = report_table.c, member_table.c, department_table.c, post_table.c
_JAPAN_MS = 9 * 3_600_000


def reports_now(db: Db, viewer: Viewer) -> ReportsNow:
    """Return where the people of the viewer's body are now, and within a day. Problems: RefusedByPolicy."""
    require(viewer, "see_directory")
    now = now_ms()
    overlaps = (_r.ends_at > now) & (_r.begins_at < now + SOON_MS)
    statement = select(report_table).where(_held(viewer), overlaps).order_by(_r.ends_at, _r.id).limit(NOW_MOST)
    return ReportsNow(reports=_views(viewer, db.all(statement), set()))


def own_reports(db: Db, viewer: Viewer) -> OwnAttendance:
    """Return what the viewer reported that is not over."""
    mine = (_r.member_id == viewer.member_id) & _r.dropped_at.is_(None) & (_r.ends_at > now_ms())
    rows = db.all(select(report_table).where(mine).order_by(_r.begins_at, _r.id))
    has_feed = db.first(select(feed_table.c.made_at).where(feed_table.c.member_id == viewer.member_id)) is not None
    return OwnAttendance(reports=_views(viewer, rows, set()), has_feed=has_feed)


def own_report(db: Db, viewer: Viewer, report_id: ReportId) -> ReportView:
    """Return one report of the viewer's. Problems: ReportNotFound."""
    row = db.first(select(report_table).where(_r.id == report_id, _r.member_id == viewer.member_id))
    if row is None:
        raise ReportNotFound
    return _view(viewer, row, set())


def day_of_department(db: Db, viewer: Viewer, day: str | None, department_id: DepartmentId | None) -> AttendanceDay:
    """Return the people of a department and of those below it on a day, with what they reported.

    Without a department it is the viewer's own; without a day, today. Problems: RefusedByPolicy,
    AttendanceDepartmentUnknown, ReportTimes (there is no such day).
    """
    require(viewer, "see_directory")
    own = department_ids_of(db, viewer.member_id)
    shown = department_id or next(iter(own), None)
    begins_at = _begins(day)
    told = _day_text(begins_at)
    if shown is None:
        return AttendanceDay(day=told, department_id=None, people=[], more=False)
    _require_department(db, viewer, shown)
    rows = _staff_of(db, viewer, shown)
    ids = [row.id for row in rows[:PEOPLE_MOST]]
    reports = _reports_between(db, viewer, ids, begins_at, begins_at + DAY_MS)
    return AttendanceDay(
        day=told,
        department_id=shown,
        people=[
            AttendancePerson(
                id=MemberId(row.id),
                name=row.name,
                department=row.path or "",
                post=row.title or "",
                reports=[one for one in reports if one.member_id == row.id],
            )
            for row in rows[:PEOPLE_MOST]
        ],
        more=len(rows) > PEOPLE_MOST,
    )


def _begins(day: str | None) -> int:
    """Return when a day of Japan begins. Problems: ReportTimes."""
    if day is None:
        return (now_ms() + _JAPAN_MS) // DAY_MS * DAY_MS - _JAPAN_MS
    try:
        begins_at = (date.fromisoformat(day) - date(1970, 1, 1)).days * DAY_MS - _JAPAN_MS
    except ValueError:
        raise ReportTimes from None
    if not 0 <= begins_at <= INSTANT_MOST:
        raise ReportTimes
    return begins_at


def _day_text(begins_at: int) -> str:
    return date.fromordinal((begins_at + _JAPAN_MS) // DAY_MS + date(1970, 1, 1).toordinal()).isoformat()


def _require_department(db: Db, viewer: Viewer, department_id: DepartmentId) -> None:
    here = (_d.id == department_id) & (_d.organization_id == viewer.organization_id)
    if db.first(select(_d.id).where(here)) is None:
        raise AttendanceDepartmentUnknown


def _staff_of(db: Db, viewer: Viewer, department_id: DepartmentId) -> Sequence[Record]:
    statement = (
        select(_m.id, _m.name, _d.path, _p.title)
        .select_from(member_table)
        .outerjoin(post_table, (_p.member_id == _m.id) & _p.is_main)
        .outerjoin(department_table, _d.id == _p.department_id)
        .where(_m.organization_id == viewer.organization_id, _m.status == "active", _m.kind == "staff")
        .where(_m.id.in_(holders_within(department_id)))
    )
    return db.all(statement.order_by(_d.path, _m.kana, _m.id).limit(PEOPLE_MOST + 1))


def _reports_between(db: Db, viewer: Viewer, ids: Sequence[str], begins_at: int, ends_at: int) -> list[ReportView]:
    overlaps = (_r.ends_at > begins_at) & (_r.begins_at < ends_at)
    rows = db.all(
        select(report_table).where(_held(viewer), _r.member_id.in_(ids), overlaps).order_by(_r.begins_at, _r.id)
    )
    return _views(viewer, rows, _colleagues(db, viewer))


def _held(viewer: Viewer) -> ColumnElement[bool]:
    return (_r.organization_id == viewer.organization_id) & _r.dropped_at.is_(None)


def _colleagues(db: Db, viewer: Viewer) -> set[str]:
    """Return who holds a post where the viewer holds one: they are told notes."""
    mine = select(_p.department_id).where(_p.member_id == viewer.member_id)
    return set(db.scalars(select(_p.member_id).where(_p.department_id.in_(mine))))


def _views(viewer: Viewer, rows: Iterable[Record], colleagues: Set[str]) -> list[ReportView]:
    return [_view(viewer, row, colleagues) for row in rows]


def _view(viewer: Viewer, row: Record, colleagues: Set[str]) -> ReportView:
    is_told = row.member_id == viewer.member_id or row.member_id in colleagues
    return ReportView(
        id=ReportId(row.id),
        member_id=MemberId(row.member_id),
        kind=row.kind,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        is_whole_days=row.is_whole_days,
        note=row.note if is_told else "",
        made_at=row.made_at,
    )


def _may_read(_db: Db, viewer: Viewer, member_id: str) -> Span | None:
    return Span() if viewer.member_id == member_id and may(viewer, "see_directory") else None


ATTENDANCE_STREAM = Stream("attendance", _may_read)
