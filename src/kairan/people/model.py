"""Organisations (団体), departments (部署), members (職員・ゲスト) and the posts they hold."""

from typing import Literal, NewType

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    true,
)

from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import Language, MemberId, MemberKind, OrganizationId

DepartmentId = NewType("DepartmentId", Id)
MemberStatus = Literal["active", "suspended", "left"]
OrganizationKind = Literal["prefecture", "municipality", "association", "hospital", "other", "installation"]
Plan = Literal["trial", "free", "full"]

NAME_LIMIT = 60  # characters as a person counts them
NAME_POINTS_EACH = 3  # code points, on average: what the columns hold
LOGIN_LIMIT = 64
NUMBER_LIMIT = 40
SHORT_LIMIT = 40
CONTACT_LIMIT = 300

_Id = String(13)

organization_table = Table(
    "organization",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("code", String(6), unique=True),  # 全国地方公共団体コード, with its check digit
    Column("created_at", BigInteger, nullable=False),
    Column("short", String(SHORT_LIMIT)),  # 短い名前: typed at the sign-in page by who has no code
    Column("is_listed", Boolean, nullable=False, server_default=true()),  # on the sign-in page, for everybody
    Column("contact", String(CONTACT_LIMIT * 4)),  # whom to ask who cannot sign in
    Column("suspended_at", BigInteger),
    Column("plan", String(10), nullable=False, server_default="full"),
    Column("trial_ends_on", String(10)),  # the last day of a trial, of Japan
    # What this body was given beside its plan; null: what the plan says, 0: no limit.
    Column("accounts_most", Integer),
    Column("guests_most", Integer),
    Column("bytes_most", BigInteger),
    Column("file_bytes_most", BigInteger),
    Column("noticed", Text, nullable=False, server_default="[]"),  # what its administrators were told of limits
    Index("ix_organization_short", "short", unique=True),
)

# What operators changed of the plans; what has no row is as PLANS says.
plan_table = Table(
    "plan",
    metadata,
    Column("name", String(10), primary_key=True),
    Column("accounts_most", Integer, nullable=False),
    Column("guests_most", Integer, nullable=False),
    Column("bytes_most", BigInteger, nullable=False),
    Column("file_bytes_most", BigInteger, nullable=False),
    Column("trial_days", Integer, nullable=False),
    Column("grace_days", Integer, nullable=False),
)

department_table = Table(
    "department",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False, index=True),
    Column("parent_id", _Id, ForeignKey("department.id")),
    Column("name", String(200), nullable=False),
    Column("position", Integer, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("closed_at", BigInteger),
    Column("path", Text, nullable=False, server_default=""),  # 部/課/係; written by `paths.py` alone
)

member_table = Table(
    "member",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("login", String(LOGIN_LIMIT), nullable=False),
    Column("name", String(400), nullable=False),
    Column("kana", String(400), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("status", String(10), nullable=False),
    Column("mail", String(254)),
    Column("extension", String(40)),
    Column("password_hash", String(200)),
    Column("settings", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("sought", Text, nullable=False),  # folded name and reading, for the directory's search
    Column("created_at", BigInteger, nullable=False),
    Column("number", String(NUMBER_LIMIT)),  # 職員番号, where the body uses it
    Column("password_issued_at", BigInteger),  # null once the person has chosen their own
    Column("tasks", Text, nullable=False, server_default="[]"),  # JSON: what was delegated to them
    Column("affiliation", String(400)),  # of a guest: the company or association they come from
    Column("deleted_at", BigInteger),  # what was personal is erased; name and posts stay
    UniqueConstraint("organization_id", "login"),
    Index("ix_member_organization_id_number", "organization_id", "number", unique=True),
    Index("ix_member_organization_id_kind_status", "organization_id", "kind", "status"),  # counted against limits
)

post_table = Table(
    "post",
    metadata,
    Column("member_id", _Id, ForeignKey("member.id"), primary_key=True),
    Column("department_id", _Id, ForeignKey("department.id"), primary_key=True),
    Column("title", String(100), nullable=False),
    Column("is_main", Boolean, nullable=False),  # concurrent posts (兼務) are the others
    Index("ix_post_department", "department_id"),
)

former_post_table = Table(
    "former_post",
    metadata,
    Column("member_id", _Id, primary_key=True),
    Column("until_at", BigInteger, primary_key=True, autoincrement=False),
    Column("department_id", _Id),  # null: they held no post
    Column("department", String(200)),  # its name of that time
    Column("title", String(100)),
)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a member sets for themselves; the same on all their devices."""

    language: Language = "ja"
    theme: Literal["system", "light", "dark"] = "system"
    enter_sends: bool = False
    night_waits: bool = False  # what is written at night is offered to be sent on the next working morning
    font: Literal["standard", "ud"] = "standard"
    density: Literal["standard", "dense"] = "standard"
    era: bool = False


class FormerPost(msgspec.Struct, frozen=True):
    """The main post somebody held until an instant, with the department's name of that time."""

    until: int
    department_id: DepartmentId | None
    department: str | None
    post: str | None


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A member as others see them: never without section, and body when outside one's own.

    `former` holds the main posts they held before, the oldest first: what was written at an instant stands under the
    first of them that ended later, or under the present one.
    """

    id: MemberId
    name: str
    kana: str
    kind: MemberKind
    organization_id: OrganizationId
    organization: str
    department_id: DepartmentId | None
    department: str | None
    post: str | None
    extension: str | None
    status: MemberStatus
    former: list[FormerPost] = []
    affiliation: str | None = None  # of a guest: where they come from
    department_path: str | None = None  # the department with all above it: 健康福祉部/福祉課/庶務係
    key: str | None = None  # staff number, else login; told to whoever administers, and to nobody else

    @property
    def called(self) -> str:
        """How letters and lists call them: 健康福祉部/福祉課/庶務係 佐藤 美咲."""
        return f"{self.department_path or self.department or ''} {self.name}".strip()


class Organization(msgspec.Struct, frozen=True, kw_only=True):
    """A body (団体): the tenant."""

    id: OrganizationId
    name: str
    code: str | None = None


class OrganizationListed(msgspec.Struct, frozen=True, kw_only=True):
    """A body on the sign-in page: what everybody may know of it, and whom its people ask who cannot sign in."""

    id: OrganizationId
    name: str
    code: str | None
    contact: str | None


class Department(msgspec.Struct, frozen=True, kw_only=True):
    """A department (部・課・係) in its tree, with the number of people who hold a post in it."""

    id: DepartmentId
    name: str
    parent_id: DepartmentId | None
    position: int
    member_count: int


class NewMember(msgspec.Struct, frozen=True, kw_only=True):
    """What is needed to create an account."""

    login: str
    name: str
    kana: str = ""
    kind: MemberKind = "staff"
    department_id: DepartmentId | None = None
    post: str = ""
    mail: str | None = None
    extension: str | None = None
    password_hash: str | None = None
    password_issued_at: int | None = None
    number: str | None = None
    affiliation: str | None = None
    roles: tuple[str, ...] = ()
