"""What one is asked (照会されたもの), and answering it: whoever is asked sees this, and nothing else of the case."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Select, func, select, update

from kairan.applications.model import AnswerShown, ApplicationId, application_table
from kairan.applications.numbers import in_groups
from kairan.applications.receipts import plain_answers
from kairan.applications.streams import application_stream
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.counter.conversation import digest_of
from kairan.counter.model import case_table
from kairan.counter.opinions.entries import CaseOpinionGiven
from kairan.counter.opinions.finding import is_for
from kairan.counter.opinions.model import (
    LISTED_MOST,
    OPINION_LIMIT,
    OpinionAskedOfMe,
    OpinionGiven,
    OpinionId,
    OpinionsAskedOfMe,
    opinion_table,
)
from kairan.counter.opinions.problems import OpinionClosed, OpinionNotFound
from kairan.counter.problems import CaseReasonNeeded
from kairan.counter.telling import tell
from kairan.forms.document import decoded
from kairan.forms.model import form_table, form_version_table
from kairan.forms.questions import with_members
from kairan.people import department_table, labels
from kairan.policy import require

_a, _c, _o, _f, _v, _d = (
    application_table.c,
    case_table.c,
    opinion_table.c,
    form_table.c,
    form_version_table.c,
    department_table.c,
)
_Shown = list[str]


def opinions_asked_of(db: Db, viewer: Viewer) -> OpinionsAskedOfMe:
    """Return what the viewer and their sections are asked: the open ones first, the most urgent at the top.

    Problems: RefusedByPolicy.
    """
    require(viewer, "read_answers")
    mine = _asked().where(_c.organization_id == viewer.organization_id, is_for(db, viewer))
    is_open = _o.answered_at.is_(None) & (_c.turn != "nobody")
    rows = db.all(mine.order_by(is_open.desc(), _o.answer_by, _o.id).limit(LISTED_MOST))
    count = select(func.count()).select_from(opinion_table).join(case_table, _c.id == _o.application_id)
    wanted = (_c.organization_id == viewer.organization_id) & is_open & is_for(db, viewer)
    return OpinionsAskedOfMe(opinions=_shown(db, rows), open=db.scalar(count.where(wanted)) or 0)


def give_opinion(db: Db, viewer: Viewer, opinion_id: OpinionId, what: OpinionGiven) -> OpinionAskedOfMe:
    """Answer; who asked, and who works on the case, are told.

    Problems: RefusedByPolicy, OpinionNotFound, OpinionClosed, CaseReasonNeeded, TextTooLong, TextNotStorable.
    """
    require(viewer, "read_answers")
    held = hold(db, application_stream(_require(db, viewer, opinion_id).application_id))
    row = _require(db, viewer, opinion_id)
    if not _is_open(row):
        raise OpinionClosed
    answer = bounded_text(what.answer, OPINION_LIMIT).strip()
    if not answer:
        raise CaseReasonNeeded
    values = {"answer": answer, "answered_at": now_ms(), "answered_by": viewer.member_id}
    db.execute(update(opinion_table).where(_o.id == opinion_id).values(values))
    given = CaseOpinionGiven(opinion=opinion_id, digest=digest_of(answer))
    entry = append(db, application_stream(row.application_id), given, viewer, held=held)
    case = db.first(select(case_table).where(_c.id == row.application_id))
    if case is not None:
        tell(db, case, entry, [row.asked_by, row.owner_id])
    return _shown(db, [_require(db, viewer, opinion_id)])[0]


def _require(db: Db, viewer: Viewer, opinion_id: OpinionId) -> Record:
    row = db.first(
        _asked().where(_o.id == opinion_id, _c.organization_id == viewer.organization_id, is_for(db, viewer))
    )
    if row is None:
        raise OpinionNotFound
    return row


def _asked() -> Select[*tuple[object, ...]]:
    return (
        select(opinion_table, _c.turn, _c.owner_id, _a.number, _a.answers, _v.document, _f.title, _d.path)
        .join(case_table, _c.id == _o.application_id)
        .join(application_table, _a.id == _c.id)
        .join(form_table, _f.id == _c.form_id)
        .join(department_table, _d.id == _f.department_id)
        .join(form_version_table, (_v.form_id == _a.form_id) & (_v.number == _a.version))
    )


def _is_open(row: Record) -> bool:
    return row.answered_at is None and row.turn != "nobody"


def _shown(db: Db, rows: Sequence[Record]) -> list[OpinionAskedOfMe]:
    names = labels(db, {one for row in rows for one in (row.asked_by, row.answered_by) if one})
    return [
        OpinionAskedOfMe(
            id=OpinionId(row.id),
            case_id=ApplicationId(row.application_id),
            number=in_groups(row.number),
            title=row.title,
            department=row.path,
            by=names[row.asked_by].name if row.asked_by in names else "",
            asked_at=row.asked_at,
            question=row.question,
            answers=_answers(row) if _is_open(row) else [],
            answer_by=row.answer_by,
            answered_at=row.answered_at,
            answered_by=names[row.answered_by].name if row.answered_by in names else "",
            answer=row.answer,
            is_open=_is_open(row),
        )
        for row in rows
    ]


def _answers(row: Record) -> list[AnswerShown]:
    """Return the answers that are shown, in the order of the form; what needs care never is."""
    answers = plain_answers(row) or {}
    shown = set(msgspec.json.decode(row.shown, type=_Shown))
    asked = with_members(decoded(row.document).questions(), answers)
    return [
        AnswerShown(question_id=one.id, label=one.label, shown=one.shown(answers[one.id]), is_sealed=False)
        for one in asked
        if one.id in shown and one.id in answers and not one.needs_care
    ]
