"""The circulars of the viewer (回覧の一覧): what waits for them, what they lead, and what is done."""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import ColumnElement, func, select

from kairan.circulars.finding import concerns, leads, shown_here, waits_for
from kairan.circulars.model import PAGE, CircularId, circular_person_table, circular_table
from kairan.circulars.states import is_going, status_of
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
    wanted = shown_here(viewer) & _in_view(viewer, view)
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
        return int(db.scalar(select(func.count()).select_from(circular_table).where(shown_here(viewer), view)))

    return CircularCounts(
        waiting=counted(_in_view(viewer, "waiting")),
        sent=counted((_c.owner_id == viewer.member_id) & is_going(now_ms())),
    )


def _in_view(viewer: Viewer, view: CircularList) -> ColumnElement[bool]:
    """Restrict circulars to a view; found by their people, who have an index, so that years of them cost nothing."""
    if view == "sent":
        return leads(viewer)
    waits = is_going(now_ms()) & _c.id.in_(select(_p.circular_id).where(waits_for(viewer)))
    if view == "waiting":
        return waits
    came = _c.id.in_(select(_p.circular_id).where(concerns(viewer), _p.asked_at.is_not(None)))
    return came & ~waits


def circular_rows(db: Db, viewer: Viewer, rows: Sequence[Record]) -> list[CircularRow]:
    """Return circulars as lists show them."""
    people = labels(db, {row.sender_id for row in rows})
    mine = select(_p.circular_id).where(_p.circular_id.in_([row.id for row in rows]), waits_for(viewer))
    waiting = set(db.scalars(mine))
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
            status=(status := status_of(row, now)),
            people=row.people,
            confirmed=row.confirmed,
            passed=row.passed,
            waiting=row.waiting,
            sent_at=row.sent_at,
            changed_at=row.changed_at,
            due_on=row.due_on,
            is_led=row.owner_id == viewer.member_id,
            waits=status == "going" and row.id in waiting,
        )
        for row in rows
    ]
