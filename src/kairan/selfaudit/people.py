"""A body's people recounted: who is there, in use or not, with which roles and tasks, as the record says.

Two streams tell of people: the body's own (what administrators did) and its directory. Where both tell of one act they
do so at one instant; what was told last counts.
"""

from collections.abc import Iterator

import msgspec
from sqlalchemy import select

from kairan.administration.entries import (
    PersonAdded,
    PersonChanged,
    PersonLeft,
    PersonReopened,
    PersonSuspended,
    RoleGiven,
    RoleTaken,
    TaskGiven,
    TaskWithdrawn,
)
from kairan.core.journal import Body
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Delegated
from kairan.erasure.entries import PersonDeleted
from kairan.people import member_table
from kairan.people.entries import MemberCreated, MemberStatusChanged, RolesHeld

KINDS: tuple[type[Body], ...] = (
    MemberCreated,
    MemberStatusChanged,
    RolesHeld,
    PersonAdded,
    PersonChanged,
    PersonSuspended,
    PersonReopened,
    PersonLeft,
    PersonDeleted,
    RoleGiven,
    RoleTaken,
    TaskGiven,
    TaskWithdrawn,
)
UNKNOWN = "account without a record / 記録にないアカウントがあります"
MISSING = "account of the record is missing / 記録にあるアカウントがありません"
ROLES = "roles not as recorded / 役割（権限）が記録と異なります"
TASKS = "delegated tasks not as recorded / 担当（委任）が記録と異なります"
STATUS = "account in use or not, other than recorded / アカウントの利用状態が記録と異なります"
NAME = "name or login not as recorded / 氏名またはログインIDが記録と異なります"

_STATUS: dict[type[Body], str] = {
    MemberCreated: "active",
    PersonSuspended: "suspended",
    PersonReopened: "active",
    PersonLeft: "left",
}
_m = member_table.c


class Person(msgspec.Struct):
    """Somebody as the record tells; None: it does not say."""

    roles: set[str] = msgspec.field(default_factory=set)
    tasks: set[Delegated] = msgspec.field(default_factory=set)
    told: set[str] = msgspec.field(default_factory=set)  # roles the record ever spoke of
    status_at: int = -1
    statuses: set[str] = msgspec.field(default_factory=set)  # told at that instant
    name: str | None = None
    login: str | None = None
    is_deleted: bool = False
    is_added: bool = False  # by an administrator, who put login and name on record
    place: int = 0  # the last entry of the body's own stream about this person

    def said(self, at: int, status: str) -> None:
        """Take in what somebody's account was set to."""
        if at >= self.status_at:
            self.statuses = {status} if at > self.status_at else {*self.statuses, status}
            self.status_at = at


class People:
    """Everybody of a body, folded from entries."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.first: str | None = None  # whose account was created first: the first administrator

    def take(self, row: Record, body: Body, seq: int) -> None:
        """Take in an entry of either stream; `seq` is 0 for those of the directory."""
        of = str(getattr(body, "id", ""))
        person = self.people.setdefault(of, Person())
        person.place = seq or person.place
        if isinstance(body, MemberStatusChanged):
            person.said(row.at, body.status)
        elif type(body) in _STATUS:
            person.said(row.at, _STATUS[type(body)])
        if isinstance(body, MemberCreated):
            self.first = self.first or of
            person.name = person.name or body.name
        else:
            _administered(person, body, row.at)

    def faults(self, db: Db, organization_id: str, *, is_old: bool) -> Iterator[tuple[int, str]]:
        """Compare with the table; of an old body the first administrator's role is not on record."""
        rows = {row.id: row for row in db.all(select(member_table).where(_m.organization_id == organization_id))}
        for of in sorted({*rows, *self.people}):
            row, person = rows.get(of), self.people.get(of)
            if row is None or person is None:
                yield 0 if person is None else person.place, about(UNKNOWN if person is None else MISSING, of)
                continue
            for what in _differing(row, person, is_first=is_old and of == self.first):
                yield person.place, about(what, of)


def _administered(person: Person, body: Body, at: int) -> None:
    if isinstance(body, PersonAdded):
        person.name, person.login, person.is_added = body.name, body.login, True
        if person.status_at < 0:  # of a roster, which may go on to suspend the account at once
            person.said(at, "active")
            person.status_at -= 1
    elif isinstance(body, PersonChanged):
        changed = {change.field: change.after for change in body.changes}
        person.name = changed.get("name", person.name)
        person.login = changed.get("login", person.login)
    elif isinstance(body, RolesHeld):
        person.roles |= set(body.roles)
        person.told |= set(body.roles)
    elif isinstance(body, RoleGiven):
        person.roles.add(body.role)
        person.told.add(body.role)
    elif isinstance(body, RoleTaken):
        person.roles.discard(body.role)
        person.told.add(body.role)
    elif isinstance(body, TaskGiven):
        person.tasks.add(Delegated(body.task, body.department_id))
    elif isinstance(body, TaskWithdrawn):
        person.tasks.discard(Delegated(body.task, body.department_id))
    elif isinstance(body, PersonDeleted):
        person.roles, person.tasks, person.is_deleted = set(), set(), True


def _differing(row: Record, person: Person, *, is_first: bool) -> Iterator[str]:
    held = set(msgspec.json.decode(row.roles, type=list[str]))
    if is_first and "administrator" not in person.told:
        held.discard("administrator")
    if held != person.roles:
        yield ROLES
    if set(msgspec.json.decode(row.tasks, type=list[Delegated])) != person.tasks:
        yield TASKS
    if row.status not in person.statuses:
        yield STATUS
    if row.kind == "staff" and not person.is_deleted and _is_renamed(row, person):
        yield NAME


def _is_renamed(row: Record, person: Person) -> bool:
    """Of guests names change without words on record; a login is on record where an administrator gave it."""
    return person.name not in {None, row.name} or (person.is_added and person.login not in {None, row.login})


def about(what: str, whom: str) -> str:
    """Put an id into what is wrong, in both languages."""
    en, _, ja = what.partition(" / ")
    return f"{en}: {whom} / {ja}（{whom}）"
