"""Keys of forms, which case was read with which, and what is read."""

from typing import Annotated, Any, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from kairan.applications.model import ApplicationId
from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.counter.states import State
from kairan.forms.model import FormId

ApiKeyId = NewType("ApiKeyId", Id)
Reads = Literal["states", "answers"]
"""受付番号と状態だけ, 回答も."""

KEYS_MOST = bounded("api_keys.of_form", 10, "refuse", "422 `api_key.too_many`")
NOTE_LIMIT = 100
READ_MOST = 200  # cases in one answer
SETTLED_MS = 5_000  # what changed later than so long ago is told next time, when all of its moment is there

_Id = String(13)

api_key_table = Table(
    "api_key",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("form_id", _Id, ForeignKey("form.id"), nullable=False),
    Column("note", String(NOTE_LIMIT * 4), nullable=False),
    Column("reads", String(10), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),  # of the key: nobody guesses one
    Column("made_at", BigInteger, nullable=False),
    Column("made_by", _Id, nullable=False),
    Column("used_at", BigInteger),  # at the hour
    Index("ix_api_key_form_id", "form_id", "id"),
)

api_key_read_table = Table(
    "api_key_read",
    metadata,
    Column("key_id", _Id, ForeignKey("api_key.id"), primary_key=True),
    Column("application_id", _Id, ForeignKey("application.id"), primary_key=True),
    Column("revision", Integer, nullable=False),  # of the case, when it was read last
    Index("ix_api_key_read_application_id", "application_id"),
)


class ApiKeyNew(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key that is to be made."""

    note: Annotated[str, msgspec.Meta(min_length=1, max_length=NOTE_LIMIT * 4)]
    reads: Reads


class ApiKeyView(msgspec.Struct, frozen=True, kw_only=True):
    """A key, as who runs the form sees it; never what is shown as it."""

    id: ApiKeyId
    note: str
    reads: Reads
    made_at: int
    made_by: str
    used_at: int | None


class ApiKeysView(msgspec.Struct, frozen=True, kw_only=True):
    """The keys of a form, and whether the operator lets anybody read with one."""

    is_open: bool
    keys: list[ApiKeyView]


class ApiKeySecret(msgspec.Struct, frozen=True, kw_only=True):
    """A key, shown this once."""

    secret: str
    keys: ApiKeysView


class ReadCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case, as another system is told of it."""

    case_id: ApplicationId
    number: str
    state: State
    received_at: int
    changed_at: int
    due_on: str | None
    revision: int


class ReadCases(msgspec.Struct, frozen=True, kw_only=True):
    """Cases by when they changed; `after` is where to go on, also when nothing more is there now."""

    form_id: FormId
    title: str
    cases: list[ReadCase]
    after: str
    has_more: bool


class ReadAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer: what the question is called, what is said as people read it, and as it is stored."""

    question_id: str
    label: str
    said: str
    value: Any


class ReadWhole(msgspec.Struct, frozen=True, kw_only=True):
    """A case with its answers; what needs care is named, and never given."""

    case: ReadCase
    version: int
    answers: list[ReadAnswer] | None  # null once they are erased
    withheld: list[str]  # questions whose answers need care
    files: list[dict[str, Any]]
