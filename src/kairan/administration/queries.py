"""What administrators see of people and departments. Every query asks for the role first."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from kairan.administration.model import Account, DepartmentRow, FormerName, HeldPost, PasswordState
from kairan.entry.model import session_table
from kairan.journal.model import entry_table, stream_table
from kairan.kit.database import Db, Record
from kairan.kit.text import fold
from kairan.people import (
    DepartmentId,
    PersonNotFound,
    Role,
    department_table,
    directory_stream,
    holders_within,
    member_table,
    post_table,
    require_task,
)
from kairan.people.entries import DepartmentRenamed
from kairan.people.model import MemberStatus
from kairan.viewer import MemberId, MemberKind, OrganizationId, Viewer

PAGE = 100

_m, _d, _p, _s = member_table.c, department_table.c, post_table.c, session_table.c
_password = case((_m.password_hash.is_(None), "none"), (_m.password_issued_at.is_not(None), "issued"), else_="chosen")


class AccountFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which accounts are wanted; what is None does not matter."""

    sought: str = ""
    department_id: DepartmentId | None = None
    status: MemberStatus | None = None
    kind: MemberKind | None = None
    role: Role | None = None
    password: PasswordState | None = None


class AccountPage(msgspec.Struct, frozen=True):
    """Some accounts, how many there are in all, and where the next page begins."""

    accounts: list[Account]
    total: int
    next: str | None


def find_accounts(db: Db, viewer: Viewer, wanted: AccountFilter, after: str | None = None) -> AccountPage:
    """Return a page of the body's accounts, by reading. Problems: RoleNeeded."""
    require_task(viewer, "people")
    conditions = _conditions(viewer.organization_id, wanted)
    total = db.scalar(select(func.count()).select_from(member_table).where(*conditions))
    statement = accounts().where(*conditions)
    if after is not None:
        kana, _, member_id = after.rpartition("|")
        statement = statement.where(or_(_m.kana > kana, and_(_m.kana == kana, _m.id > member_id)))
    rows = db.all(statement.order_by(_m.kana, _m.id).limit(PAGE + 1))
    found = accounts_of(db, rows[:PAGE])
    more = len(rows) > PAGE
    return AccountPage(found, total, f"{found[-1].kana}|{found[-1].id}" if more else None)


def _conditions(organization_id: OrganizationId, wanted: AccountFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [_m.organization_id == organization_id]
    if wanted.department_id is not None:
        conditions.append(_m.id.in_(holders_within(wanted.department_id)))
    if wanted.status is not None:
        conditions.append(_m.status == wanted.status)
    if wanted.kind is not None:
        conditions.append(_m.kind == wanted.kind)
    if wanted.role is not None:
        conditions.append(holding(wanted.role))
    if wanted.password is not None:
        conditions.append(_password == wanted.password)
    for word in fold(wanted.sought).split():
        in_login = func.lower(_m.login).contains(word, autoescape=True)
        conditions.append(or_(_m.sought.contains(word, autoescape=True), in_login, func.lower(_m.number) == word))
    return conditions


def holding(role: Role) -> ColumnElement[bool]:
    """Restrict members to those who hold a role; the column is a JSON list of names without quotes in them."""
    return _m.roles.contains(f'"{role}"', autoescape=True)


def accounts() -> Select[*tuple[object, ...]]:
    """Select accounts without their posts; the caller restricts it."""
    seen = select(func.max(_s.seen_at)).where(_s.member_id == _m.id).scalar_subquery()
    return select(
        _m.id, _m.login, _m.name, _m.kana, _m.kind, _m.status, _m.mail, _m.extension, _m.roles, _password,
        _m.created_at, seen, _m.number,
    )  # fmt: skip


def accounts_of(db: Db, rows: Iterable[Record]) -> list[Account]:
    """Make accounts of rows of `accounts()`, with their posts."""
    rows = list(rows)
    posts = posts_of(db, [row[0] for row in rows])
    return [
        Account(
            id=row[0],
            login=row[1],
            name=row[2],
            kana=row[3],
            kind=row[4],
            status=row[5],
            mail=row[6],
            extension=row[7],
            posts=posts.get(row[0], []),
            roles=msgspec.json.decode(row[8], type=list[str]),
            password=row[9],
            created_at=row[10],
            seen_at=row[11],
            number=row[12],
        )
        for row in rows
    ]


def posts_of(db: Db, member_ids: list[MemberId]) -> dict[MemberId, list[HeldPost]]:
    """Return the posts of some people, the main one first."""
    found: dict[MemberId, list[HeldPost]] = {}
    statement = select(_p.member_id, _p.department_id, _d.name, _p.title).join(
        department_table, _d.id == _p.department_id
    )
    for row in db.all(
        statement.where(_p.member_id.in_(member_ids)).order_by(_p.member_id, _p.is_main.desc(), _d.position, _d.id)
    ):
        found.setdefault(row[0], []).append(HeldPost(row[1], row[2], row[3]))
    return found


def account(db: Db, viewer: Viewer, member_id: MemberId) -> Account:
    """Return one account. Problems: RoleNeeded, PersonNotFound."""
    require_task(viewer, "people")
    return require_account(db, viewer, member_id)


def require_account(db: Db, viewer: Viewer, member_id: MemberId) -> Account:
    """Return an account of the viewer's own body; those of others do not exist for him. Problems: PersonNotFound."""
    row = db.first(accounts().where(_m.id == member_id, _m.organization_id == viewer.organization_id))
    if row is None:
        raise PersonNotFound
    return accounts_of(db, [row])[0]


def departments(db: Db, viewer: Viewer) -> list[DepartmentRow]:
    """Return every department, closed ones too, with the names it had. Problems: RoleNeeded."""
    require_task(viewer, "departments")
    count = (
        select(func.count())
        .select_from(post_table.join(member_table, _m.id == _p.member_id))
        .where(_p.department_id == _d.id, _m.status == "active")
        .scalar_subquery()
    )
    former = former_names(db, viewer.organization_id)
    rows = db.execute(
        select(_d.id, _d.name, _d.parent_id, _d.position, count, _d.closed_at)
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
        )
        for row in rows
    ]


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
