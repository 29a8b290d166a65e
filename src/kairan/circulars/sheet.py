"""One circular as its reader sees it: a sheet with names in boxes, in the order in which it goes round (回覧票)."""

from collections.abc import Mapping, Sequence
from typing import Literal

from sqlalchemy import ColumnElement, case, func, or_, select, true

from kairan.circulars.finding import require_circular
from kairan.circulars.history import happened_with
from kairan.circulars.lists import circular_rows
from kairan.circulars.model import (
    PEOPLE_PAGE,
    CircularId,
    circular_person_table,
    circular_version_table,
)
from kairan.circulars.sending import files_in
from kairan.circulars.states import MAY, Act, status_of
from kairan.circulars.views import (
    CircularPart,
    CircularParts,
    CircularVersion,
    CircularView,
    DepartmentProgress,
)
from kairan.core.kit.batches import in_batches
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.people import Label, department_table, labels, member_table
from kairan.policy import may

WhichPeople = Literal["all", "waiting", "later", "confirmed", "passed"]
"""全員, 確認待ち, これから, 確認済み, 飛ばした人."""
_p, _v, _d, _m = circular_person_table.c, circular_version_table.c, department_table.c, member_table.c


def circular_view(db: Db, viewer: Viewer, circular_id: CircularId) -> CircularView:
    """Return a circular with the first of its people. Problems: CircularNotFound."""
    row = require_circular(db, viewer, circular_id)
    first = _parts(db, row, row.version, true(), 0)
    mine = _own_parts(db, viewer, row)  # themselves, and those they stand in for
    return CircularView(
        circular=circular_rows(db, viewer, [row])[0],
        room_id=row.room_id,
        reminded_at=row.reminded_at,
        versions=_versions(db, viewer, row),
        parts=first.parts,
        next=first.next,
        departments=_departments(db, row),
        own=next((one for one in mine if one.member_id == viewer.member_id), None),
        stands_in=[one for one in mine if one.deputy_id == viewer.member_id and one.outcome is None],
        may=sorted(_may(viewer, row, waits=any(one.outcome in {None, "passed"} for one in mine))),
        history=happened_with(db, row),
    )


def circular_parts(
    db: Db, viewer: Viewer, circular_id: CircularId, which: WhichPeople = "all", version: int = 0, after: int = -1
) -> CircularParts:
    """Return some of the people of a version (0: the present one), a hundred a page. Problems: CircularNotFound."""
    row = require_circular(db, viewer, circular_id)
    chosen: dict[WhichPeople, ColumnElement[bool]] = {
        "all": true(),
        "waiting": _p.outcome.is_(None) & _p.asked_at.is_not(None),
        "later": _p.outcome.is_(None) & _p.asked_at.is_(None),
        "confirmed": _p.outcome == "confirmed",
        "passed": _p.outcome.in_(("passed", "gone")),
    }
    return _parts(db, row, version or row.version, chosen[which], after + 1)


def _parts(db: Db, row: Record, version: int, chosen: ColumnElement[bool], first: int) -> CircularParts:
    here = (_p.circular_id == row.id) & (_p.version == version) & (_p.place >= first) & chosen
    rows = db.all(select(circular_person_table).where(here).order_by(_p.place).limit(PEOPLE_PAGE + 1))
    shown = as_parts(db, rows[:PEOPLE_PAGE])
    return CircularParts(parts=shown, next=rows[PEOPLE_PAGE - 1].place if len(rows) > PEOPLE_PAGE else None)


def _own_parts(db: Db, viewer: Viewer, row: Record) -> list[CircularPart]:
    here = (_p.circular_id == row.id) & (_p.version == row.version) & _p.asked_at.is_not(None)
    mine = or_(_p.member_id == viewer.member_id, _p.deputy_id == viewer.member_id)
    return as_parts(db, db.all(select(circular_person_table).where(here, mine).order_by(_p.place)))


def as_parts(db: Db, rows: Sequence[Record]) -> list[CircularPart]:
    """Return boxes of a sheet, with names."""
    ids = {one for row in rows for one in (row.member_id, row.deputy_id, row.acted_by) if one is not None}
    known = labels(db, ids)
    kinds = _kinds(db, {row.member_id for row in rows})
    return [_part(row, known, kinds) for row in rows]


def _kinds(db: Db, ids: set[str]) -> dict[str, str]:
    guests = select(_m.id).where(_m.kind == "guest")
    return {one: "guest" for some in in_batches(sorted(ids)) for one in db.scalars(guests.where(_m.id.in_(some)))}


def _part(row: Record, known: Mapping[str, Label], kinds: Mapping[str, str]) -> CircularPart:
    def name(member_id: str | None) -> str:
        return known[member_id].name if member_id is not None and member_id in known else ""

    is_other = row.acted_by is not None and row.acted_by != row.member_id
    return CircularPart(
        member_id=row.member_id,
        name=name(row.member_id),
        department=known[row.member_id].department if row.member_id in known else "",
        kind=kinds.get(row.member_id, "staff"),
        position=row.position,
        by_department_id=row.department_id,
        deputy_id=row.deputy_id,
        deputy=name(row.deputy_id),
        asked_at=row.asked_at,
        seen_at=row.seen_at,
        outcome=row.outcome,
        acted_at=row.acted_at,
        acted_by=name(row.acted_by) if is_other else "",
        comment=row.comment,
    )


def _versions(db: Db, viewer: Viewer, row: Record) -> list[CircularVersion]:
    """Return the wordings, the newest first; of a circular that was taken back only whoever leads it sees the words."""
    rows = db.all(select(circular_version_table).where(_v.circular_id == row.id).order_by(_v.number.desc()))
    known = labels(db, {one.by_id for one in rows})
    counts = _counts_by_version(db, row)
    is_back = row.withdrawn_at is not None
    shows_words = not is_back or row.owner_id == viewer.member_id
    shows_files = not is_back and may(viewer, "view_file", row.room_class)
    return [
        CircularVersion(
            number=one.number,
            at=one.at,
            by=known[one.by_id].name if one.by_id in known else "",
            title=one.title,
            text=one.text if shows_words else "",
            files=files_in(one.files) if shows_files else [],
            reason=one.reason,
            people=counts.get(one.number, (0, 0))[0],
            confirmed=counts.get(one.number, (0, 0))[1],
        )
        for one in rows
    ]


def _counts_by_version(db: Db, row: Record) -> dict[int, tuple[int, int]]:
    confirmed = func.sum(case((_p.outcome == "confirmed", 1), else_=0))
    rows = db.all(select(_p.version, func.count(), confirmed).where(_p.circular_id == row.id).group_by(_p.version))
    return {one[0]: (int(one[1]), int(one[2])) for one in rows}


def _departments(db: Db, row: Record) -> list[DepartmentProgress]:
    """Return how far each department has come that was named as such."""
    here = (_p.circular_id == row.id) & (_p.version == row.version) & _p.department_id.is_not(None)
    confirmed = func.sum(case((_p.outcome == "confirmed", 1), else_=0))
    rows = db.all(
        select(_p.department_id, _d.name, func.count(), confirmed)
        .join(department_table, _d.id == _p.department_id)
        .where(here)
        .group_by(_p.department_id, _d.name)
        .order_by(func.min(_p.place))
    )
    return [
        DepartmentProgress(department_id=one[0], name=one[1], people=int(one[2]), confirmed=int(one[3])) for one in rows
    ]


def _may(viewer: Viewer, row: Record, *, waits: bool) -> set[Act]:
    """Return what the viewer may do: the table, by whether they lead it and whether they are asked."""
    allowed = MAY[status_of(row, now_ms())]
    leads = row.owner_id == viewer.member_id and may(viewer, "write", row.room_class)
    mine: set[Act] = set(allowed) - {"confirm"} if leads else set()
    if waits:
        mine |= allowed & {"confirm"}
    return mine
