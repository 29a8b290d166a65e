"""Counting cases (処理状況): by form and section, as far as the viewer may see the forms' counts.

Read are groups of cases, never one: those that came in on the same day, stand in the same state since the same day and
are due on the same day. After the answers are erased the numbers stay.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, case, distinct, func, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import DAY_MS, day_of, midnight
from kairan.core.viewer import Viewer
from kairan.counter.figures.model import (
    CounterFigures,
    DepartmentCaseFigures,
    FormCaseFigures,
    MonthFigures,
    ReasonFigures,
    WaitingFigures,
)
from kairan.counter.figures.tallying import EPOCH, Tally, WorkingDays, most_frequent, summed
from kairan.counter.model import case_correction_table, case_table, procedure_table
from kairan.counter.procedure import decoded
from kairan.forms.document import decoded as decoded_form
from kairan.forms.model import FormId, form_table, form_version_table
from kairan.forms.problems import FormNotFound
from kairan.forms.rights import readable
from kairan.people import department_table
from kairan.policy import require

_c, _f, _d, _k, _p, _v = (
    case_table.c,
    form_table.c,
    department_table.c,
    case_correction_table.c,
    procedure_table.c,
    form_version_table.c,
)
DEFAULT_DAYS = 365
FORMS_MOST = 1_000
CORRECTIONS_MOST = 5_000  # that are read for their reasons, the newest
REASONS_MOST = 3  # of one question
JAPAN_MS = 9 * 3_600_000
_Marks = dict[str, str]


def counter_figures(
    db: Db, viewer: Viewer, since: str = "", until: str = "", form_id: FormId | None = None
) -> CounterFigures:
    """Return the counter in numbers: of cases that came in from `since` to `until`, both included; by default a year.

    `form_id`: of this form alone, with what was to be corrected. Problems: RefusedByPolicy, FormNotFound.
    """
    require(viewer, "read_answers")
    first, last = _days(since, until)
    forms = _forms(db, viewer, form_id)
    if form_id is not None and not forms:
        raise FormNotFound
    ids = [one.id for one in forms]
    came = _came_in(first, last)
    groups = db.all(_groups().where(_c.form_id.in_(ids), came))
    tallies = _tallied(db, ids, groups, came)
    for one in forms:
        tallies[one.id].saved_minutes = tallies[one.id].spared * (decoded(one.procedure).saved_minutes or 0)
    return CounterFigures(
        since=first,
        until=last,
        total=summed(tallies.values()).figures(),
        departments=_by_department(forms, tallies),
        forms=[
            FormCaseFigures(
                form_id=one.id,
                title=one.title,
                department=one.path,
                standard_days=decoded(one.procedure).standard_days,
                figures=tallies[one.id].figures(),
            )
            for one in forms
        ],
        months=_months(groups),
        reasons=[] if form_id is None else _reasons(db, form_id, came),
    )


def _days(since: str, until: str) -> tuple[str, str]:
    """Return the first and the last day; what is no day is the default."""
    last = until if midnight(until) is not None else day_of(now_ms())
    first = (date.fromisoformat(last) - timedelta(days=DEFAULT_DAYS - 1)).isoformat()
    return (since if midnight(since) is not None else first), last


def _came_in(first: str, last: str) -> ColumnElement[bool]:
    begins, ends = midnight(first) or 0, midnight(last, 1) or 0
    return (_c.received_at >= begins) & (_c.received_at < ends)


def _forms(db: Db, viewer: Viewer, form_id: FormId | None) -> Sequence[Record]:
    """Return the forms of which the viewer may see counts, by department and title."""
    found = (
        select(_f.id, _f.title, _d.path, _p.document.label("procedure"))
        .join(department_table, _d.id == _f.department_id)
        .outerjoin(procedure_table, _p.form_id == _f.id)
        .where(readable(db, viewer, "answers", "work", "statistics"), _f.version.is_not(None))
    )
    if form_id is not None:
        found = found.where(_f.id == form_id)
    return db.all(found.order_by(_d.path, _f.title, _f.id).limit(FORMS_MOST))


def _day(instant: ColumnElement[int]) -> ColumnElement[int]:
    """Return the day of Japan in which an instant lies, as a number since 1970."""
    return (instant + JAPAN_MS) // DAY_MS


def _groups() -> Select[*tuple[Any, ...]]:
    received, stands = _day(_c.received_at).label("received_day"), _day(_c.state_at).label("state_day")
    keys = (_c.form_id, _c.state, _c.turn, _c.due_on, _c.device)
    return select(*keys, received, stands, func.count().label("cases")).group_by(*keys, received, stands)


def _tallied(
    db: Db, ids: Sequence[str], groups: Sequence[Record], came: ColumnElement[bool]
) -> defaultdict[str, Tally]:
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    working = WorkingDays()
    for row in groups:
        tallies[row.form_id].count(row, working)
    corrected = (
        select(_c.form_id, func.count().label("corrections"), func.count(distinct(_c.id)).label("corrected"))
        .join(case_correction_table, _k.application_id == _c.id)
        .where(_c.form_id.in_(ids), came)
        .group_by(_c.form_id)
    )
    for row in db.all(corrected):
        tallies[row.form_id].corrections, tallies[row.form_id].corrected = row.corrections, row.corrected
    late = case(((_c.due_on < day_of(now_ms())) & _c.stopped_on.is_(None), 1), else_=0)
    waits = (
        select(
            _c.form_id,
            _c.state,
            func.count().label("cases"),
            func.min(_c.state_at).label("oldest_at"),
            func.sum(late).label("overdue"),
        )
        .where(_c.form_id.in_(ids), _c.turn != "nobody")
        .group_by(_c.form_id, _c.state)
    )
    for row in db.all(waits):
        tallies[row.form_id].wait(
            WaitingFigures(state=row.state, cases=row.cases, oldest_at=row.oldest_at, overdue=int(row.overdue))
        )
    return tallies


def _by_department(forms: Sequence[Record], tallies: defaultdict[str, Tally]) -> list[DepartmentCaseFigures]:
    of: dict[str, list[Tally]] = {}
    for one in forms:
        of.setdefault(one.path, []).append(tallies[one.id])
    return [DepartmentCaseFigures(department=path, figures=summed(all_of).figures()) for path, all_of in of.items()]


def _months(groups: Sequence[Record]) -> list[MonthFigures]:
    arrived: defaultdict[str, int] = defaultdict(int)
    ended: defaultdict[str, int] = defaultdict(int)
    for row in groups:
        arrived[_month(row.received_day)] += row.cases
        if row.turn == "nobody":
            ended[_month(row.state_day)] += row.cases
    months = sorted({*arrived, *ended})
    return [MonthFigures(month=one, arrived=arrived[one], ended=ended[one]) for one in months]


def _month(day: int) -> str:
    return (EPOCH + timedelta(days=day)).isoformat()[:7]


def _reasons(db: Db, form_id: FormId, came: ColumnElement[bool]) -> list[ReasonFigures]:
    """Return what was to be corrected, the most frequent first; reasons that were written once are not told."""
    rows = db.scalars(
        select(_k.marks)
        .join(case_table, _c.id == _k.application_id)
        .where(_c.form_id == form_id, came)
        .order_by(_k.id.desc())
        .limit(CORRECTIONS_MOST)
    )
    said: defaultdict[str, list[str]] = defaultdict(list)
    for marks in rows:
        for question_id, reason in msgspec.json.decode(marks, type=_Marks).items():
            said[question_id.partition(".")[0]].append(reason)
    labels = _labels(db, form_id)
    return [
        ReasonFigures(question=labels.get(one, one), times=len(texts), reasons=most_frequent(texts, REASONS_MOST))
        for one, texts in sorted(said.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]


def _labels(db: Db, form_id: FormId) -> dict[str, str]:
    """Return what questions were called, by the newest version that had them."""
    documents = db.scalars(select(_v.document).where(_v.form_id == form_id).order_by(_v.number).limit(100))
    return {one.id: one.label for text in documents for one in decoded_form(text).questions()}
