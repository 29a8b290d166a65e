"""Forms, their published versions, and who may do what with them."""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, false

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.forms.comparing import FormDifference
from kairan.forms.document import FormDocument
from kairan.forms.faults import FormFault
from kairan.forms.questions.base import LABEL_LIMIT

FormId = NewType("FormId", Id)
Audience = Literal["listed", "link", "staff", "invited"]
"""Who may use it: whoever finds it in the list, or has the link, the body's own staff (庁内), or who was invited."""
Right = Literal["edit", "publish", "answers", "work", "statistics"]
"""Who builds it, publishes it, reads what came in, works on it, and who sees the counts only."""
Topic = Literal[
    "",
    "moving",
    "family",
    "school",
    "work",
    "welfare",
    "bereavement",
    "records",
    "tax",
    "waste",
    "disaster",
    "events",
    "opinion",
]
"""Under which heading residents find it (くらしの場面); empty: under that of all others."""
FormStatus = Literal["draft", "coming", "open", "over", "closed"]

ADDRESS_LIMIT = 40
KEEP_DAYS_MOST = 36_525
EACH_MOST = 1_000  # applications of one person
FORMS_MOST = 2_000  # of one body
RIGHTS_MOST = 200  # rows of one form
VERSIONS_SHOWN = 100
PAGE = 100

_Id = String(13)

form_table = Table(
    "form",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("department_id", _Id, ForeignKey("department.id"), nullable=False),
    Column("address", String(ADDRESS_LIMIT), nullable=False, unique=True),  # what stands behind /f/
    Column("title", String(LABEL_LIMIT * 4), nullable=False),  # of what was published last, else of the draft
    Column("created_at", BigInteger, nullable=False),
    Column("created_by", _Id, nullable=False),
    Column("draft", Text, nullable=False),  # JSON `FormDocument`
    Column("draft_revision", Integer, nullable=False),
    Column("draft_changed_at", BigInteger, nullable=False),
    Column("draft_changed_by", _Id, nullable=False),
    Column("version", Integer),  # the one that is filled in now; null: never published
    Column("published_at", BigInteger),  # the first time
    Column("closed_at", BigInteger),
    Column("audience", String(10), nullable=False),
    Column("opens_at", BigInteger),
    Column("ends_at", BigInteger),
    Column("most", Integer),  # applications in all
    Column("most_each", Integer),  # of one person, as far as they are known
    Column("next_address", String(ADDRESS_LIMIT), nullable=False, server_default=""),  # of the form that follows
    Column("is_anonymous", Boolean, nullable=False, server_default=false()),  # nothing joins invited people to answers
    Column("asks_work", Boolean, nullable=False, server_default=false()),  # a proof of work before it is submitted
    Column("topic", String(12), nullable=False, server_default=""),
    Column("keep_days", Integer),  # answers are erased so long after they came; null: kept until somebody says
    Index("ix_form_organization_id", "organization_id", "created_at"),
)

form_version_table = Table(
    "form_version",
    metadata,
    Column("form_id", _Id, ForeignKey("form.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("published_at", BigInteger, nullable=False),
    Column("published_by", _Id, nullable=False),
    Column("earlier_until", BigInteger),  # who began an earlier one may finish it until then; null: always
)

form_right_table = Table(
    "form_right",
    metadata,
    Column("form_id", _Id, ForeignKey("form.id"), primary_key=True),
    Column("holder_id", _Id, primary_key=True),  # of a department with all below it, or of a member
    Column("right", String(10), primary_key=True),
    Column("is_department", Boolean, nullable=False),
    Index("ix_form_right_holder_id", "holder_id"),
)

form_rule_table = Table(
    "form_rule",
    metadata,
    Column("organization_id", _Id, ForeignKey("organization.id"), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("takes_two", Boolean, nullable=False),  # one asks for a publication, another agrees
)

form_template_table = Table(
    "form_template",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("title", String(LABEL_LIMIT * 4), nullable=False),
    Column("document", Text, nullable=False),
    Column("is_shared", Boolean, nullable=False),
    Column("kept_at", BigInteger, nullable=False),
    Column("kept_by", _Id, nullable=False),
    Index("ix_form_template_organization_id", "organization_id"),
    Index("ix_form_template_is_shared", "is_shared"),
)

form_publication_table = Table(
    "form_publication",
    metadata,
    Column("form_id", _Id, ForeignKey("form.id"), primary_key=True),  # that is asked for, and not agreed to yet
    Column("asked_by", _Id, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("draft_revision", Integer, nullable=False),
    Column("earlier_until", BigInteger),
)

form_builder_table = Table(
    "form_builder",
    metadata,
    Column("form_id", _Id, ForeignKey("form.id"), primary_key=True),
    Column("member_id", _Id, ForeignKey("member.id"), primary_key=True),
    Column("seen_at", BigInteger, nullable=False),  # the screen on which it is built was last open then
    Index("ix_form_builder_seen_at", "seen_at"),
)

Address = Annotated[str, msgspec.Meta(max_length=ADDRESS_LIMIT)]
Instant = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]


class NewForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form to be made, for a department."""

    department_id: Id
    document: FormDocument
    address: Address = ""  # empty: one is made


class DraftChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The draft as it should be from now on, and the revision it was made of."""

    revision: Annotated[int, msgspec.Meta(ge=0)]
    document: FormDocument


class NewPicture(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file that was sent by the viewer, to be made a picture of a form."""

    file_id: Id


class FormTerms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who may fill it in, from when until when, how many, and how long answers are kept."""

    address: Address
    audience: Audience = "link"
    opens_at: Instant | None = None
    ends_at: Instant | None = None
    most: Annotated[int, msgspec.Meta(ge=1, le=10_000_000)] | None = None
    most_each: Annotated[int, msgspec.Meta(ge=1, le=EACH_MOST)] | None = None
    """Applications of one person: by who they proved to be, else by their account or browser."""
    next_address: Address = ""  # of a form of the same body, offered once this one was submitted
    keep_days: Annotated[int, msgspec.Meta(ge=1, le=KEEP_DAYS_MOST)] | None = None
    is_anonymous: bool = False  # of a form for invited people: it is not kept whose an answer is
    topic: Topic = ""
    asks_work: bool = False  # of a form for everybody: a proof of work is computed before it is submitted


class Publication(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which state of the draft is to be published."""

    revision: Annotated[int, msgspec.Meta(ge=0)]
    earlier_until: Instant | None = None  # who began an earlier version may finish it until then; null: always


class RightHeld(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a department, or somebody, may do."""

    holder_id: Id
    is_department: bool
    rights: Annotated[list[Right], msgspec.Meta(max_length=5)]
    name: Annotated[str, msgspec.Meta(max_length=1_000)] = ""  # told, not asked


class RightsChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everybody who may do something with a form, from now on."""

    rights: Annotated[list[RightHeld], msgspec.Meta(max_length=40)]


class VersionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A published version."""

    number: int
    published_at: int
    published_by: str
    digest: str
    earlier_until: int | None = None


class FormRow(msgspec.Struct, frozen=True, kw_only=True):
    """A form in the list."""

    id: FormId
    title: str
    department: str
    address: str
    audience: Audience
    status: FormStatus
    version: int | None
    changed_at: int
    is_changed: bool  # since it was last published
    rights: list[Right]


class FormDepartment(msgspec.Struct, frozen=True):
    """A department the viewer holds a post in: for it they may make a form."""

    id: Id
    name: str


class FormPage(msgspec.Struct, frozen=True, kw_only=True):
    """Forms, those that were changed last first; where the next page begins; for whom the viewer may make one."""

    forms: list[FormRow]
    next: str | None
    departments: list[FormDepartment]


class FormView(msgspec.Struct, frozen=True, kw_only=True):
    """A form, as whoever builds it sees it."""

    form: FormRow
    terms: FormTerms
    draft: FormDocument
    revision: int
    changed_by: str
    faults: list[FormFault]
    versions: list[VersionRow]
    rights: list[RightHeld]
    url: str
    takes_two: bool = False  # one asks for a publication, another agrees
    asked: "PublicationAsked | None" = None


class PublicationAsked(msgspec.Struct, frozen=True, kw_only=True):
    """A publication that waits for another person."""

    by: str
    is_mine: bool
    at: int
    revision: int  # of the draft; another one since is not what was asked for
    earlier_until: int | None


class TemplateSharing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether other bodies of the installation may take copies of a template."""

    is_shared: bool


class FormRules(msgspec.Struct, frozen=True, kw_only=True):
    """What a body says of all its forms."""

    revision: int = 0
    takes_two: bool = False


class FormRulesChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The rules as they should be, and the revision that was looked at."""

    revision: Annotated[int, msgspec.Meta(ge=0)]
    takes_two: bool


class DraftSaved(msgspec.Struct, frozen=True, kw_only=True):
    """The draft's revision after a change, and what is wrong with it."""

    revision: int
    changed_at: int
    faults: list[FormFault]


class BuilderHere(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody else who has a form open to build it."""

    id: Id
    name: str


class BuildingNow(msgspec.Struct, frozen=True, kw_only=True):
    """Who else builds a form at the moment, and which draft there is by now."""

    others: list[BuilderHere]
    revision: int
    changed_by: str
    is_own: bool  # the viewer changed it last


class VersionView(msgspec.Struct, frozen=True, kw_only=True):
    """A published version, as it was and will be."""

    version: VersionRow
    document: FormDocument


class VersionComparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two states of a form and what differs between them; number 0 is the draft."""

    before: int
    after: int
    documents: list[FormDocument]  # before, after: conditions are told from them
    differences: list[FormDifference]
