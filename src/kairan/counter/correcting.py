"""Corrections (補正): the section marks answers with a reason each, only these unlock, old and new stand side by side.

Promises: while one is open the case cannot be decided, and the standard period does not run; the answers change once,
as a whole, and what they were is kept until everything is erased.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta

import msgspec
from sqlalchemy import insert, select, update

from kairan.applications.attachments import (
    bind_files,
    files_in,
    states_of,
    states_of_application,
    unfit_files,
)
from kairan.applications.filling import today
from kairan.applications.model import Applicant, ApplicationId, TypedIn, application_table, digest_of_answers
from kairan.applications.problems import NotComplete
from kairan.applications.receipts import all_answers
from kairan.applications.searching import forget_words, make_findable
from kairan.applications.streams import application_stream
from kairan.applications.submitting import kept_answers, parted
from kairan.applications.sums import count_corrected
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import day_of
from kairan.core.kit.ids import new_id
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.counter.applicants import require_own_case
from kairan.counter.arriving import whose
from kairan.counter.entries import CaseCorrected, CaseCorrectionAsked, CaseCorrectionWithdrawn
from kairan.counter.finding import procedure_of, require_work
from kairan.counter.letters import tell_state
from kairan.counter.model import TEXT_LIMIT, CorrectionAsked, case_correction_table, case_table
from kairan.counter.moving import put_state, take_if_nobodys
from kairan.counter.problems import CaseReasonNeeded, CorrectionUnknown, NoCorrectionOpen
from kairan.counter.telling import tell
from kairan.forms.complaints import Complaint, NotAccepted
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument, decoded
from kairan.forms.questions import AnyQuestion, Calculated, Group, MailAddress, Places, with_members
from kairan.forms.questions.files import FAULT, FILE_QUESTIONS

_a, _c, _k = application_table.c, case_table.c, case_correction_table.c
Marks = dict[str, str]


class OpenCorrection(msgspec.Struct, frozen=True):
    """What the applicant is to mend: the questions with their reasons, and what stands there now."""

    id: str
    text: str
    answer_by: str
    marks: Marks
    questions: list[AnyQuestion]
    values: Mapping[str, Value]
    typed: Mapping[str, Sequence[str]]  # what stands in the fields: the answers, until something was kept

    def files_in(self, typed: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
        """Return what stands in the fields of files: the server put it there."""
        files = [one for one in self.questions if isinstance(one, FILE_QUESTIONS)]
        own = {field for one in files for field in (one.field(), one.field(FAULT))}
        return {name: values for name, values in typed.items() if name in own}


def ask_correction(db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId, what: CorrectionAsked) -> None:
    """Ask the applicant to mend some answers.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, CaseChangedMeanwhile, CaseMoveNotAllowed,
    CorrectionUnknown, CaseReasonNeeded.
    """
    row, _ = require_work(db, viewer, case_id, what.revision)
    may_be_mended = {one.id for one in correctable(decoded(row.document), _answers(db, box, case_id) or {})}
    if not set(what.marks) <= may_be_mended:
        raise CorrectionUnknown
    marks = {name: bounded_text(reason, TEXT_LIMIT).strip() for name, reason in what.marks.items()}
    if not all(marks.values()):
        raise CaseReasonNeeded
    text = bounded_text(what.text, TEXT_LIMIT).strip()
    now = now_ms()
    by = date.fromisoformat(day_of(now)) + timedelta(days=procedure_of(row).correction_days)
    answer_by = what.answer_by if what.answer_by and what.answer_by > day_of(now) else by.isoformat()
    values = {
        "application_id": case_id,
        "asked_at": now,
        "asked_by": viewer.member_id,
        "text": text,
        "marks": msgspec.json.encode(marks).decode(),
        "answer_by": answer_by,
    }
    put_state(db, row, "correcting", viewer)
    db.execute(insert(case_correction_table).values(id=new_id(), **values))
    asked = CaseCorrectionAsked(questions=sorted(marks), answer_by=answer_by)
    append(db, application_stream(case_id), asked, viewer)
    take_if_nobodys(db, row, viewer)
    tell_state(db, box, row, "correcting", text)


def correctable(document: FormDocument, answers: Mapping[str, Value]) -> list[AnyQuestion]:
    """Return what may be mended, of each member of a group, too, but not how many there are.

    Places were given to somebody, and are not taken anew on the way; what is calculated follows from the rest; an
    address that was proved stays the one that was.
    """
    asked = with_members(document.questions(), answers)
    return [one for one in asked if one.ASKS and not one.GIVEN and not _is_settled(one)]


def _is_settled(question: AnyQuestion) -> bool:
    return isinstance(question, Places | Group) or (isinstance(question, MailAddress) and question.proved)


def withdraw_correction(db: Db, viewer: Viewer, case_id: ApplicationId) -> None:
    """Do without the correction: the section goes on.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, NoCorrectionOpen.
    """
    row, _ = require_work(db, viewer, case_id)
    found = _open_row(db, case_id)
    if found is None or row.state != "correcting":
        raise NoCorrectionOpen
    db.execute(update(case_correction_table).where(_k.id == found.id).values(withdrawn_at=now_ms()))
    append(db, application_stream(case_id), CaseCorrectionWithdrawn(), viewer)
    put_state(db, row, "examining", viewer)


def open_correction(db: Db, applicant: Applicant, box: SecretBox, case_id: ApplicationId) -> OpenCorrection:
    """Return what the applicant is to mend. Problems: CaseNotShown, NoCorrectionOpen."""
    row = require_own_case(db, applicant, case_id)
    found = _open_row(db, case_id)
    answers = _answers(db, box, case_id)
    if found is None or row.state != "correcting" or answers is None:
        raise NoCorrectionOpen
    marks = msgspec.json.decode(found.marks, type=Marks)
    asked = [one for one in correctable(decoded(row.document), answers) if one.id in marks]
    typed = _typed(box, found, asked, answers)
    return OpenCorrection(found.id, found.text, found.answer_by, marks, asked, answers, typed)


def _typed(
    box: SecretBox, row: Record, questions: Sequence[AnyQuestion], answers: Mapping[str, Value]
) -> Mapping[str, Sequence[str]]:
    if row.typed is not None:
        return msgspec.json.decode(box.open(row.typed, f"correcting:{row.id}"), type=TypedIn)
    there = (one for one in questions if one.id in answers)
    return {name: values for one in there for name, values in one.typed_again(answers[one.id]).items()}


def correct(
    db: Db, applicant: Applicant, box: SecretBox, case_id: ApplicationId, typed: Mapping[str, Sequence[str]]
) -> dict[str, Complaint]:
    """Mend what was asked; return what is wrong with it, and then nothing was changed. Of files those that came count.

    Problems: CaseNotShown, NoCorrectionOpen, NotComplete (a virus checker refused one meanwhile).
    """
    require_own_case(db, applicant, case_id)
    hold(db, application_stream(case_id))
    row = require_own_case(db, applicant, case_id)
    wanted = open_correction(db, applicant, box, case_id)
    values, complaints = checked(db, case_id, wanted, typed)
    if complaints:
        return complaints
    came = states_of(db, wanted.id)
    submitted = [one.id for one in files_in(wanted.questions, values) if one.id in came]
    if not bind_files(db, wanted.id, case_id, submitted):
        raise NotComplete
    before = {name: wanted.values[name] for name in wanted.marks if name in wanted.values}
    after = {name: value for name, value in wanted.values.items() if name not in wanted.marks} | values
    digest = _put_answers(db, box, row, _calculated_anew(decoded(row.document), after))
    kept = box.seal(msgspec.json.encode(before, order="deterministic").decode(), f"correction:{wanted.id}")
    changed = {"answered_at": now_ms(), "before": kept, "typed": None}
    db.execute(update(case_correction_table).where(_k.id == wanted.id).values(changed))
    corrected = CaseCorrected(questions=sorted(wanted.marks), digest=digest)
    mended = append(db, application_stream(case_id), corrected, None)
    tell(db, row, mended, [row.owner_id])
    put_state(db, row, "examining", None)
    db.execute(update(case_table).where(_c.id == case_id).values(is_opened=False))
    return {}


def checked(
    db: Db, case_id: ApplicationId, wanted: OpenCorrection, typed: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Value], dict[str, Complaint]]:
    """Read what was typed, and of files what came; return the answers, and what is wrong with them."""
    sent = {name: values for name, values in typed.items() if name not in wanted.files_in(typed)}
    values, complaints = answered(wanted.questions, sent | wanted.files_in(wanted.typed))
    states = states_of_application(db, case_id) | states_of(db, wanted.id)
    return values, complaints | dict(unfit_files(wanted.questions, values, states))


def answered(
    questions: Sequence[AnyQuestion], typed: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Value], dict[str, Complaint]]:
    """Read the answers of some questions, each for itself."""
    values: dict[str, Value] = {}
    complaints: dict[str, Complaint] = {}
    for question in questions:
        try:
            value = question.answer(typed, today())
        except NotAccepted as refused:
            complaints[question.id] = refused.complaint
            continue
        if value is not None:
            values[question.id] = value
        elif question.required:
            complaints[question.id] = Complaint(question.missing())
    return values, complaints


def _calculated_anew(document: FormDocument, answers: Mapping[str, Value]) -> dict[str, Value]:
    """Return answers with what is calculated from them, as it is now."""
    found = dict(answers)
    for one in document.questions():
        if isinstance(one, Calculated) and one.id in found:
            with suppress(NotAccepted):  # it has grown beyond any number: what stood there stays
                found[one.id] = one.computed(found, today())
    return found


def _put_answers(db: Db, box: SecretBox, row: Record, answers: Mapping[str, Value]) -> str:
    """Keep other answers from now on, and return what stands for them."""
    document = decoded(row.document)
    plain, careful = parted(document, answers)
    stored = db.first(select(application_table).where(_a.id == row.id))
    if stored is None:  # pragma: no cover  # a case has an application
        raise LookupError(row.id)
    count_corrected(db, stored, document, plain)
    forget_words(db, [row.id])
    make_findable(db, row.id, row.form_id, stored.submitted_at, document, plain)
    kept = kept_answers(box, row.id, digest_of_answers(row.form_id, row.version, answers), plain, careful)
    db.execute(update(application_table).where(_a.id == row.id).values(kept._asdict()))
    db.execute(update(case_table).where(_c.id == row.id).values(whose(box, document, answers)))
    return kept.digest


def _answers(db: Db, box: SecretBox, case_id: ApplicationId) -> dict[str, Value] | None:
    row = db.first(select(application_table).where(_a.id == case_id))
    return None if row is None else all_answers(row, box)


def _open_row(db: Db, case_id: ApplicationId) -> Record | None:
    is_open = (_k.application_id == case_id) & _k.answered_at.is_(None) & _k.withdrawn_at.is_(None)
    return db.first(select(case_correction_table).where(is_open).order_by(_k.id.desc()).limit(1))
