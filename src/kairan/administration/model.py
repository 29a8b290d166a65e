"""What the console shows and takes: accounts, posts, departments."""

import secrets
from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec

from kairan.core.viewer import Delegated, MemberId, MemberKind
from kairan.people import DepartmentId
from kairan.people.model import MemberStatus

POSTS_MOST = 20
TASKS_MOST = 50
EXTENSION_LIMIT = 40

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike on paper: i l o 0 1
_GROUPS, _GROUP = 4, 4

Line = Annotated[str, msgspec.Meta(max_length=500)]


PasswordState = Literal["none", "issued", "chosen"]
"""None yet; still the one an administrator issued; chosen by the person."""


class HeldPost(msgspec.Struct, frozen=True):
    """A post somebody holds in a department; `path` is the department with all above it."""

    department_id: DepartmentId
    department: str
    title: str
    path: str = ""

    @property
    def told(self) -> str:
        """The post as people say it: 健康福祉部/福祉課 係長."""
        return f"{self.path or self.department} {self.title}".strip()


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """A member as administrators see them. The first post is the main one, the others are concurrent (兼務)."""

    id: MemberId
    login: str
    name: str
    kana: str
    kind: MemberKind
    status: MemberStatus
    number: str | None
    mail: str | None
    extension: str | None
    posts: list[HeldPost]
    roles: list[str]
    tasks: list[Delegated]
    password: PasswordState
    created_at: int
    seen_at: int | None  # last use of a session that is still open
    deleted_at: int | None = None  # nothing of it can be changed any more
    revision: str = ""  # of what a form changes; a change says on which it is based


class PostWanted(msgspec.Struct, frozen=True):
    """A post somebody is to hold."""

    department_id: DepartmentId
    title: Line = ""


class NewAccount(msgspec.Struct, frozen=True, kw_only=True):
    """A member of staff to be added."""

    login: Line
    name: Line
    kana: Line = ""
    number: Line | None = None
    mail: Line | None = None
    extension: Line | None = None
    posts: Annotated[list[PostWanted], msgspec.Meta(max_length=POSTS_MOST)] = []


class AccountChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is to change of an account; what is left out stays."""

    login: Line | msgspec.UnsetType = msgspec.UNSET
    name: Line | msgspec.UnsetType = msgspec.UNSET
    kana: Line | msgspec.UnsetType = msgspec.UNSET
    number: Line | msgspec.UnsetType | None = msgspec.UNSET
    mail: Line | msgspec.UnsetType | None = msgspec.UNSET
    extension: Line | msgspec.UnsetType | None = msgspec.UNSET
    posts: Annotated[list[PostWanted], msgspec.Meta(max_length=POSTS_MOST)] | msgspec.UnsetType = msgspec.UNSET


class Delegation(msgspec.Struct, frozen=True):
    """Every task somebody is to have from now on; what is not among them is withdrawn."""

    tasks: Annotated[list[Delegated], msgspec.Meta(max_length=TASKS_MOST)]


class FormerName(msgspec.Struct, frozen=True):
    """A name a department had until an instant."""

    name: str
    until: int


class DepartmentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A department as administrators see it, closed ones too."""

    id: DepartmentId
    name: str
    parent_id: DepartmentId | None
    position: int
    member_count: int
    closed_at: int | None
    former: list[FormerName]
    path: str  # with all above it
    revision: str  # of name and place in the tree


def new_password() -> str:
    """Return an initial password of 79 bits that can be read out and typed from paper."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def told(posts: Sequence[HeldPost]) -> str:
    """Write posts as people do, each with its whole path: 福祉部/福祉課 係長、防災課 主査."""
    return "、".join(post.told for post in posts)


def ids_of(posts: Sequence[HeldPost]) -> list[str]:
    """Return the departments of posts, for the record."""
    return [post.department_id for post in posts]
