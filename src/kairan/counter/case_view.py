"""A case with everything the section sees (申請の画面)."""

from collections.abc import Mapping

import msgspec
from sqlalchemy import select

from kairan.applications.attachments import states_of_application
from kairan.applications.model import ApplicationId
from kairan.applications.numbers import in_groups
from kairan.applications.queries import shown_application
from kairan.applications.receipts import plain_answers
from kairan.applications.remarks import with_remarks
from kairan.applications.streams import application_stream
from kairan.core.journal import Entry, entries_after
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.counter.correcting import correctable
from kairan.counter.entries import CaseMoved
from kairan.counter.finding import application_of, procedure_of, require_case, works_on
from kairan.counter.inbox import case_rows
from kairan.counter.joined import listed_cases
from kairan.counter.letters import STATE_WORDS, is_told, mail_of
from kairan.counter.model import (
    SAID_MOST,
    ApprovalView,
    CaseView,
    CorrectionView,
    Happened,
    RelatedCase,
    SaidOnCase,
    case_approval_table,
    case_correction_table,
    case_message_table,
    case_table,
)
from kairan.counter.replaced_files import answers_before, replaced
from kairan.counter.states import may_follow, reachable_by_hand
from kairan.counter.thread.finding import shown_files
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument, decoded
from kairan.forms.questions import with_members
from kairan.forms.rights import readable
from kairan.people import labels

_c = case_table.c
_m, _k, _r = case_message_table.c, case_correction_table.c, case_approval_table.c
RELATED_MOST = 20
_Marks = dict[str, str]


def case_view(db: Db, viewer: Viewer, box: SecretBox, case_id: ApplicationId) -> CaseView:
    """Return a case: answers, history, notes, messages, corrections, approvals, other cases of the same person.

    Problems: RefusedByPolicy, ApplicationNotFound.
    """
    row = require_case(db, viewer, case_id)
    found = application_of(db, case_id)
    remarked = with_remarks(db, shown_application(db, viewer, found, plain_answers(found)))
    procedure, works = procedure_of(row), works_on(db, viewer, row.form_id)
    is_withdrawable = may_follow(row.state, "withdrawn") or row.state == "withdrawn"  # there: erased besides
    remarked = msgspec.structs.replace(remarked, may_withdraw=remarked.may_withdraw and is_withdrawable)
    moves = reachable_by_hand(row.state, procedure.steps, needs_approval=procedure.needs_approval)
    return CaseView(
        case=case_rows(db, [row])[0],
        application=remarked,
        moves=moves if works else [],
        may_ask_correction=works and may_follow(row.state, "correcting"),
        correctable=[one.id for one in correctable(decoded(row.document), plain_answers(found) or {})],
        may_ask_approval=works and bool(procedure.route) and may_follow(row.state, "deciding"),
        is_worked_by_viewer=works,
        letters={to: STATE_WORDS[to] for to in (*moves, "correcting") if is_told(row, to)} if works else {},
        is_mailable=works and bool(mail_of(db, box, row)),
        procedure=procedure,
        history=history(db, case_id),
        notes=[SaidOnCase(id=str(one.seq), at=one.at, by=one.by, text=one.text) for one in remarked.notes],
        messages=_messages(db, case_id),
        corrections=_corrections(db, box, found),
        approvals=_approvals(db, viewer, row),
        related=_related(db, viewer, row),
    )


def history(db: Db, case_id: str, *, public_only: bool = False) -> list[Happened]:
    """Return what happened with a case, the newest last; `public_only`: what its applicant reads."""
    every = entries_after(db, application_stream(case_id), 0, SAID_MOST)
    entries = [entry for entry in every if entry.kind not in _TOLD_BY_THE_CASE]
    names = labels(db, {entry.by for entry in entries if entry.by})
    told = [_happened(entry, names[entry.by].name if entry.by in names else "") for entry in entries]
    return [one for one in told if one.is_public or not public_only]


_TOLD_BY_THE_CASE = frozenset({"application.withdrawn", "application.reinstated"})
"""What the case's own move says at the same moment."""
_PUBLIC = frozenset(
    {
        "application.submitted",
        "application.waits",
        "application.moved_up",
        "case.moved",
        "case.messaged",
        "case.correction_asked",
        "case.correction_withdrawn",
        "case.corrected",
        "case.paper_asked",
        "case.delivered",
        "case.deliverable_fetched",
        "case.deliverable_withdrawn",
    }
)


def is_public_kind(kind: str) -> bool:
    """Whether the applicant reads entries of a kind."""
    return kind in _PUBLIC


def _happened(entry: Entry, by: str) -> Happened:
    moved = msgspec.json.decode(entry.body, type=CaseMoved | None) if entry.kind == CaseMoved.kind else None
    return Happened(
        at=entry.at,
        kind=entry.kind,
        by=by,
        state=None if moved is None else moved.after,  # type: ignore[arg-type]
        text="" if moved is None else moved.reason,
        is_public=is_public_kind(entry.kind),
    )


def _messages(db: Db, case_id: ApplicationId) -> list[SaidOnCase]:
    rows = db.all(select(case_message_table).where(_m.application_id == case_id).order_by(_m.id).limit(SAID_MOST))
    names = labels(db, {row.member_id for row in rows if row.member_id})
    return [
        SaidOnCase(
            id=row.id,
            at=row.at,
            by=names[row.member_id].name if row.member_id in names else "",
            text=row.text,
            is_read=row.read_at is not None,
            files=shown_files(db, case_id, row),
        )
        for row in rows
    ]


def _corrections(db: Db, box: SecretBox, found: Record) -> list[CorrectionView]:
    rows = db.all(select(case_correction_table).where(_k.application_id == found.id).order_by(_k.id).limit(SAID_MOST))
    document, now = decoded(found.document), plain_answers(found) or {}
    states = states_of_application(db, found.id) if rows else {}
    names = labels(db, {row.asked_by for row in rows})
    return [
        CorrectionView(
            id=row.id,
            asked_at=row.asked_at,
            by=names[row.asked_by].name if row.asked_by in names else "",
            text=row.text,
            marks=msgspec.json.decode(row.marks, type=_Marks),
            answer_by=row.answer_by,
            answered_at=row.answered_at,
            withdrawn_at=row.withdrawn_at,
            before=_shown(document, answers_before(box, row)),
            files=replaced(document, answers_before(box, row), now, states),
        )
        for row in rows
    ]


def _shown(document: FormDocument, values: Mapping[str, Value]) -> dict[str, str]:
    """Return what stood there before, as people read it; what needs care stays sealed here."""
    asked = (one for one in with_members(document.questions(), values) if one.id in values and not one.needs_care)
    return {one.id: one.shown(values[one.id]) for one in asked}


def _approvals(db: Db, viewer: Viewer, row: Record) -> list[ApprovalView]:
    rows = db.all(select(case_approval_table).where(_r.application_id == row.id).order_by(_r.round, _r.stage, _r.id))
    names = labels(db, {name for one in rows for name in (one.member_id, one.deputy_id, one.acted_by) if name})
    stage = min((one.stage for one in rows if one.outcome is None), default=-1)

    def name(member_id: str | None) -> str:
        return names[member_id].name if member_id in names else ""

    return [
        ApprovalView(
            id=one.id,
            round=one.round,
            stage=one.stage,
            member_id=one.member_id,
            name=name(one.member_id),
            deputy=name(one.deputy_id),
            outcome=one.outcome,
            acted_at=one.acted_at,
            acted_by=name(one.acted_by),
            note=one.note,
            is_due=one.outcome is None and one.stage == stage,
            is_mine=_is_to_act(viewer, one, stage),
        )
        for one in rows
    ]


def _is_to_act(viewer: Viewer, one: Record, stage: int) -> bool:
    is_due = one.outcome is None and one.stage == stage and one.asked_by != viewer.member_id
    return is_due and viewer.member_id in {one.member_id, one.deputy_id}


def _related(db: Db, viewer: Viewer, row: Record) -> list[RelatedCase]:
    """Return other cases of the same person that the viewer reads; of the same form, it may be one twice."""
    if row.person_key is None:
        return []
    others = db.all(
        listed_cases()
        .where(_c.person_key == row.person_key, _c.id != row.id, _c.organization_id == row.organization_id)
        .where(readable(db, viewer, "answers", "work"))
        .order_by(_c.id.desc())
        .limit(RELATED_MOST)
    )
    return [
        RelatedCase(
            id=ApplicationId(one.id),
            number=in_groups(one.number),
            title=one.title,
            state=one.state,
            received_at=one.received_at,
            is_same_form=one.form_id == row.form_id,
        )
        for one in others
    ]
