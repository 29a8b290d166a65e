"""What is handed over to an applicant (交付物), and the templates letters are made of (文書のひな形)."""

from typing import Annotated, NewType

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.counter.model import AT_ONCE
from kairan.files import FileId

DeliverableId = NewType("DeliverableId", Id)
LetterTemplateId = NewType("LetterTemplateId", Id)

TITLE_LIMIT = 80
LINE_LIMIT = 200
BODY_LIMIT = 4_000
REASON_LIMIT = 500
FACTS_MOST = 20
TEMPLATES_MOST = 50  # of one form
DELIVERABLES_MOST = 100  # of one case
KEEP_DAYS = 90
KEEP_DAYS_MOST = 366

_Id = String(13)

letter_template_table = Table(
    "letter_template",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("form_id", _Id, ForeignKey("form.id"), nullable=False),
    Column("document", Text, nullable=False),  # JSON `LetterTemplate`
    Column("revision", Integer, nullable=False),
    Column("serial", Integer, nullable=False),  # the last number given to a letter of it
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", _Id, nullable=False),
    Column("removed_at", BigInteger),
    Index("ix_letter_template_form_id", "form_id"),
)

deliverable_table = Table(
    "case_deliverable",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("application_id", _Id, ForeignKey("application.id"), nullable=False),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("template_id", _Id, ForeignKey("letter_template.id")),  # null: a file that was uploaded
    Column("number", String(16), nullable=False),  # 発行番号: what it is confirmed by
    Column("title", String(TITLE_LIMIT * 4), nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    Column("issued_by", _Id, nullable=False),
    Column("until_on", String(10), nullable=False),  # the last day on which it can be fetched
    Column("content", Text),  # sealed JSON `LetterText`, until it is made
    Column("blob_key", String(40)),  # where the letter will lie: the same, however often it is made
    Column("refusal", String(60)),  # the code of the Problem, where it could not be made
    Column("file_id", _Id),  # null: not made yet, or erased
    Column("digest", String(64)),  # SHA-256 of the file; it outlives the file
    Column("made_at", BigInteger),
    Column("fetched_at", BigInteger),  # by the applicant, for the first time
    Column("last_fetched_at", BigInteger),
    Column("fetches", Integer, nullable=False),
    Column("withdrawn_at", BigInteger),
    Column("withdrawn_by", _Id),
    Column("reason", Text, nullable=False),  # why it was withdrawn
    UniqueConstraint("number"),
    Index("ix_case_deliverable_application_id", "application_id", "id"),
)

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=TITLE_LIMIT * 4)]
Line = Annotated[str, msgspec.Meta(max_length=LINE_LIMIT * 4)]
LetterBody = Annotated[str, msgspec.Meta(max_length=BODY_LIMIT * 4)]
KeepDays = Annotated[int, msgspec.Meta(ge=1, le=KEEP_DAYS_MOST)]


class LetterFact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the table under the text: what something is called, and what it is."""

    name: Line
    value: Line


class LetterTemplate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a letter says. `{{氏名}}` stands for what is known of the case, `{{…}}` with a question for its answer."""

    title: Title
    mark: Line = ""  # 文書記号
    addressee: Line = "{{氏名}}　様"
    body: LetterBody = ""
    facts: Annotated[list[LetterFact], msgspec.Meta(max_length=FACTS_MOST)] = []
    sender: Line = ""  # 発信者名
    keep_days: KeepDays = KEEP_DAYS


class LetterTemplateChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A template as it should be from now on, and the revision it was made of; 0: a new one."""

    revision: Annotated[int, msgspec.Meta(ge=0)]
    template: LetterTemplate


class LetterOrder(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which letter is to be made for a case."""

    letter_id: Id


class ManyLetters(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cases that each get a letter of a template, in one act: all of them or none."""

    case_ids: Annotated[list[Id], msgspec.Meta(min_length=1, max_length=AT_ONCE)]
    letter_id: Id


class FileHandedOver(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file that was sent before, what it is called, and how long it can be fetched."""

    file_id: Id
    title: Title
    keep_days: KeepDays = KEEP_DAYS


class DeliverableWithdrawal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why something is withdrawn that was handed over; whose case it is reads it."""

    reason: Annotated[str, msgspec.Meta(max_length=REASON_LIMIT * 4)]


class LetterText(msgspec.Struct, frozen=True, kw_only=True):
    """A letter as it will be printed: everything filled in, on the day it was ordered."""

    organization: str
    title: str
    mark: str
    number: str
    issued_at: int
    addressee: str
    body: str
    facts: list[LetterFact]
    sender: str
    url: str  # the page that confirms it


class LetterTemplateView(msgspec.Struct, frozen=True, kw_only=True):
    """A template of a form's procedure."""

    id: LetterTemplateId
    revision: int
    template: LetterTemplate


class LetterTemplates(msgspec.Struct, frozen=True, kw_only=True):
    """The templates of a form, and what may stand in them."""

    templates: list[LetterTemplateView]
    fields: list[str]
    may_change: bool


class LetterChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A letter that can be made for a case."""

    id: LetterTemplateId
    title: str


class DeliverableView(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was handed over, as the section sees it."""

    id: DeliverableId
    title: str
    number: str
    is_letter: bool
    issued_at: int
    by: str
    until_on: str
    file_id: FileId | None  # null: it is being made, could not be made, or is erased
    is_failed: bool
    is_erased: bool
    fetched_at: int | None
    last_fetched_at: int | None
    fetches: int
    withdrawn_at: int | None
    reason: str


class CaseDeliverables(msgspec.Struct, frozen=True, kw_only=True):
    """What was handed over in a case, and what the viewer may hand over now."""

    deliverables: list[DeliverableView]
    letters: list[LetterChoice]
    may_deliver: bool


class OwnDeliverable(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was handed over, as whose case it is sees it."""

    id: DeliverableId
    title: str
    number: str
    issued_at: int
    until_on: str
    is_over: bool
    is_withdrawn: bool
    is_fetched: bool
    reason: str


class DeliverableConfirmation(msgspec.Struct, frozen=True, kw_only=True):
    """That a document was issued, and what its digest is; nothing of whom it is for."""

    organization: str
    title: str
    number: str
    issued_at: int
    digest: str
    withdrawn_at: int | None
