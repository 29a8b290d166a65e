"""What residents and staff fill in (記入中) and what they submitted (申請)."""

import hashlib
from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import DeviceClass, MemberId, OrganizationId
from kairan.forms.conditions import Value, Values
from kairan.forms.document import FormDocument, Tongue
from kairan.forms.model import Audience, FormStatus, Topic

ApplicationId = NewType("ApplicationId", Id)
DraftId = NewType("DraftId", Id)

DRAFT_BYTES = 512 * 1024  # of everything typed into one form
DRAFT_DAYS = 7  # a draft nobody touches for so long is gone
SITTING_MS = 3_600_000  # so long after sending, answers that need care stand on the receipt: then others may sit there
ANY_PLACE = "-"  # the row that counts all applications of a form

_Id = String(13)
_WITHDRAWN = "withdrawn_at IS NOT NULL"

application_draft_table = Table(
    "application_draft",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("form_id", _Id, ForeignKey("form.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("applicant", String(64), nullable=False),  # digest of the cookie, or of the member
    Column("typed", Text, nullable=False),  # sealed: JSON, what stands in each field
    Column("started_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("application_id", _Id),  # submitted as this
    Column("invitation_id", _Id),  # of invited people: whose; none once submitted anonymously
    Column("resume", String(120)),  # sealed: by which it is gone on with elsewhere
    Column("resume_digest", String(64), unique=True),
    Column("reached", Text),  # JSON: the steps it has come to, each of which counts once
    Index("ix_application_draft_applicant", "applicant", "form_id"),
    Index("ix_application_draft_changed_at", "changed_at"),
    Index("ix_application_draft_form_id", "form_id"),
)

application_table = Table(
    "application",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("form_id", _Id, ForeignKey("form.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("number", String(16), nullable=False),
    Column("draft_id", _Id, nullable=False),
    Column("applicant", String(64), nullable=False),
    Column("member_id", _Id),  # of staff who filled in an internal form
    Column("submitted_at", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("answers", Text),  # JSON: answers by question; null once erased
    Column("sealed", Text),  # the answers that need care
    Column("erased_at", BigInteger),
    Column("withdrawn_at", BigInteger),
    UniqueConstraint("number"),
    UniqueConstraint("draft_id"),
    Index("ix_application_form_id", "form_id", "id"),
    Index("ix_application_applicant", "form_id", "applicant"),
    Index("ix_application_submitted_at", "form_id", "submitted_at", "id"),
    Index("ix_application_withdrawn_at", "form_id", sqlite_where=text(_WITHDRAWN), postgresql_where=text(_WITHDRAWN)),
)

place_taken_table = Table(
    "place_taken",
    metadata,
    Column("form_id", _Id, ForeignKey("form.id"), primary_key=True),
    Column("question_id", String(13), primary_key=True),
    Column("place_id", String(13), primary_key=True),
    Column("taken", Integer, nullable=False),
    Column("waiting", Integer, nullable=False, server_default="0"),  # also who takes part in a draw that is to come
    Column("turns", Integer, nullable=False, server_default="0"),  # the last turn that was given to who waits
    Column("drawn_at", BigInteger),
)

Mark = Literal["star", "ask", "done"]
"""What staff mark an application with: 注目, 要確認, 対応済み."""

FieldName = Annotated[str, msgspec.Meta(max_length=60)]
FieldText = Annotated[str, msgspec.Meta(max_length=200_000)]
TypedIn = Annotated[
    dict[FieldName, Annotated[list[FieldText], msgspec.Meta(max_length=400)]], msgspec.Meta(max_length=4_000)
]
"""Everything typed into a form: the values of each field by its name."""


SeatState = Literal["applied", "taken", "waiting", "lost", "left"]
"""Takes part in a draw to come · has a place · waits for one · was not drawn · gave it back."""


class SeatSaid(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a place that was asked for."""

    question_id: str
    label: str  # of the question
    place: str
    state: SeatState
    turn: int | None = None  # by which they wait, or the rank they were drawn with
    ahead: int | None = None  # how many wait before them


class Applicant(msgspec.Struct, frozen=True, kw_only=True):
    """Who fills in a form (申請者): known by a cookie and nothing else, or a member of staff with an internal form."""

    key: str  # 64 characters, the same for this browser or this member
    language: Tongue = "ja"
    member_id: MemberId | None = None
    organization_id: OrganizationId | None = None
    device: DeviceClass | None = None  # of a resident, by their browser's own word; counted, never told of one


class MapTiles(msgspec.Struct, frozen=True):
    """A map that residents may press: where its tiles are on this server, and who made them."""

    path: str
    credit: str


class PublicPages(msgspec.Struct, frozen=True):
    """What the operator set that the residents' pages must know."""

    is_mailed: bool  # letters go out
    url: str  # where they lead; never what a request says of its host
    map: MapTiles | None = None


class OpenForm(msgspec.Struct, frozen=True, kw_only=True):
    """A form as it is offered: the version that is begun now."""

    form_id: str
    organization_id: str
    organization: str
    department: str
    address: str
    audience: Audience
    version: int
    document: FormDocument
    status: FormStatus
    opens_at: int | None
    ends_at: int | None
    keep_days: int | None
    most: int | None
    is_full: bool
    most_each: int | None = None
    has_enough: bool = False  # whoever asks has as many as one person may
    next_address: str = ""
    is_anonymous: bool = False
    topic: Topic = ""
    asks_work: bool = False  # a proof of work, computed silently, before it is submitted

    @property
    def is_open(self) -> bool:
        """Whether it can be begun and submitted now."""
        return self.status == "open" and not self.is_full and not self.has_enough


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A form that is being filled in."""

    id: DraftId
    form_id: str
    version: int
    document: FormDocument
    typed: TypedIn
    started_at: int
    changed_at: int
    application_id: ApplicationId | None
    is_new: bool = False  # begun just now
    number: str = ""  # of the invitation it was begun with
    reached: list[str] = []  # the steps it has come to


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What the applicant keeps: when it came in, under which number, and what was said.

    `withheld` are the questions that need care and were answered, once the sitting they were sent in is over.
    """

    id: ApplicationId
    number: str
    submitted_at: int
    document: FormDocument
    answers: dict[str, Value] | None
    is_withdrawn: bool = False
    seats: list[SeatSaid] = []
    withheld: frozenset[str] = frozenset()
    refused_files: list[str] = []  # the names of those a virus checker refused later


class Confirmation(msgspec.Struct, frozen=True, kw_only=True):
    """What anybody with a receipt in hand is told: that it came in, and when; nothing of what was said."""

    organization: str
    title: str
    contact: str
    number: str
    submitted_at: int


class FileShown(msgspec.Struct, frozen=True, kw_only=True):
    """An attached file; whether it may be opened, and be kept on the device, where the viewer is: see `opened_to`."""

    id: str
    name: str
    size: int  # bytes
    type: str
    state: Literal["unchecked", "clean", "refused"]
    is_picture: bool
    may_open: bool = False
    may_keep: bool = False


class PointShown(msgspec.Struct, frozen=True):
    """Where something is, in degrees (WGS84)."""

    latitude: float
    longitude: float


class AnswerShown(msgspec.Struct, frozen=True, kw_only=True):
    """One answer, as people read it; null: sealed, erased, or not on the path."""

    question_id: str
    label: str
    shown: str | None
    is_sealed: bool = False
    files: list[FileShown] = []
    point: PointShown | None = None  # of a position that was given by its coordinates


class ApplicationView(msgspec.Struct, frozen=True, kw_only=True):
    """One application with all its answers, in the order of the form."""

    id: ApplicationId
    number: str
    submitted_at: int
    version: int
    title: str
    by: str
    is_erased: bool
    pages: list["AnsweredPage"]
    digest: str
    is_withdrawn: bool = False
    may_withdraw: bool = False
    seats: list[SeatSaid] = []
    marks: list[Mark] = []
    notes: list["StaffNote"] = []


class StaffNote(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody noted about an application, for the staff alone."""

    seq: int
    at: int
    by: str
    text: str


class AnsweredPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the form with its answers."""

    title: str
    answers: list[AnswerShown]


class AnswerCount(msgspec.Struct, frozen=True):
    """How often something was answered; null: of a survey, fewer than five, or what would tell it."""

    label: str
    count: int | None


class RowFigures(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a matrix, or an option of a ranking: how often it was answered with what."""

    label: str
    answered: int | None
    counts: list[AnswerCount]
    mean: float | None = None  # the mean place


class QuestionFigures(msgspec.Struct, frozen=True, kw_only=True):
    """What a question was answered with, counted."""

    question_id: str
    label: str
    kind: str
    answered: int | None
    counts: list[AnswerCount] = []
    mean: float | None = None
    least: float | None = None
    most: float | None = None
    rows: list[RowFigures] = []


class DayCount(msgspec.Struct, frozen=True):
    """How many came in on a day of Japan."""

    day: str
    count: int


class FormFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that came in, counted (集計)."""

    total: int
    begun: int  # drafts of the last days that are not submitted
    days: list[DayCount]
    questions: list[QuestionFigures]
    is_partial: bool  # of some, only that they came is known: answers that were erased of a part of a month, or of few
    is_survey: bool = False  # small numbers are kept back, and nothing is counted for a part of it
    versions: list[int] = []  # that were answered
    crossable: list[str] = []  # questions that may be crossed
    worded: list[str] = []  # questions of free text


def digest_of_answers(form_id: str, version: int, answers: Values) -> str:
    """Return what stands for answers: on the page they were checked on, at submission, and in the record.

    Where some are sealed, the record keeps it digested with the installation's key.
    """
    text = msgspec.json.encode([form_id, version, answers], order="deterministic")
    return hashlib.sha256(text).hexdigest()
