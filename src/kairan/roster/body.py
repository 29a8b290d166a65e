"""A body as it stands: everybody, and the tree of departments that a roster's paths are looked up in."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import select

from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, MemberKind, OrganizationId
from kairan.people import DepartmentId, department_table, member_table, post_table
from kairan.people.model import MemberStatus
from kairan.roster.columns import Path
from kairan.roster.decoding import carried
from kairan.roster.faults import PathAmbiguous, PathRepeats

_m, _d, _p = member_table.c, department_table.c, post_table.c

NEW = "new:"  # before the place of a department that is to be created


class Holding(msgspec.Struct, frozen=True):
    """A post: in a department that exists, by its id, or in one that is to be created, by its place."""

    place: str
    title: str


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the body, as a roster sees her. The first post is the main one."""

    id: MemberId
    login: str
    name: str
    kana: str
    kind: MemberKind
    status: MemberStatus
    number: str | None
    mail: str | None
    extension: str | None
    roles: list[str]
    has_tasks: bool  # delegated ones
    posts: tuple[Holding, ...]

    @property
    def has_powers(self) -> bool:
        """Whether only administrators may change the account."""
        return bool(self.roles) or self.has_tasks


def people_of(db: Db, organization_id: OrganizationId) -> list[Standing]:
    """Return everybody, guests and those who left too, without deleted accounts, in the order of their accounts."""
    posts: dict[str, list[Holding]] = {}
    held = (
        select(_p.member_id, _p.department_id, _p.title)
        .join(member_table, _m.id == _p.member_id)
        .join(department_table, _d.id == _p.department_id)
        .where(_m.organization_id == organization_id)
        .order_by(_p.member_id, _p.is_main.desc(), _d.position, _d.id)
    )
    for member_id, department_id, title in db.all(held):
        posts.setdefault(member_id, []).append(Holding(department_id, title))
    rows = db.all(
        select(
            _m.id, _m.login, _m.name, _m.kana, _m.kind, _m.status, _m.number, _m.mail, _m.extension, _m.roles, _m.tasks
        )
        .where(_m.organization_id == organization_id, _m.deleted_at.is_(None))
        .order_by(_m.id)
    )
    return [
        Standing(
            id=row[0],
            login=row[1],
            name=row[2],
            kana=row[3],
            kind=row[4],
            status=row[5],
            number=row[6],
            mail=row[7],
            extension=row[8],
            roles=msgspec.json.decode(row[9], type=list[str]),
            has_tasks=row[10] != "[]",
            posts=tuple(posts.get(row[0], ())),
        )
        for row in rows
    ]


class Department(msgspec.Struct, frozen=True):
    """A department of the tree, or one that is to be created."""

    place: str
    name: str
    parent: str | None
    is_open: bool


class Tree:
    """The departments, and those a roster adds to them."""

    def __init__(self, departments: Iterable[Department]) -> None:
        self.departments: dict[str, Department] = {}
        self.created: list[str] = []
        self._under: dict[tuple[str | None, str], list[str]] = {}
        self._named: dict[str, list[str]] = {}
        self._order: dict[str, int] = {}
        for department in departments:
            self._add(department)

    @classmethod
    def of(cls, db: Db, organization_id: OrganizationId) -> "Tree":
        """Read the tree as it stands, in its order, closed ones last."""
        rows = db.all(
            select(_d.id, _d.name, _d.parent_id, _d.closed_at)
            .where(_d.organization_id == organization_id)
            .order_by(_d.closed_at.is_not(None), _d.position, _d.id)
        )
        return cls(Department(row[0], row[1], row[2], row[3] is None) for row in rows)

    def _add(self, department: Department) -> None:
        self.departments[department.place] = department
        self._order[department.place] = len(self._order)
        if department.is_open:
            for name in {department.name, carried(department.name)}:
                self._under.setdefault((department.parent, name), []).append(department.place)
                self._named.setdefault(name, []).append(department.place)

    def path(self, place: str) -> Path:
        """Return the names from the top down to a department."""
        names: list[str] = []
        here: str | None = place
        while here is not None and len(names) < 100:
            department = self.departments[here]
            names.append(department.name)
            here = department.parent
        return tuple(reversed(names))

    def in_order(self) -> list[str]:
        """Return every department as the tree shows it: each before those below it."""
        below: dict[str | None, list[str]] = {}
        for department in self.departments.values():
            below.setdefault(department.parent, []).append(department.place)
        return list(_walk(below, None))

    def add_path(self, path: Path) -> None:
        """See that a whole path exists. Problems: PathRepeats, PathAmbiguous."""
        parent: str | None = None
        for name in path:
            parent = self._found(parent, name) or self._create(parent, name, path)

    def place_of(self, path: Path) -> str:
        """Return the department a path means; a single name may stand for one further down. Problems: PathAmbiguous."""
        place: str | None = None
        for name in path:
            found = self._found(place, name)
            if found is None:
                return self._by_name(path)
            place = found
        assert place is not None
        return place

    def _by_name(self, path: Path) -> str:
        (name,) = path  # longer ones were added whole
        found = self._named.get(name, [])
        if not found:
            return self._create(None, name, path)
        if len(found) > 1:
            raise PathAmbiguous(name=name, paths=_few(self.path(place) for place in found))
        return found[0]

    def _found(self, parent: str | None, name: str) -> str | None:
        found = self._under.get((parent, name), [])
        exact = [place for place in found if self.departments[place].name == name] or found
        if len(exact) > 1:
            raise PathAmbiguous(name=name, paths=_few(self.path(place) for place in exact))
        return exact[0] if exact else None

    def _create(self, parent: str | None, name: str, path: Path) -> str:
        if path.count(name) > 1:
            raise PathRepeats(name=name)
        above = () if parent is None else self.path(parent)
        place = NEW + "\n".join((*above, name))
        self._add(Department(place, name, parent, is_open=True))
        self.created.append(place)
        return place


def _walk(below: dict[str | None, list[str]], parent: str | None) -> Iterator[str]:
    for place in below.get(parent, ()):
        yield place
        yield from _walk(below, place)


def _few(paths: Iterable[Path]) -> str:
    told = ["/".join(path) for path in paths]
    return "、".join(told[:3]) + ("…" if len(told) > 3 else "")


def place_to_id(place: str, created: dict[str, DepartmentId]) -> DepartmentId:
    """Return the id of a department, which may have been created just now."""
    return created.get(place) or DepartmentId(place)


def told_posts(tree: Tree, posts: Sequence[Holding]) -> str:
    """Write posts as people do, each with its whole path: 総務部/情報政策課 主査、防災課."""
    return "、".join(f"{'/'.join(tree.path(post.place))} {post.title}".strip() for post in posts)
