"""The list of what came in (届いた申請): the newest first, in columns of one's own, narrowed by what one looks for.

Promise: a page costs no more with a hundred thousand applications than with a hundred: it goes on behind the last row
shown, along an index; words and choices are looked for in narrow rows beside the answers.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement, Select, delete, exists, func, select

from kairan.applications.listing_model import (
    COLUMNS_FIRST,
    PAGE,
    SHORT_VALUE,
    ApplicationPage,
    ApplicationRow,
    Choosable,
    ColumnsChoice,
    ListedQuestion,
    Wanted,
    application_columns_table,
    application_mark_table,
    application_search_table,
)
from kairan.applications.model import Mark, application_table
from kairan.applications.numbers import in_groups, read_number
from kairan.applications.queries import READING
from kairan.applications.receipts import plain_answers
from kairan.applications.searching import has_chosen, holds_words
from kairan.applications.seats import said_of, seats_of
from kairan.applications.tallies import choices_of
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import midnight
from kairan.core.kit.problems import Malformed
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Viewer
from kairan.forms.conditions import Value
from kairan.forms.document import decoded_once
from kairan.forms.model import FormId, form_version_table
from kairan.forms.questions import AnyQuestion
from kairan.forms.rights import require_form
from kairan.people import labels
from kairan.policy import require

INSTANT_DIGITS = 15  # of a place in the list

_a, _s, _m = application_table.c, application_search_table.c, application_mark_table.c
_c, _v = application_columns_table.c, form_version_table.c


def applications(
    db: Db, viewer: Viewer, form_id: FormId, before: str | None = None, wanted: Wanted | None = None
) -> ApplicationPage:
    """Return what came in, a hundred a page, the newest first.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, Malformed (days that are none).
    """
    require(viewer, "read_answers")
    form = require_form(db, viewer, form_id, *READING)
    questions = _listable(db, form)
    columns = _columns_of(db, viewer, form_id, questions)
    found = _found(db, form_id, wanted or Wanted())
    total = db.scalar(select(func.count()).select_from(found.subquery())) or 0
    rows = db.all(_page(found, before))
    names = labels(db, {row.member_id for row in rows if row.member_id})
    shown = [row.id for row in rows[:PAGE]]
    marks, seats = marks_of(db, shown), seats_of(db, shown)
    return ApplicationPage(
        total=total,
        heads=[one.label for one in columns],
        columns=[one.id for one in columns],
        questions=[_listed(one) for one in questions],
        applications=[
            ApplicationRow(
                id=row.id,
                number=in_groups(row.number),
                submitted_at=row.submitted_at,
                version=row.version,
                cells=_cells(columns, plain_answers(row)),
                by=names[row.member_id].name if row.member_id in names else "",
                marks=marks.get(row.id, []),
                is_withdrawn=row.withdrawn_at is not None,
                seats=said_of(questions, seats.get(row.id, ())),
            )
            for row in rows[:PAGE]
        ],
        next=f"{rows[PAGE - 1].submitted_at}.{rows[PAGE - 1].id}" if len(rows) > PAGE else None,
    )


def _found(db: Db, form_id: FormId, wanted: Wanted) -> Select[*tuple[object, ...]]:
    """Return which applications are listed: their ids and when they came in, from the narrowest rows there are."""
    words = wanted.words.strip()
    number = read_number(words)
    if number is not None and db.first(select(_a.id).where(_a.form_id == form_id, _a.number == number)):
        return select(_a.id, _a.submitted_at).where(_a.form_id == form_id, _a.number == number)
    if words or wanted.question:
        found = select(_s.application_id.label("id"), _s.submitted_at).where(_s.form_id == form_id, *_days(_s, wanted))
        found = found.where(holds_words(db, words)) if words else found
        found = found.where(has_chosen(db, wanted.question, wanted.choice)) if wanted.question else found
        return _marked(found, _s.application_id, wanted.mark)
    found = select(_a.id, _a.submitted_at).where(_a.form_id == form_id, *_days(_a, wanted))
    return _marked(found, _a.id, wanted.mark)


def _days(of: object, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    column: ColumnElement[int] = of.submitted_at  # type: ignore[attr-defined]
    if wanted.since:
        yield column >= _instant(wanted.since, 0)
    if wanted.until:
        yield column < _instant(wanted.until, 1)


def _instant(day: str, days_later: int) -> int:
    found = midnight(day, days_later)
    if found is None:
        raise Malformed
    return found


def _marked(
    found: Select[*tuple[object, ...]], of: ColumnElement[str], mark: Mark | None
) -> Select[*tuple[object, ...]]:
    return found if mark is None else found.where(exists().where(_m.application_id == of, _m.mark == mark))


def _page(found: Select[*tuple[object, ...]], before: str | None) -> Select[*tuple[object, ...]]:
    at, _, last_id = (before or "").partition(".")
    columns = found.selected_columns
    if at.isdecimal() and at.isascii() and len(at) <= INSTANT_DIGITS:
        came = columns["submitted_at"]
        found = found.where((came < int(at)) | ((came == int(at)) & (columns["id"] < last_id)))
    shown = found.order_by(columns["submitted_at"].desc(), columns["id"].desc()).limit(PAGE + 1).subquery()
    whole = select(application_table).join(shown, shown.c.id == _a.id)
    return whole.order_by(_a.submitted_at.desc(), _a.id.desc())


def _listable(db: Db, form: Record) -> list[AnyQuestion]:
    """Return the questions whose answers may stand in the list: those of the newest version that lie open."""
    text = db.scalar(select(_v.document).where(_v.form_id == form.id, _v.number == form.version))
    return [] if text is None else [one for one in decoded_once(text).questions() if one.ASKS and not one.needs_care]


def _listed(question: AnyQuestion) -> ListedQuestion:
    choices = [Choosable(key, label) for key, label in choices_of(question)]
    return ListedQuestion(question_id=question.id, label=question.label, choices=choices)


def _columns_of(db: Db, viewer: Viewer, form_id: FormId, questions: Sequence[AnyQuestion]) -> list[AnyQuestion]:
    """Return the columns somebody chose, of those there are; the first few where they chose none."""
    kept = db.scalar(select(_c.columns).where(_c.member_id == viewer.member_id, _c.form_id == form_id))
    if kept is None:
        return list(questions[:COLUMNS_FIRST])
    by_id = {one.id: one for one in questions}
    return [by_id[name] for name in msgspec.json.decode(kept, type=list[str]) if name in by_id]


def _cells(questions: Sequence[AnyQuestion], answers: Mapping[str, Value] | None) -> list[str]:
    given = answers or {}
    return [one.shown(given[one.id])[:SHORT_VALUE] if one.id in given else "" for one in questions]


def marks_of(db: Db, application_ids: Sequence[str]) -> dict[str, list[Mark]]:
    """Return the marks of each application that bears some."""
    found: dict[str, list[Mark]] = {}
    rows = db.all(
        select(_m.application_id, _m.mark).where(_m.application_id.in_(application_ids)).order_by(_m.marked_at)
    )
    for row in rows:
        found.setdefault(row.application_id, []).append(row.mark)
    return found


def choose_columns(db: Db, viewer: Viewer, form_id: FormId, choice: ColumnsChoice) -> None:
    """Keep which columns somebody wants to see; what is no question of the form any more is passed over.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "read_answers")
    require_form(db, viewer, form_id, *READING)
    this = (_c.member_id == viewer.member_id) & (_c.form_id == form_id)
    if not choice.columns:
        db.execute(delete(application_columns_table).where(this))
        return
    columns = msgspec.json.encode(list(dict.fromkeys(choice.columns))).decode()
    made = upsert(db, application_columns_table).values(member_id=viewer.member_id, form_id=form_id, columns=columns)
    db.execute(made.on_conflict_do_update(index_elements=["member_id", "form_id"], set_={"columns": columns}))
