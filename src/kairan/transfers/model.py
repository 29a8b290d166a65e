"""Lists of moves (異動一覧) and what carrying one out has changed: the tables, and the rules of a list's life."""

from typing import Annotated, Literal, NewType

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text, false

from kairan.administration.model import PostWanted
from kairan.core.kit.database import metadata
from kairan.core.kit.ids import Id
from kairan.core.viewer import MemberId, OrganizationId
from kairan.people import DepartmentId

ListId = NewType("ListId", Id)
Status = Literal["draft", "set", "done", "failed", "undone"]
MoveKind = Literal["move", "leave", "return"]
"""異動, 退職・転出, 復帰・再任用."""

MOVES_MOST = 10_000
NAME_LIMIT = 80
TITLE_LIMIT = 100
EXTENSION_LIMIT = 40
POSTS_MOST = 20

Title = Annotated[str, msgspec.Meta(max_length=500)]

_Id = String(13)

list_table = Table(
    "transfer_list",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, nullable=False, index=True),
    Column("name", String(400), nullable=False),
    Column("effective_at", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("created_by", _Id, nullable=False),
    Column("set_at", BigInteger),  # null while it is prepared
    Column("set_by", _Id),
    Column("by_administrator", Boolean, nullable=False, server_default=false()),  # who set it is one
    Column("done_at", BigInteger),
    Column("failed_at", BigInteger),  # its hour came and it could not be carried out
    Column("undone_at", BigInteger),
    Column("told", Text),  # JSON; faults of the failure, or what could not be taken back
)

move_table = Table(
    "transfer_move",
    metadata,
    Column("list_id", _Id, primary_key=True),
    Column("member_id", _Id, primary_key=True),  # once in a list
    Column("body", Text, nullable=False),  # JSON; a Move
    Index("ix_transfer_move_member_id", "member_id"),
)

effect_table = Table(
    "transfer_effect",
    metadata,
    Column("list_id", _Id, primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),  # JSON; an Effect, for taking it back
)


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """What happens to one person.

    `main` is the new main post (null: it stays), `added` and `removed` change the concurrent posts (兼務), an
    `extension` of null stays. `predecessor_id` is whose post is taken over: being master of their rooms goes to
    this person.
    """

    kind: MoveKind = "move"
    main: PostWanted | None = None
    added: Annotated[list[PostWanted], msgspec.Meta(max_length=POSTS_MOST)] = []
    removed: Annotated[list[DepartmentId], msgspec.Meta(max_length=POSTS_MOST)] = []
    extension: Title | None = None
    predecessor_id: MemberId | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing yet."""
        has_posts = self.main is not None or self.added or self.removed
        return self.kind == "move" and not has_posts and self.extension is None


class TransferList(msgspec.Struct, frozen=True, kw_only=True):
    """A list of moves with its hour (発令日時). `by_administrator`: an administrator set it, and answers for it."""

    id: ListId
    organization_id: OrganizationId
    name: str
    effective_at: int
    created_at: int
    set_at: int | None
    set_by: MemberId | None
    by_administrator: bool
    done_at: int | None
    failed_at: int | None
    undone_at: int | None
    told: str | None

    @property
    def status(self) -> Status:
        """What it is, from what happened to it."""
        if self.undone_at is not None:
            return "undone"
        if self.done_at is not None:
            return "done"
        if self.set_at is not None:
            return "set"
        return "draft" if self.failed_at is None else "failed"


MAY: dict[Status, frozenset[str]] = {
    "draft": frozenset({"change", "set", "discard"}),
    "failed": frozenset({"change", "set", "discard"}),
    "set": frozenset({"withdraw"}),
    "done": frozenset({"undo"}),
    "undone": frozenset({"change", "set", "discard"}),
}


class Held(msgspec.Struct, frozen=True):
    """A post as it is kept for taking a move back."""

    department_id: DepartmentId
    title: str


class Effect(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that carrying out a list has changed, with what was before."""

    what: Literal["person", "in", "out", "master"]
    member_id: MemberId
    posts: list[Held] = []  # before
    became: list[Held] = []  # after
    posts_told: str = ""  # as the departments were called at that hour
    became_told: str = ""
    extension: str | None = None
    became_extension: str | None = None
    status: str = ""
    became_status: str = ""
    room_id: str = ""
    room_no: int = 0
    from_seq: int = 0  # of the membership it made
    role: Literal["member", "master"] = "member"
    sees_from: int = 1
    from_n: int = 0
