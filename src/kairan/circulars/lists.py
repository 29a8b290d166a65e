"""The circulars of the viewer (回覧の一覧): what waits for them, what they lead, and what is done."""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import ColumnElement, exists, func, or_, select

from kairan.circulars.finding import concerns, readable
from kairan.circulars.model import PAGE, CircularId, circular_person_table, circular_table
from kairan.circulars.states import is_going, status_of
from kairan.circulars.telling import waiting_among, waits_for
from kairan.circulars.views import CircularCounts, CircularPage, CircularRow
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.people import labels

CircularList = Literal["waiting", "sent", "done"]
"""確認待ち, 回した回覧, 終わったもの."""
_c, _p = circular_table.c, circular_person_table.c


def circulars(db: Db, viewer: Viewer, view: CircularList = "waiting", after: str | None = None) -> CircularPage:
    """Return the circulars of a view, fifty a page, the newest first; `after` is the last one's id."""
    wanted = readable(viewer) & _in_view(viewer, view)
    if after is not None:
        wanted &= _c.id < after
    rows = db.all(select(circular_table).where(wanted).order_by(_c.id.desc()).limit(PAGE + 1))
    return CircularPage(
        circulars=circular_rows(db, viewer, rows[:PAGE]),
        next=rows[PAGE - 1].id if len(rows) > PAGE else None,
        counts=circular_counts(db, viewer),
    )


def circular_counts(db: Db, viewer: Viewer) -> CircularCounts:
    """Return how many circulars wait for the viewer, and how many that they lead go round."""

    def counted(view: ColumnElement[bool]) -> int:
        return int(db.scalar(select(func.count()).select_from(circular_table).where(readable(viewer), view)))

    return CircularCounts(
        waiting=counted(_in_view(viewer, "waiting")),
        sent=counted((_c.owner_id == viewer.member_id) & is_going(now_ms())),
    )


def _in_view(viewer: Viewer, view: CircularList) -> ColumnElement[bool]:
    if view == "sent":
        return or_(_c.owner_id == viewer.member_id, _c.sender_id == viewer.member_id)
    asked = exists(
        select(_p.member_id).where(_p.circular_id == _c.id, _p.version == _c.version, waits_for(viewer))
    )
    waits = is_going(now_ms()) & asked
    if view == "waiting":
        return waits
    came = exists(select(_p.member_id).where(_p.circular_id == _c.id, concerns(viewer), _p.asked_at.is_not(None)))
    return came & ~waits


def circular_rows(db: Db, viewer: Viewer, rows: Sequence[Record]) -> list[CircularRow]:
    """Return circulars as lists show them."""
    people = labels(db, {row.sender_id for row in rows})
    waiting = waiting_among(db, viewer, [row.id for row in rows])
    now = now_ms()
    return [
        CircularRow(
            id=CircularId(row.id),
            title=row.title,
            sender=people[row.sender_id].name if row.sender_id in people else "",
            department=people[row.sender_id].department if row.sender_id in people else "",
            manner=row.manner,
            room_class=row.room_class,
            version=row.version,
            status=status_of(row, now),
            people=row.people,
            confirmed=row.confirmed,
            passed=row.passed,
            waiting=row.waiting,
            sent_at=row.sent_at,
            changed_at=row.changed_at,
            due_on=row.due_on,
            is_led=row.owner_id == viewer.member_id,
            waits=row.id in waiting,
        )
        for row in rows
    ]
