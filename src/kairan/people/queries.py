"""Who there is. Finding is authorising: staff see their own body and whom they share a room with, guests the latter."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    JSON,
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    column,
    func,
    literal_column,
    or_,
    select,
    true,
)

from kairan.core.extension import ExtensionPoint
from kairan.core.journal import Span, Stream
from kairan.core.kit.database import Db, Dialect
from kairan.core.kit.documents import Document, Documents
from kairan.core.kit.prepared import Prepared
from kairan.core.kit.text import fold
from kairan.core.viewer import INSTALLATION, MemberId, OrganizationId, Viewer
from kairan.people.model import (
    Department,
    DepartmentId,
    Organization,
    OrganizationListed,
    Person,
    Settings,
    department_table,
    former_post_table,
    member_table,
    organization_table,
    post_table,
)
from kairan.people.person_labels import labels
from kairan.people.posts import former_posts
from kairan.people.problems import PersonNotFound
from kairan.people.roles import Reach, has_task, tasks_of

PAGE = 100

_m, _d, _p, _o = member_table.c, department_table.c, post_table.c, organization_table.c
_has_moved = select(1).where(former_post_table.c.member_id == _m.id).exists()

ACQUAINTANCES: ExtensionPoint[Callable[[Viewer], Select[tuple[str]]]] = ExtensionPoint("people.acquaintances")
"""Ways of knowing people beyond one's own body: `ids_of(viewer)` selects their ids."""


class PeoplePage(msgspec.Struct, frozen=True):
    """Some of the people found, and where the next page begins."""

    people: list[Person]
    next: str | None = None


def persons() -> Select[*tuple[object, ...]]:
    """Select everybody with organisation and main post; the caller restricts it."""
    return select(
        _m.id,
        _m.name,
        _m.kana,
        _m.kind,
        _m.organization_id,
        _o.name.label("organization"),
        _p.department_id,
        _d.name.label("department"),
        _p.title,
        _m.extension,
        _m.status,
        _m.affiliation,
        _d.path.label("department_path"),
        _has_moved.label("has_moved"),
    ).select_from(
        member_table.join(organization_table, _o.id == _m.organization_id)
        .outerjoin(post_table, and_(_p.member_id == _m.id, _p.is_main))
        .outerjoin(department_table, _d.id == _p.department_id)
    )


def person_of(row: Sequence[Any]) -> Person:
    """Make a Person of a row of `persons()`."""
    return Person(
        id=row[0],
        name=row[1],
        kana=row[2],
        kind=row[3],
        organization_id=row[4],
        organization=row[5],
        department_id=row[6],
        department=row[7],
        post=row[8] or None,
        extension=row[9],
        status=row[10],
        affiliation=row[11],
        department_path=row[12],
    )


class _Met(msgspec.Struct, frozen=True):
    person: Person
    has_moved: int


def _with_former(db: Db, met: Sequence[_Met]) -> list[Person]:
    """Give those who have moved what they were before; most have not, and cost nothing."""
    former = former_posts(db, [one.person.id for one in met if one.has_moved])
    return [
        msgspec.structs.replace(one.person, former=former[one.person.id]) if one.person.id in former else one.person
        for one in met
    ]


def known_to(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict members to those the viewer may know of."""
    ways: list[ColumnElement[bool]] = [_m.id.in_(ids_of(viewer)) for ids_of in ACQUAINTANCES.given()]
    ways.append(_m.organization_id == viewer.organization_id if viewer.sees_directory else _m.id == viewer.member_id)
    return or_(*ways)


def require_people(db: Db, viewer: Viewer, ids: Iterable[MemberId]) -> list[Person]:
    """Return the people with these ids, all active and known to the viewer. Problems: PersonNotFound."""
    wanted = set(ids)
    found = [
        person_of(row)
        for row in db.execute(persons().where(_m.id.in_(wanted), _m.status == "active", known_to(viewer)))
    ]
    if len(found) != len(wanted):
        raise PersonNotFound
    return found


NAMED_AT_ONCE = 500


def people_named(db: Db, ids: Iterable[str]) -> list[Person]:
    """Return people by id, whoever asks: only for names beside what the viewer was already allowed to read."""
    wanted = sorted(set(ids))
    found: list[Person] = []
    for start in range(0, len(wanted), NAMED_AT_ONCE):
        some = msgspec.json.encode(wanted[start : start + NAMED_AT_ONCE]).decode()
        found += _with_former(db, _NAMED[db.dialect].all(db, {"sought_ids": some}))
    return found


def people_seen(db: Db, viewer: Viewer, ids: Iterable[str]) -> list[Person]:
    """Return people by id, as `people_named`, those of other bodies as they are shown outside."""
    return as_seen_by(viewer, people_named(db, ids))


def as_seen_by(viewer: Viewer, people: Iterable[Person]) -> list[Person]:
    """Show people of other bodies with name, body, department and post: no extension, and nothing of before."""
    return [
        one
        if one.organization_id == viewer.organization_id
        else msgspec.structs.replace(one, extension=None, former=[])
        for one in people
    ]


# Together and prepared: one look-up each costs twice as much, a statement written for their number four times.
_SOUGHT: dict[Dialect, Select[Any]] = {
    "sqlite": select(column("value", String)).select_from(func.json_each(bindparam("sought_ids"))),
    "postgresql": select(func.json_array_elements_text(cast(bindparam("sought_ids"), JSON))),
}
_MET = Document(
    person=Document(
        id=_m.id,
        name=_m.name,
        kana=_m.kana,
        kind=_m.kind,
        organization_id=_m.organization_id,
        organization=_o.name,
        department_id=_p.department_id,
        department=_d.name,
        post=func.nullif(_p.title, literal_column("''")),
        extension=_m.extension,
        status=_m.status,
        affiliation=_m.affiliation,
        department_path=_d.path,
    ),
    has_moved=case((_has_moved, literal_column("1")), else_=literal_column("0")),
)
_NAMED = {
    dialect: Documents(_Met, persons().with_only_columns(_MET, maintain_column_froms=True).where(_m.id.in_(sought)))
    for dialect, sought in _SOUGHT.items()
}


def find_people(
    db: Db,
    viewer: Viewer,
    *,
    sought: str = "",
    department_id: DepartmentId | None = None,
    ids: Sequence[MemberId] | None = None,
    after: str | None = None,
) -> PeoplePage:
    """Search by name and reading (every word must occur), by department and those below it, or by ids."""
    statement = persons().where(known_to(viewer))
    if ids is not None:
        statement = statement.where(_m.id.in_(list(ids)[:PAGE]))
    else:
        statement = statement.where(_m.status == "active")
    if department_id is not None:
        statement = statement.where(_m.id.in_(holders_within(department_id)))
    for word in fold(sought).split():
        statement = statement.where(_sought(viewer, word))
    return _page(db, viewer, statement, after)


def _sought(viewer: Viewer, word: str) -> ColumnElement[bool]:
    """Restrict people to a word of their names; whoever administers also finds them by staff number and login."""
    by_name = _m.sought.contains(word, autoescape=True)
    if not tasks_of(viewer):
        return by_name
    own = _m.organization_id == viewer.organization_id
    return or_(by_name, and_(own, or_(func.lower(_m.number) == word, func.lower(_m.login) == word)))


def holders_of(department_id: DepartmentId, *, below: bool) -> Select[tuple[str]]:
    """Select who holds a post in a department, and, with `below`, in one below it."""
    if below:
        return holders_within(department_id)
    return select(_p.member_id).where(_p.department_id == department_id)


def holders_within(department_id: DepartmentId) -> Select[tuple[str]]:
    """Select who holds a post in a department or in one below it: whoever asks for a 部 means its 課, too."""
    return select(_p.member_id).where(_p.department_id.in_(departments_within([department_id])))


def departments_within(department_ids: Collection[str]) -> Select[tuple[str]]:
    """Select these departments and all below them."""
    tree = select(_d.id).where(_d.id.in_(sorted(department_ids))).cte(recursive=True)
    below = department_table.alias("below")
    # UNION, not UNION ALL: a circle in the tree ends instead of going round for ever.
    tree = tree.union(select(below.c.id).where(below.c.parent_id == tree.c.id))
    return select(tree.c.id)


def within(reach: Reach, member_id: ColumnElement[str] = _m.id) -> ColumnElement[bool]:
    """Restrict members, or whoever a column names, to those a task reaches.

    By their main post, so that exactly one section has the say.
    """
    if reach.department_ids is None:
        return true()
    inside = _p.department_id.in_(departments_within(reach.department_ids))
    return member_id.in_(select(_p.member_id).where(_p.is_main, inside))


def _page(db: Db, viewer: Viewer, statement: Select[*tuple[object, ...]], after: str | None) -> PeoplePage:
    if after is not None:
        kana, _, member_id = after.rpartition("|")
        statement = statement.where(or_(_m.kana > kana, and_(_m.kana == kana, _m.id > member_id)))
    rows = db.all(statement.order_by(_m.kana, _m.id).limit(PAGE + 1))
    people = as_seen_by(viewer, _with_former(db, [_Met(person_of(row), row[13]) for row in rows[:PAGE]]))
    if tasks_of(viewer):
        known = labels(db, [one.id for one in people])
        people = [
            msgspec.structs.replace(one, key=known[one.id].key)
            if one.organization_id == viewer.organization_id
            else one
            for one in people
        ]
    more = len(rows) > PAGE
    return PeoplePage(people, f"{people[-1].kana}|{people[-1].id}" if more else None)


def departments_of(db: Db, viewer: Viewer) -> list[Department]:
    """Return the department tree of the viewer's own body, in order; nothing for who may not see the directory."""
    if not viewer.sees_directory:
        return []
    count = (
        select(func.count())
        .select_from(post_table.join(member_table, _m.id == _p.member_id))
        .where(_p.department_id == _d.id, _m.status == "active")
        .scalar_subquery()
    )
    rows = db.execute(
        select(_d.id, _d.name, _d.parent_id, _d.position, count)
        .where(_d.organization_id == viewer.organization_id, _d.closed_at.is_(None))
        .order_by(_d.position, _d.id)
    )
    return [Department(id=row[0], name=row[1], parent_id=row[2], position=row[3], member_count=row[4]) for row in rows]


def departments_above(db: Db, department_ids: Iterable[DepartmentId]) -> set[DepartmentId]:
    """Return departments with all those above them: whoever is in a 課 is in its 部, too."""
    return {row[0] for one in department_ids for row in _ABOVE.all(db, {"begin_id": one})}


def _above() -> Select[tuple[str]]:
    tree = select(_d.id, _d.parent_id).where(_d.id == bindparam("begin_id")).cte("above", recursive=True)
    parent = department_table.alias("parent")
    return select(tree.union(select(parent.c.id, parent.c.parent_id).where(parent.c.id == tree.c.parent_id)).c.id)


_ABOVE = Prepared(_above())


def department_ids_of(db: Db, member_id: MemberId) -> list[DepartmentId]:
    """Return the departments in which a member holds a post."""
    return list(db.scalars(select(_p.department_id).where(_p.member_id == member_id)))


def organization_of(db: Db, viewer: Viewer) -> Organization:
    """Return the viewer's own body."""
    row = db.first(select(_o.id, _o.name, _o.code).where(_o.id == viewer.organization_id))
    if row is None:  # pragma: no cover
        raise PersonNotFound
    return Organization(id=OrganizationId(row[0]), name=row[1], code=row[2])


def organizations(db: Db) -> list[OrganizationListed]:
    """Return the bodies that may be listed on the sign-in page: public. Those that are not are typed by their name."""
    listed = select(_o.id, _o.name, _o.code, _o.contact).where(
        _o.is_listed, _o.id != INSTALLATION, _o.suspended_at.is_(None)
    )
    return [
        OrganizationListed(id=row[0], name=row[1], code=row[2], contact=row[3])
        for row in db.execute(listed.order_by(_o.code, _o.name))
    ]


def settings_of(db: Db, member_id: MemberId) -> Settings:
    """Return a member's own settings."""
    return read_settings(db.scalar(select(_m.settings).where(_m.id == member_id)))


def read_settings(stored: str | None) -> Settings:
    """Read a member's own settings as their row has them."""
    return msgspec.json.decode(stored or "{}", type=Settings)


def _may_read_own(_db: Db, viewer: Viewer, member_id: str) -> Span | None:
    return Span() if viewer.member_id == member_id else None


def _may_read_directory(_db: Db, viewer: Viewer, organization_id: str) -> Span | None:
    return Span() if viewer.organization_id == organization_id and viewer.sees_directory else None


def _may_read_organization(_db: Db, viewer: Viewer, organization_id: str) -> Span | None:
    reads = has_task(viewer, "audit")
    return Span() if reads and viewer.organization_id == organization_id else None


PEOPLE_STREAMS = (
    Stream("member", _may_read_own),
    Stream("directory", _may_read_directory),
    Stream("organization", _may_read_organization),
)
