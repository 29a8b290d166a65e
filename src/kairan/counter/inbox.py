"""The inbox of a section (受信箱): every case the viewer reads, by what is to be done with it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from kairan.applications.filling import today
from kairan.applications.model import ApplicationId, application_table
from kairan.applications.numbers import in_groups, read_number
from kairan.applications.seats import seats_by_application
from kairan.core.kit.database import Db, Record
from kairan.core.kit.folding import fold
from kairan.core.viewer import Viewer
from kairan.counter.annotations.annotating import is_annotated
from kairan.counter.finding import forms_read_by
from kairan.counter.joined import listed_cases
from kairan.counter.model import (
    DUE_SOON_DAYS,
    PAGE,
    CaseRow,
    Inbox,
    InboxCounts,
    case_approval_table,
    case_table,
)
from kairan.counter.states import State
from kairan.people import labels
from kairan.policy import require

View = Literal["new", "mine", "applicant", "approval", "due", "open", "closed"]
"""新着, 自分の担当, 申請者の対応待ち, 決裁待ち, 期限が近い, 処理中のすべて, 終わったもの."""

_a, _c, _r = application_table.c, case_table.c, case_approval_table.c


def inbox(
    db: Db,
    viewer: Viewer,
    view: View = "open",
    form_id: str | None = None,
    state: State | None = None,
    q: str = "",
    after: str | None = None,
    field: str = "",
    value: str = "",
) -> Inbox:
    """Return the cases of a view, a hundred a page, those that came first at the top; closed ones the newest first.

    `q` is a reference number, or part of the applicant's name; `field` is one of the form's procedure, `value` what
    stands in it. Problems: RefusedByPolicy.
    """
    require(viewer, "read_answers")
    form_ids = forms_read_by(db, viewer)
    mine = readable_cases(viewer, form_ids)
    wanted = mine & _in_view(viewer, view)
    if form_id is not None:
        wanted &= _c.form_id == form_id
    if state is not None:
        wanted &= _c.state == state
    if field and value.strip():
        wanted &= is_annotated(db, form_id if form_id in form_ids else None, field, value.strip())
    if sought := q.strip():
        number = read_number(sought)
        by_name = _c.sought.contains(fold(sought), autoescape=True)
        wanted &= or_(_a.number == number, by_name) if number else by_name
    newest_first = view == "closed"
    if after is not None:
        wanted &= _c.id < after if newest_first else _c.id > after
    order = _c.id.desc() if newest_first else _c.id
    rows = db.all(listed_cases().where(wanted).order_by(order).limit(PAGE + 1))
    return Inbox(
        cases=case_rows(db, rows[:PAGE]),
        next=rows[PAGE - 1].id if len(rows) > PAGE else None,
        counts=_counts(db, viewer, mine),
    )


def readable_cases(viewer: Viewer, form_ids: Sequence[str]) -> ColumnElement[bool]:
    """Restrict cases to those of these forms, and those the viewer is asked to approve."""
    return (_c.organization_id == viewer.organization_id) & or_(_c.form_id.in_(form_ids), _waits_for(viewer))


def _waits_for(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict cases to those in which the viewer's approval is the next, themselves or as a deputy."""
    earlier = case_approval_table.alias("earlier")
    before = exists(
        select(earlier.c.id).where(
            earlier.c.application_id == _c.id, earlier.c.outcome.is_(None), earlier.c.stage < _r.stage
        )
    )
    theirs = or_(_r.member_id == viewer.member_id, _r.deputy_id == viewer.member_id)
    asked = select(_r.id).where(_r.application_id == _c.id, _r.outcome.is_(None), theirs, ~before)
    return and_(_c.turn == "approver", exists(asked))


def _in_view(viewer: Viewer, view: View) -> ColumnElement[bool]:
    is_open = _c.turn != "nobody"
    soon = (today() + timedelta(days=DUE_SOON_DAYS)).isoformat()
    views: dict[View, ColumnElement[bool]] = {
        "new": (_c.state == "received") & _c.owner_id.is_(None),
        "mine": is_open & (_c.owner_id == viewer.member_id),
        "applicant": _c.turn == "applicant",
        "approval": _waits_for(viewer),
        "due": is_open & or_((_c.due_on <= soon) & _c.stopped_on.is_(None), _c.reply_due_on <= soon),
        "open": is_open,
        "closed": ~is_open,
    }
    return views[view]


def _counts(db: Db, viewer: Viewer, mine: ColumnElement[bool]) -> InboxCounts:
    views: tuple[View, ...] = ("new", "mine", "applicant", "approval", "due", "open")
    sums = [func.coalesce(func.sum(case((_in_view(viewer, one), 1), else_=0)), 0).label(one) for one in views]
    found = db.first(select(*sums).where(mine, _c.turn != "nobody"))
    counts = dict.fromkeys(views, 0) if found is None else {one: int(getattr(found, one)) for one in views}
    return InboxCounts(**counts)


def case_rows(db: Db, rows: Sequence[Record]) -> list[CaseRow]:
    """Return cases as the inbox shows them."""
    owners = labels(db, {row.owner_id for row in rows if row.owner_id})
    seats = seats_by_application(db, [row.id for row in rows])
    twice = _twice(db, rows)
    return [
        CaseRow(
            id=ApplicationId(row.id),
            form_id=row.form_id,
            number=in_groups(row.number),
            title=row.title,
            who=row.who,
            state=row.state,
            turn=row.turn,
            owner_id=row.owner_id,
            owner=owners[row.owner_id].name if row.owner_id in owners else "",
            received_at=row.received_at,
            changed_at=row.changed_at,
            due_on=row.due_on,
            reply_due_on=row.reply_due_on,
            is_opened=row.is_opened,
            revision=row.revision,
            seats=seats.get(row.id, []),
            may_be_twice=(row.form_id, row.person_key) in twice,
            is_paper_wanted=row.paper_wanted_at is not None,
        )
        for row in rows
    ]


def _twice(db: Db, rows: Sequence[Record]) -> set[tuple[str, str]]:
    """Return of which persons more than one application of the same form came in that was not withdrawn."""
    keys = {row.person_key for row in rows if row.person_key}
    forms = {row.form_id for row in rows}
    these = _c.person_key.in_(keys) & _c.form_id.in_(forms) & (_c.state != "withdrawn")
    by_person = select(_c.form_id, _c.person_key).where(these).group_by(_c.form_id, _c.person_key)
    return {(one.form_id, one.person_key) for one in db.all(by_person.having(func.count() > 1))} if keys else set()
