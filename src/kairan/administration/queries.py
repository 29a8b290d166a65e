"""What administrators see of people and departments. Every query asks for the role first."""

from collections.abc import Iterable
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from kairan.administration.model import Account, DepartmentRow, FormerName, HeldPost, PasswordState
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.batches import in_batches
from kairan.core.kit.database import Db, Record
from kairan.core.kit.revisions import revision_of
from kairan.core.kit.text import fold
from kairan.core.viewer import Delegated, MemberId, MemberKind, OrganizationId, Viewer
from kairan.people import (
    DepartmentId,
    Role,
    department_table,
    directory_stream,
    holders_within,
    holds,
    member_table,
    post_table,
    reach_of,
    require_some_task,
    within,
)
from kairan.people.entries import DepartmentRenamed
from kairan.people.model import MemberStatus
from kairan.sessions import last_seen

PAGE = 100
Holding = Role | Literal["delegated"]
"""What somebody may hold: a role, or any delegated task."""

_m, _d, _p = member_table.c, department_table.c, post_table.c
_password = case((_m.password_hash.is_(None), "none"), (_m.password_issued_at.is_not(None), "issued"), else_="chosen")


class AccountFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which accounts are wanted; what is None does not matter."""

    sought: str = ""
    department_id: DepartmentId | None = None
    status: MemberStatus | None = None
    kind: MemberKind | None = None
    role: Holding | None = None
    password: PasswordState | None = None


class AccountPage(msgspec.Struct, frozen=True):
    """Some accounts, how many there are in all, where the next page begins, and how many administer the body."""

    accounts: list[Account]
    total: int
    next: str | None
    administrators: int  # a body with only one is helpless when they are ill


def find_accounts(db: Db, viewer: Viewer, wanted: AccountFilter, after: str | None = None) -> AccountPage:
    """Return a page of the body's accounts within the viewer's reach, by reading. Problems: RoleNeeded."""
    reach = reach_of(viewer, "people")
    conditions = [*conditions_of(viewer.organization_id, wanted), within(reach)]
    total = db.scalar(select(func.count()).select_from(member_table).where(*conditions))
    statement = accounts().where(*conditions)
    if after is not None:
        kana, _, member_id = after.rpartition("|")
        statement = statement.where(or_(_m.kana > kana, and_(_m.kana == kana, _m.id > member_id)))
    rows = db.all(statement.order_by(_m.kana, _m.id).limit(PAGE + 1))
    found = accounts_of(db, rows[:PAGE])
    more = len(rows) > PAGE
    following = f"{found[-1].kana}|{found[-1].id}" if more else None
    return AccountPage(found, total, following, administrators(db, viewer.organization_id))


def administrators(db: Db, organization_id: OrganizationId, besides: MemberId | None = None) -> int:
    """Count who administers a body and can sign in."""
    active = _m.organization_id == organization_id, _m.status == "active", _m.kind == "staff"
    others = select(func.count()).select_from(member_table).where(*active, holding("administrator"))
    return int(db.scalar(others if besides is None else others.where(_m.id != besides)))


def conditions_of(organization_id: OrganizationId, wanted: AccountFilter) -> list[ColumnElement[bool]]:
    """Return what restricts the members of a body to a filter."""
    conditions: list[ColumnElement[bool]] = [_m.organization_id == organization_id]
    if wanted.department_id is not None:
        conditions.append(_m.id.in_(holders_within(wanted.department_id)))
    if wanted.status is not None:
        conditions.append(_m.status == wanted.status)
    if wanted.kind is not None:
        conditions.append(_m.kind == wanted.kind)
    if wanted.role == "delegated":
        conditions.append(_m.tasks != "[]")
    elif wanted.role is not None:
        conditions.append(holding(wanted.role))
    if wanted.password is not None:
        conditions.append(_password == wanted.password)
    for word in fold(wanted.sought).split():
        in_login = func.lower(_m.login).contains(word, autoescape=True)
        conditions.append(or_(_m.sought.contains(word, autoescape=True), in_login, func.lower(_m.number) == word))
    return conditions


def holding(role: Role) -> ColumnElement[bool]:
    """Restrict members to those who hold a role."""
    return holds(role)


def accounts() -> Select[*tuple[object, ...]]:
    """Select accounts without their posts; the caller restricts it."""
    return select(
        _m.id, _m.login, _m.name, _m.kana, _m.kind, _m.status, _m.mail, _m.extension, _m.roles, _password,
        _m.created_at, last_seen(_m.id), _m.number, _m.tasks, _m.deleted_at,
    )  # fmt: skip


def accounts_of(db: Db, rows: Iterable[Record]) -> list[Account]:
    """Make accounts of rows of `accounts()`, with their posts."""
    rows = list(rows)
    posts = posts_of(db, [row[0] for row in rows])
    return [_with_revision(_account(row, posts.get(row[0], []))) for row in rows]


def _account(row: Record, posts: list[HeldPost]) -> Account:
    return Account(
        id=row[0],
        login=row[1],
        name=row[2],
        kana=row[3],
        kind=row[4],
        status=row[5],
        mail=row[6],
        extension=row[7],
        posts=posts,
        roles=msgspec.json.decode(row[8], type=list[str]),
        password=row[9],
        created_at=row[10],
        seen_at=row[11],
        number=row[12],
        tasks=msgspec.json.decode(row[13], type=list[Delegated]),
        deleted_at=row[14],
    )


def _with_revision(one: Account) -> Account:
    """Count in everything that a form saves: not when somebody was seen, not what a department is called."""
    posts = [(post.department_id, post.title) for post in one.posts]
    fields = (one.login, one.name, one.kana, one.number, one.mail, one.extension, one.status, one.roles, one.tasks)
    return msgspec.structs.replace(one, revision=revision_of((fields, posts)))


def posts_of(db: Db, member_ids: list[MemberId]) -> dict[MemberId, list[HeldPost]]:
    """Return the posts of some people, the main one first."""
    found: dict[MemberId, list[HeldPost]] = {}
    statement = select(_p.member_id, _p.department_id, _d.name, _p.title, _d.path).join(
        department_table, _d.id == _p.department_id
    )
    statement = statement.order_by(_p.member_id, _p.is_main.desc(), _d.position, _d.id)
    for some in in_batches(member_ids):
        for row in db.all(statement.where(_p.member_id.in_(some))):
            found.setdefault(row[0], []).append(HeldPost(row[1], row[2], row[3], row[4]))
    return found


def departments(db: Db, viewer: Viewer) -> list[DepartmentRow]:
    """Return every department, closed ones too, with the names it had, for whoever has a task. Problems: RoleNeeded."""
    require_some_task(viewer)
    count = (
        select(func.count())
        .select_from(post_table.join(member_table, _m.id == _p.member_id))
        .where(_p.department_id == _d.id, _m.status == "active")
        .scalar_subquery()
    )
    former = former_names(db, viewer.organization_id)
    rows = db.execute(
        select(_d.id, _d.name, _d.parent_id, _d.position, count, _d.closed_at, _d.path)
        .where(_d.organization_id == viewer.organization_id)
        .order_by(_d.position, _d.id)
    )
    return [
        DepartmentRow(
            id=row[0],
            name=row[1],
            parent_id=row[2],
            position=row[3],
            member_count=row[4],
            closed_at=row[5],
            former=former.get(row[0], []),
            path=row[6],
            revision=department_revision(row[1], row[2], row[5]),
        )
        for row in rows
    ]


def department_revision(name: str, parent_id: DepartmentId | None, closed_at: int | None) -> str:
    """Return what a change of a department is based on; its place among neighbours is not part of it."""
    return revision_of((name, parent_id, closed_at))


def former_names(db: Db, organization_id: OrganizationId) -> dict[DepartmentId, list[FormerName]]:
    """Read the earlier names of departments from the directory's stream, oldest first."""
    rows = db.execute(
        select(entry_table.c.body, entry_table.c.at)
        .join(stream_table, stream_table.c.no == entry_table.c.stream_no)
        .where(
            stream_table.c.name == directory_stream(organization_id),
            entry_table.c.kind == DepartmentRenamed.kind,
            entry_table.c.body.is_not(None),
        )
        .order_by(entry_table.c.seq)
    )
    found: dict[DepartmentId, list[FormerName]] = {}
    for body, at in rows:
        renamed = msgspec.json.decode(body, type=DepartmentRenamed)
        found.setdefault(renamed.id, []).append(FormerName(renamed.before, at))
    return found
