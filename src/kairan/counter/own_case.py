"""What applicants see of their case (申請の状況): where it stands, what comes next, by when, and what was said."""

import msgspec
from sqlalchemy import select

from kairan.applications.attachments import files_in, refused_of
from kairan.applications.model import Applicant, ApplicationId, SeatSaid, application_table
from kairan.applications.numbers import in_groups
from kairan.applications.receipts import all_answers
from kairan.applications.seats import seats_said
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.counter.applicants import require_own_case
from kairan.counter.asking_paper import may_ask_paper
from kairan.counter.case_view import history
from kairan.counter.deliverables.listing import own_deliverables
from kairan.counter.deliverables.model import OwnDeliverable
from kairan.counter.extending import OwnNotice, own_notices
from kairan.counter.finding import procedure_of
from kairan.counter.model import SAID_MOST, Happened, case_message_table
from kairan.counter.states import State, may_follow, turn_of
from kairan.counter.thread.writing import fault_so_far, typed_so_far
from kairan.counter.thread_model import files_of
from kairan.forms.complaints import Complaint
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument, decoded
from kairan.forms.model import form_table
from kairan.forms.questions.files import AttachedFile
from kairan.people import department_table, organization_table

_a, _m, _o, _d, _f = (
    application_table.c,
    case_message_table.c,
    organization_table.c,
    department_table.c,
    form_table.c,
)


class OwnMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A message of either side; who of the section wrote it is not told."""

    at: int
    is_own: bool
    text: str
    is_read: bool
    files: list[AttachedFile] = []


class OwnCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case, as its applicant sees it."""

    id: ApplicationId
    number: str
    organization_id: str
    organization: str
    department: str
    document: FormDocument
    state: State
    steps: list[State]  # the way it goes, in order
    submitted_at: int
    due_on: str | None
    may_withdraw: bool
    may_write: bool
    may_ask_paper: bool
    is_paper_wanted: bool
    answers: dict[str, Value] | None
    history: list[Happened]
    messages: list[OwnMessage]
    writing: dict[str, list[str]]  # what they are writing, and which files came for it
    writing_fault: Complaint | None  # why one of these files was not taken
    refused_files: list[str]  # the names of those a virus checker refused after they had come
    seats: list[SeatSaid]  # of places that are waited for or drawn
    documents: list[OwnDeliverable]
    notices: list[OwnNotice]  # of concerns above: what else is to be done

    @property
    def has_unread(self) -> bool:
        """Whether the section wrote something that was not read yet."""
        return any(not one.is_own and not one.is_read for one in self.messages)


def own_case(db: Db, applicant: Applicant, box: SecretBox, case_id: ApplicationId) -> OwnCase:
    """Return a case of the applicant's. Problems: CaseNotShown."""
    row = require_own_case(db, applicant, case_id)
    answered = db.first(select(application_table).where(_a.id == case_id))
    section = db.first(
        select(_o.id, _o.name, _d.path)
        .select_from(form_table)
        .join(department_table, _d.id == _f.department_id)
        .join(organization_table, _o.id == _f.organization_id)
        .where(_f.id == row.form_id)
    )
    rows = db.all(select(case_message_table).where(_m.application_id == case_id).order_by(_m.id).limit(SAID_MOST))
    procedure, document = procedure_of(row), decoded(row.document)
    answers = None if answered is None else all_answers(answered, box)
    refused = refused_of(db, case_id)
    writing = typed_so_far(db, box, case_id)
    return OwnCase(
        id=row.id,
        number=in_groups(row.number),
        organization_id="" if section is None else section.id,
        organization="" if section is None else section.name,
        department="" if section is None else section.path,
        document=document,
        state=row.state,
        steps=_way(procedure.steps, row.state),
        submitted_at=row.received_at,
        due_on=row.due_on if turn_of(row.state) != "nobody" and row.stopped_on is None else None,
        may_withdraw=may_follow(row.state, "withdrawn"),
        may_write=answered is not None and answered.erased_at is None,
        may_ask_paper=may_ask_paper(row.state) and answered is not None and answered.erased_at is None,
        is_paper_wanted=row.paper_wanted_at is not None,
        answers=answers,
        history=history(db, case_id, public_only=True),
        messages=[
            OwnMessage(
                at=one.at,
                is_own=one.member_id is None,
                text=one.text,
                is_read=one.read_at is not None,
                files=files_of(one.files),
            )
            for one in rows
        ],
        writing=writing,
        writing_fault=fault_so_far(db, case_id, writing),
        refused_files=[one.name for one in files_in(document.questions(), answers or {}) if one.id in refused],
        seats=seats_said(db, document, case_id, answers or {}),
        documents=own_deliverables(db, case_id),
        notices=own_notices(db, applicant, case_id),
    )


def _way(steps: frozenset[State], state: State) -> list[State]:
    """Return the states a case goes through, with the one it is in; a decision is shown as examining."""
    way: list[State] = ["received"]
    if steps & {"examining", "deciding"} or state in {"examining", "correcting", "deciding"}:
        way.append("correcting" if state == "correcting" else "examining")
    if "delivering" in steps or state == "delivering":
        way.append("delivering")
    return [*way, state if state in {"refused", "withdrawn"} else "done"]
