"""Cases (案件): where each application stands, who works on it, and what was said about it."""

from typing import Annotated, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from kairan.applications.model import ApplicationId, ApplicationView, FileShown, SeatSaid
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId
from kairan.counter.procedure import Procedure
from kairan.counter.states import State, Turn
from kairan.files import FILES_AT_MOST
from kairan.forms.model import FormId

CaseMessageId = NewType("CaseMessageId", Id)

PAGE = 100
AT_ONCE = 300  # cases in one act
TEXT_LIMIT = 4_000
WHO_LIMIT = 120
SAID_MOST = 500  # notes or messages of one case that are shown
DUE_SOON_DAYS = 3

_Id = String(13)
_Day = String(10)

procedure_table = Table(
    "procedure",
    metadata,
    Column("form_id", _Id, ForeignKey("form.id"), primary_key=True),
    Column("document", Text, nullable=False),  # JSON `Procedure`
    Column("revision", Integer, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", _Id, nullable=False),
)

case_table = Table(
    "case_file",  # CASE is a word of SQL
    metadata,
    Column("id", _Id, ForeignKey("application.id"), primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("form_id", _Id, ForeignKey("form.id"), nullable=False),
    Column("state", String(12), nullable=False),
    Column("state_at", BigInteger, nullable=False),
    Column("turn", String(10), nullable=False),
    Column("owner_id", _Id),
    Column("who", String(WHO_LIMIT * 4), nullable=False),  # the applicant's name, where the form asks for it openly
    Column("sought", String(WHO_LIMIT * 8), nullable=False),  # the same, folded: what it is found by
    Column("person_key", String(64)),  # digest of name and birth date, to find cases of the same person
    Column("received_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("due_on", _Day),  # by the standard period
    Column("stopped_on", _Day),  # the day since which the period does not run
    Column("reply_due_on", _Day),  # the applicant wrote, and is to be answered by then
    Column("paper_wanted_at", BigInteger),  # since then the applicant wants the result on paper
    Column("is_opened", Boolean, nullable=False),  # whether anybody of the section has looked
    Column("device", String(5)),  # it was sent from; null: staff entered it, or it came from elsewhere
    Column("revision", Integer, nullable=False),
    Index("ix_case_file_form_id", "form_id", "turn", "id"),
    Index("ix_case_file_owner_id", "owner_id", "turn", "id"),
    Index("ix_case_file_person_key", "person_key"),
    Index("ix_case_file_changed_at", "form_id", "changed_at"),
    Index("ix_case_file_organization_id", "organization_id", "changed_at"),
)

case_message_table = Table(
    "case_message",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("application_id", _Id, ForeignKey("application.id"), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("member_id", _Id),  # null: the applicant
    Column("text", Text, nullable=False),
    Column("files", Text, nullable=False, server_default="[]"),  # JSON: lines, as answers name files
    Column("read_at", BigInteger),  # by the other side
    Index("ix_case_message_application_id", "application_id", "id"),
)

case_correction_table = Table(
    "case_correction",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("application_id", _Id, ForeignKey("application.id"), nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("asked_by", _Id, nullable=False),
    Column("text", Text, nullable=False),
    Column("marks", Text, nullable=False),  # JSON: why, by question
    Column("answer_by", _Day, nullable=False),
    Column("answered_at", BigInteger),
    Column("withdrawn_at", BigInteger),
    Column("before", Text),  # sealed JSON: what the answers were
    Column("typed", Text),  # sealed JSON: what is typed so far, where files are attached
    Index("ix_case_correction_application_id", "application_id", "id"),
)

case_approval_table = Table(
    "case_approval",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("application_id", _Id, ForeignKey("application.id"), nullable=False),
    Column("round", Integer, nullable=False),
    Column("stage", Integer, nullable=False),
    Column("member_id", _Id, nullable=False),  # who is asked
    Column("deputy_id", _Id),
    Column("proposed", String(12), nullable=False),  # the state that follows when all have approved
    Column("asked_at", BigInteger, nullable=False),
    Column("asked_by", _Id, nullable=False),
    Column("outcome", String(10)),  # approved, returned, dropped; null: not yet
    Column("acted_at", BigInteger),
    Column("acted_by", _Id),
    Column("note", Text, nullable=False),
    Column("seen_at", BigInteger),  # by who was away when their deputy approved (後閲)
    Index("ix_case_approval_application_id", "application_id", "round"),
    Index("ix_case_approval_member_id", "member_id", "outcome"),
    Index("ix_case_approval_deputy_id", "deputy_id", "outcome"),
)

case_access_table = Table(
    "case_access",
    metadata,
    Column("application_id", _Id, ForeignKey("application.id"), primary_key=True),
    Column("applicant", String(64), primary_key=True),  # another browser, by number and code
    Column("since", BigInteger, nullable=False),
)

Said = Annotated[str, msgspec.Meta(min_length=1, max_length=TEXT_LIMIT * 4)]
Reason = Annotated[str, msgspec.Meta(max_length=TEXT_LIMIT * 4)]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Revision = Annotated[int, msgspec.Meta(ge=1)]


class CaseMove(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a case is to stand from now on, and the state of it that was seen."""

    to: State
    revision: Revision
    reason: Reason = ""  # told to the applicant


class Assignment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who works on a case; null: nobody yet."""

    owner_id: Id | None


class ManyCases(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cases and what is done with each of them, in one act: all of them or none.

    The first that is given counts: answers to be mended, words to the applicant, whether it counts as read, where it
    is to stand; without any of these, who works on it.
    """

    case_ids: Annotated[list[Id], msgspec.Meta(min_length=1, max_length=AT_ONCE)]
    marks: Annotated[dict[Id, Reason], msgspec.Meta(max_length=100)] = {}  # why, by question, with `text` and by when
    answer_by: Day | None = None
    text: Reason = ""
    is_opened: bool | None = None
    to: State | None = None
    reason: Reason = ""
    owner_id: Id | None = None


class Writing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is noted, or written to the applicant."""

    text: Said


class MessageWriting(Writing, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is written to the applicant, with files that were sent before."""

    file_ids: Annotated[list[Id], msgspec.Meta(max_length=FILES_AT_MOST)] = []


class CorrectionAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which answers are to be mended, each with a reason; only these unlock."""

    marks: Annotated[dict[Id, Reason], msgspec.Meta(min_length=1, max_length=100)]
    text: Reason = ""
    answer_by: Day | None = None
    revision: Revision


class ApprovalAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to follow when everybody on the route has approved."""

    proposed: State
    revision: Revision
    note: Reason = ""


class Approving(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an approver says: approved, or returned with a reason."""

    is_approved: bool
    note: Reason = ""


class ProcedureChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The procedure as it should be from now on, and the revision it was made of; 0: none yet."""

    revision: Annotated[int, msgspec.Meta(ge=0)]
    procedure: Procedure


class CaseRow(msgspec.Struct, frozen=True, kw_only=True):
    """A case in the inbox."""

    id: ApplicationId
    form_id: FormId
    number: str
    title: str
    who: str
    state: State
    turn: Turn
    owner_id: MemberId | None
    owner: str
    received_at: int
    changed_at: int
    due_on: str | None
    reply_due_on: str | None
    is_opened: bool
    revision: int
    seats: list[SeatSaid] = []  # of places that are waited for or drawn
    may_be_twice: bool = False  # the same person has another application of the same form
    is_paper_wanted: bool = False  # the applicant asked for the result on paper


class InboxCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many cases stand where, of those the viewer may see."""

    new: int
    mine: int
    applicant: int
    approval: int
    due: int
    open: int


class Inbox(msgspec.Struct, frozen=True, kw_only=True):
    """Cases of one view, the oldest first, where the next page begins, and the counts of all views."""

    cases: list[CaseRow]
    next: str | None
    counts: InboxCounts


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened with a case: an entry of its stream."""

    at: int
    kind: str
    by: str
    state: State | None = None
    text: str = ""
    is_public: bool = False


class SaidOnCase(msgspec.Struct, frozen=True, kw_only=True):
    """A note, or a message of either side."""

    id: Id
    at: int
    by: str  # empty: the applicant
    text: str
    is_read: bool = False
    files: list[FileShown] = []


class CorrectionView(msgspec.Struct, frozen=True, kw_only=True):
    """A correction that was asked for."""

    id: Id
    asked_at: int
    by: str
    text: str
    marks: dict[str, str]
    answer_by: str
    answered_at: int | None
    withdrawn_at: int | None
    before: dict[str, str]  # as people read it, by question
    files: dict[str, list[FileShown]] = {}  # that stood there before, and do not any more, by question


class ApprovalView(msgspec.Struct, frozen=True, kw_only=True):
    """One approver's part of a route."""

    id: Id
    round: int
    stage: int
    member_id: MemberId
    name: str
    deputy: str
    outcome: str | None
    acted_at: int | None
    acted_by: str
    note: str
    is_due: bool  # it is this stage's turn
    is_mine: bool  # the viewer may act on it now


class RelatedCase(msgspec.Struct, frozen=True, kw_only=True):
    """Another case of the same person, by name and birth date."""

    id: ApplicationId
    number: str
    title: str
    state: State
    received_at: int
    is_same_form: bool


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """A case with everything the section sees."""

    case: CaseRow
    application: ApplicationView
    moves: list[State]  # where the viewer may move it
    may_ask_correction: bool
    correctable: list[str]  # the answers that may be mended
    may_ask_approval: bool
    is_worked_by_viewer: bool  # whether they may act at all
    letters: dict[State, str]  # what the letter says when the viewer moves it there, or asks for a correction
    is_mailable: bool  # whether the applicant gave an address for letters
    procedure: Procedure
    history: list[Happened]
    notes: list[SaidOnCase]
    messages: list[SaidOnCase]
    corrections: list[CorrectionView]
    approvals: list[ApprovalView]
    related: list[RelatedCase]


class ProcedureView(msgspec.Struct, frozen=True, kw_only=True):
    """A form's procedure, and which ready-made ones there are."""

    revision: int
    procedure: Procedure
    names: dict[str, str]  # of the approvers and deputies in it
    templates: dict[str, Procedure]
