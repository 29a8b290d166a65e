"""One application, for those who may read it."""

from collections.abc import Mapping

from sqlalchemy import select

from kairan.applications.attachment_model import PICTURES
from kairan.applications.attachments import files_in, states_of_application
from kairan.applications.model import (
    AnsweredPage,
    AnswerShown,
    ApplicationId,
    ApplicationView,
    FileShown,
    PointShown,
    application_table,
)
from kairan.applications.numbers import in_groups
from kairan.applications.problems import ApplicationNotFound
from kairan.applications.receipts import plain_answers
from kairan.applications.seats import seats_said
from kairan.core.journal import Span
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.forms.conditions import Value
from kairan.forms.document import decoded
from kairan.forms.model import Right, form_table, form_version_table
from kairan.forms.questions import AnyQuestion, MemberQuestion, Position, with_members
from kairan.forms.questions.files import AttachedFile
from kairan.forms.rights import readable, rights_in
from kairan.people import labels
from kairan.policy import may, require

READING: tuple[Right, ...] = ("answers", "work")

_a, _f, _v = application_table.c, form_table.c, form_version_table.c


def may_read_application(db: Db, viewer: Viewer, application_id: str) -> Span | None:
    """Let whoever reads the answers of a form read the streams of its applications."""
    readers = (_f.id == _a.form_id) & readable(db, viewer, *READING)
    found = db.first(select(_a.id).join(form_table, readers).where(_a.id == application_id))
    return Span() if found is not None and may(viewer, "read_answers") else None


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
    """Return an application as people read it, with these of its answers; whether a file may be opened, no word yet."""
    works = "work" in rights_in(db, viewer, [row.form_id])[row.form_id]
    document, given = decoded(row.document), answers or {}
    states = states_of_application(db, row.id)
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
            AnsweredPage(
                title=page.title,
                answers=[_shown(one, given, states) for one in with_members(page.questions, given) if one.ASKS],
            )
            for page in document.pages
        ],
        digest=row.digest,
        is_withdrawn=row.withdrawn_at is not None,
        may_withdraw=works and (row.withdrawn_at is None or row.erased_at is None),
        seats=seats_said(db, document, row.id, answers or {}),
    )


def _shown(
    question: AnyQuestion | MemberQuestion, answers: Mapping[str, Value], states: Mapping[str, str]
) -> AnswerShown:
    found = answers.get(question.id)
    return AnswerShown(
        question_id=question.id,
        label=question.label,
        shown=None if found is None else question.shown(found),
        is_sealed=question.needs_care and found is None,
        files=[file_shown(one, states.get(one.id)) for one in files_in([question], answers)],
        point=_point(question, found),
    )


def _point(question: AnyQuestion | MemberQuestion, value: Value | None) -> PointShown | None:
    at = question.coordinates(value) if isinstance(question, Position) else None
    return PointShown(*at) if at else None


def file_shown(file: AttachedFile, state: str | None) -> FileShown:
    """Return a file as it is shown, by the state its row is in; null: it is gone."""
    return FileShown(
        id=file.id,
        name=file.name,
        size=file.size,
        type=file.type,
        state="clean" if state == "clean" else "unchecked" if state == "unchecked" else "refused",
        is_picture=file.type in PICTURES,
    )
