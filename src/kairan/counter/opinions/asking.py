"""Asking another section (意見照会), by who works on the case; and taking the question back."""

from datetime import date

import msgspec
from sqlalchemy import func, insert, select, update

from kairan.applications.model import ApplicationId, application_table
from kairan.applications.receipts import plain_answers
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of, midnight
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.counter.conversation import digest_of
from kairan.counter.finding import require_case, require_work
from kairan.counter.opinions.entries import CaseOpinionAsked, CaseOpinionWithdrawn
from kairan.counter.opinions.model import (
    OPINION_LIMIT,
    OPINIONS_MOST,
    TOLD_MOST,
    OpinionAsked,
    OpinionId,
    OpinionView,
    opinion_table,
)
from kairan.counter.opinions.problems import (
    OpinionClosed,
    OpinionHolderUnknown,
    OpinionNeedsDay,
    OpinionNotFound,
    OpinionShowsUnknown,
    OpinionsTooMany,
)
from kairan.counter.problems import CaseReasonNeeded
from kairan.counter.states import turn_of
from kairan.counter.telling import tell
from kairan.forms.document import decoded
from kairan.forms.questions import with_members
from kairan.people import department_table, labels, member_table, post_table

_a, _o, _d, _m, _p = application_table.c, opinion_table.c, department_table.c, member_table.c, post_table.c
_Shown = list[str]


def ask_opinion(db: Db, viewer: Viewer, case_id: ApplicationId, what: OpinionAsked) -> OpinionId:
    """Ask a section or a person; they are told, and see the question and these answers alone.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, OpinionClosed, OpinionHolderUnknown,
    OpinionNeedsDay, OpinionShowsUnknown, OpinionsTooMany, CaseReasonNeeded, TextTooLong, TextNotStorable.
    """
    row, held = require_work(db, viewer, case_id)
    if turn_of(row.state) == "nobody":
        raise OpinionClosed
    holder, asked_ids = _holder(db, viewer, what.holder_id)
    if midnight(what.answer_by) is None or what.answer_by <= day_of(now_ms()):
        raise OpinionNeedsDay
    count = db.scalar(select(func.count()).select_from(opinion_table).where(_o.application_id == case_id)) or 0
    if count >= OPINIONS_MOST:
        raise OpinionsTooMany(most=OPINIONS_MOST)
    shown = sorted(set(what.shown))
    if not set(shown) <= _showable(db, row.document, case_id):
        raise OpinionShowsUnknown
    question = bounded_text(what.question, OPINION_LIMIT).strip()
    if not question:
        raise CaseReasonNeeded
    opinion_id = OpinionId(new_id())
    values = {
        "application_id": case_id,
        "holder_id": what.holder_id,
        "holder": holder,
        "asked_at": now_ms(),
        "asked_by": viewer.member_id,
        "question": question,
        "shown": msgspec.json.encode(shown).decode(),
        "answer_by": date.fromisoformat(what.answer_by).isoformat(),
        "answer": "",
    }
    db.execute(insert(opinion_table).values(id=opinion_id, **values))
    said = CaseOpinionAsked(
        opinion=opinion_id,
        holder=what.holder_id,
        shown=shown,
        answer_by=what.answer_by,
        digest=digest_of(question),
    )
    asked = append(db, application_stream(case_id), said, viewer, held=held)
    tell(db, row, asked, asked_ids)
    return opinion_id


def _holder(db: Db, viewer: Viewer, holder_id: str) -> tuple[str, list[str]]:
    """Return what a section or person is called, and who is told. Problems: OpinionHolderUnknown."""
    in_use = (_m.organization_id == viewer.organization_id) & (_m.kind == "staff") & (_m.status == "active")
    name = db.scalar(select(_m.name).where(_m.id == holder_id, in_use))
    if name is not None:
        return name, [holder_id]
    here = (_d.organization_id == viewer.organization_id) & _d.closed_at.is_(None)
    path = db.scalar(select(_d.path).where(_d.id == holder_id, here))
    if path is None:
        raise OpinionHolderUnknown
    of_it = select(_p.member_id).join(member_table, _m.id == _p.member_id).where(_p.department_id == holder_id, in_use)
    return path[:800], list(db.scalars(of_it.order_by(_p.member_id).limit(TOLD_MOST)))


def _showable(db: Db, document: str, case_id: ApplicationId) -> set[str]:
    """Return the questions that were answered and need no care."""
    stored = db.first(select(_a.answers).where(_a.id == case_id))
    answers = None if stored is None else plain_answers(stored)
    if answers is None:
        return set()
    asked = with_members(decoded(document).questions(), answers)
    return {one.id for one in asked if one.id in answers and not one.needs_care}


def withdraw_opinion(db: Db, viewer: Viewer, case_id: ApplicationId, opinion_id: OpinionId) -> None:
    """Take a question back: who was asked sees nothing of it any more; a second time changes nothing.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, OpinionNotFound, OpinionClosed.
    """
    _, held = require_work(db, viewer, case_id)
    found = db.first(select(_o.answered_at, _o.withdrawn_at).where(_o.id == opinion_id, _o.application_id == case_id))
    if found is None:
        raise OpinionNotFound
    if found.withdrawn_at is not None:
        return
    if found.answered_at is not None:
        raise OpinionClosed
    db.execute(update(opinion_table).where(_o.id == opinion_id).values(withdrawn_at=now_ms()))
    append(db, application_stream(case_id), CaseOpinionWithdrawn(opinion=opinion_id), viewer, held=held)


def case_opinions(db: Db, viewer: Viewer, case_id: ApplicationId) -> list[OpinionView]:
    """Return what was asked about a case, the newest first. Problems: RefusedByPolicy, ApplicationNotFound."""
    case = require_case(db, viewer, case_id)
    called = {one.id: one.label for one in decoded(case.document).every_question()}
    mine = select(opinion_table).where(_o.application_id == case_id)
    rows = db.all(mine.order_by(_o.id.desc()).limit(OPINIONS_MOST))
    names = labels(db, {one for row in rows for one in (row.asked_by, row.answered_by) if one})
    return [
        OpinionView(
            id=OpinionId(row.id),
            holder=row.holder,
            by=names[row.asked_by].name if row.asked_by in names else "",
            asked_at=row.asked_at,
            question=row.question,
            shown=[called.get(one, one) for one in msgspec.json.decode(row.shown, type=_Shown)],
            answer_by=row.answer_by,
            answered_at=row.answered_at,
            answered_by=names[row.answered_by].name if row.answered_by in names else "",
            answer=row.answer,
            withdrawn_at=row.withdrawn_at,
        )
        for row in rows
    ]
