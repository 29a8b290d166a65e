"""What came in, for those who may read it."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from kairan.applications.model import (
    PAGE,
    SHORT_VALUE,
    AnsweredPage,
    AnswerShown,
    ApplicationId,
    ApplicationPage,
    ApplicationRow,
    ApplicationView,
    application_table,
)
from kairan.applications.numbers import in_groups, read_number
from kairan.applications.problems import ApplicationNotFound
from kairan.applications.receipts import plain_answers
from kairan.applications.seats import said_of, seats_of, seats_said
from kairan.core.journal import Span
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument, decoded
from kairan.forms.model import FormId, Right, form_table, form_version_table
from kairan.forms.questions import AnyQuestion
from kairan.forms.rights import readable, require_form, rights_in
from kairan.people import labels
from kairan.policy import may, require

READING: tuple[Right, ...] = ("answers", "work")
CELLS = 3  # answers of a row in the list

_a, _f, _v = application_table.c, form_table.c, form_version_table.c


def may_read_application(db: Db, viewer: Viewer, application_id: str) -> Span | None:
    """Let whoever reads the answers of a form read the streams of its applications."""
    readers = (_f.id == _a.form_id) & readable(db, viewer, *READING)
    found = db.first(select(_a.id).join(form_table, readers).where(_a.id == application_id))
    return Span() if found is not None and may(viewer, "read_answers") else None


def applications(
    db: Db, viewer: Viewer, form_id: FormId, before: str | None = None, words: str = ""
) -> ApplicationPage:
    """Return what came in, a hundred a page, the newest first; `words` may be a reference number, or part of an answer.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "read_answers")
    form = require_form(db, viewer, form_id, *READING)
    document = _newest_document(db, form)
    questions = _listed(document)
    wanted = _a.form_id == form_id
    if sought := words.strip():
        number = read_number(sought)
        found = _a.answers.contains(sought, autoescape=True)
        wanted &= (_a.number == number) | found if number else found
    total = db.scalar(select(func.count()).select_from(application_table).where(wanted)) or 0
    if before is not None:
        wanted &= _a.id < before
    rows = db.all(select(application_table).where(wanted).order_by(_a.id.desc()).limit(PAGE + 1))
    seats = seats_of(db, [row.id for row in rows[:PAGE]])
    names = labels(db, {row.member_id for row in rows if row.member_id})
    return ApplicationPage(
        total=total,
        heads=[one.label for one in questions],
        applications=[
            ApplicationRow(
                id=row.id,
                number=in_groups(row.number),
                submitted_at=row.submitted_at,
                version=row.version,
                cells=_cells(questions, plain_answers(row)),
                by=names[row.member_id].name if row.member_id in names else "",
                is_withdrawn=row.withdrawn_at is not None,
                seats=said_of(document, seats.get(row.id, ())) if document else [],
            )
            for row in rows[:PAGE]
        ],
        next=rows[PAGE - 1].id if len(rows) > PAGE else None,
    )


def _newest_document(db: Db, form: Record) -> FormDocument | None:
    text = db.scalar(select(_v.document).where(_v.form_id == form.id, _v.number == form.version))
    return None if text is None else decoded(text)


def _listed(document: FormDocument | None) -> list[AnyQuestion]:
    """Return the questions whose answers stand in the list: the first few that may lie open."""
    asked = [] if document is None else [one for one in document.questions() if one.ASKS and not one.needs_care]
    return asked[:CELLS]


def _cells(questions: Sequence[AnyQuestion], answers: Mapping[str, Value] | None) -> list[str]:
    given = answers or {}
    return [one.shown(given[one.id])[:SHORT_VALUE] if one.id in given else "" for one in questions]


def require_application(db: Db, viewer: Viewer, application_id: ApplicationId) -> Record:
    """Return an application the viewer may read, with the document it answered.

    Problems: RefusedByPolicy, ApplicationNotFound.
    """
    require(viewer, "read_answers")
    row = db.first(
        select(application_table, _v.document)
        .select_from(application_table)
        .join(form_table, (_f.id == _a.form_id) & readable(db, viewer, *READING))
        .join(form_version_table, (_v.form_id == _a.form_id) & (_v.number == _a.version))
        .where(_a.id == application_id)
    )
    if row is None:
        raise ApplicationNotFound
    return row


def application(db: Db, viewer: Viewer, application_id: ApplicationId) -> ApplicationView:
    """Return one with its answers; those that need care are asked for apart, on record.

    Problems: RefusedByPolicy, ApplicationNotFound.
    """
    row = require_application(db, viewer, application_id)
    return shown_application(db, viewer, row, plain_answers(row))


def shown_application(db: Db, viewer: Viewer, row: Record, answers: Mapping[str, Value] | None) -> ApplicationView:
    """Return an application as people read it, with these of its answers."""
    works = "work" in rights_in(db, viewer, [row.form_id])[row.form_id]
    document = decoded(row.document)
    names = labels(db, [row.member_id] if row.member_id else [])
    return ApplicationView(
        id=row.id,
        number=in_groups(row.number),
        submitted_at=row.submitted_at,
        version=row.version,
        title=document.title,
        by=names[row.member_id].name if row.member_id in names else "",
        is_erased=row.erased_at is not None,
        pages=[
            AnsweredPage(title=page.title, answers=[_shown(one, answers or {}) for one in page.questions if one.ASKS])
            for page in document.pages
        ],
        digest=row.digest,
        is_withdrawn=row.withdrawn_at is not None,
        may_withdraw=works and (row.withdrawn_at is None or row.erased_at is None),
        seats=seats_said(db, document, row.id, answers or {}),
    )


def _shown(question: AnyQuestion, answers: Mapping[str, Value]) -> AnswerShown:
    found = answers.get(question.id)
    return AnswerShown(
        question_id=question.id,
        label=question.label,
        shown=None if found is None else question.shown(found),
        is_sealed=question.needs_care and found is None,
    )
