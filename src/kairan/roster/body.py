"""A body as it stands: everybody, and the tree of departments that a roster's paths are looked up in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import select

from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, MemberKind, OrganizationId
from kairan.people import DepartmentId, department_table, directory_stream, member_table, path_of_names, post_table
from kairan.people.entries import DepartmentCreated, DepartmentMerged, DepartmentMoved, DepartmentRenamed
from kairan.people.model import MemberStatus
from kairan.people.typed_fields import normal_number
from kairan.roster.cells import alike, composed
from kairan.roster.columns import Path, divided_otherwise
from kairan.roster.decoding import carried
from kairan.roster.faults import PathAmbiguous, PathRepeats
from kairan.roster.notices import Noted

_m, _d, _p, _e = member_table.c, department_table.c, post_table.c, entry_table.c

NEW = "new:"  # before the place of a department that is to be created


class Holding(msgspec.Struct, frozen=True):
    """A post: in a department that exists, by its id, or in one that is to be created, by its place."""

    place: str
    title: str


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the body, as a roster sees them. The first post is the main one."""

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

    @property
    def is_administrator(self) -> bool:
        """Whether they can administer the body now."""
        return self.kind == "staff" and self.status == "active" and "administrator" in self.roles


def by_number(people: Sequence[Standing]) -> dict[str, Standing]:
    """Return people by staff number, as it is stored and half-width; who has it written so comes first."""
    known = {one.number: one for one in people if one.number is not None}
    return {normal_number(number): one for number, one in known.items()} | known


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


class FormerPlace(msgspec.Struct, frozen=True):
    """Where a department stood, and what it was called there."""

    place: str
    name: str
    parent: str | None


def former_places(db: Db, organization_id: OrganizationId) -> list[FormerPlace]:
    """Read from the directory's stream what departments were called, and where they stood."""
    kinds = (DepartmentCreated.kind, DepartmentRenamed.kind, DepartmentMoved.kind, DepartmentMerged.kind)
    rows = db.all(
        select(_e.kind, _e.body)
        .join(stream_table, stream_table.c.no == _e.stream_no)
        .where(stream_table.c.name == directory_stream(organization_id), _e.kind.in_(kinds), _e.body.is_not(None))
        .order_by(_e.seq)
    )
    stood: dict[str, FormerPlace] = {}
    found: list[FormerPlace] = []
    became: dict[str, str] = {}
    for kind, body in rows:
        if kind == DepartmentCreated.kind:
            made = msgspec.json.decode(body, type=DepartmentCreated)
            stood[made.id] = FormerPlace(made.id, made.name, made.parent_id)
        elif kind == DepartmentRenamed.kind:
            renamed = msgspec.json.decode(body, type=DepartmentRenamed)
            was = stood.get(renamed.id, FormerPlace(renamed.id, renamed.before, None))
            found.append(was)
            stood[renamed.id] = msgspec.structs.replace(was, name=renamed.name)
        elif kind == DepartmentMerged.kind:
            merged = msgspec.json.decode(body, type=DepartmentMerged)
            found.append(stood.get(merged.id, FormerPlace(merged.id, merged.name, None)))
            became[merged.id] = merged.into_id
        else:
            moved = msgspec.json.decode(body, type=DepartmentMoved)
            if moved.id in stood:
                found.append(stood[moved.id])
                stood[moved.id] = msgspec.structs.replace(stood[moved.id], parent=moved.parent_id)
    return [_of_today(was, became) for was in found]


def _of_today(was: FormerPlace, became: Mapping[str, str]) -> FormerPlace:
    """Let what was merged mean what it went into, and what was below it be found there, too."""
    parent = None if was.parent is None else _end(was.parent, became)
    return msgspec.structs.replace(was, place=_end(was.place, became), parent=parent)


def _end(place: str, became: Mapping[str, str]) -> str:
    while place in became:
        place = became[place]
    return place


class Tree:
    """The departments, and those a roster adds to them."""

    def __init__(
        self, departments: Iterable[Department], former: Iterable[FormerPlace] = (), *, divide: bool = True
    ) -> None:
        self.departments: dict[str, Department] = {}
        self.created: list[str] = []
        self._under: dict[tuple[str | None, str], list[str]] = {}
        self._named: dict[str, list[str]] = {}
        self._order: dict[str, int] = {}
        self._divide = divide
        self.noted = Noted()
        for department in departments:
            self._add(department)
        self._former: dict[tuple[str | None, str], set[str]] = {}
        for was in former:
            if self._is_open(was.place):
                self._former.setdefault((was.parent, alike(was.name)), set()).add(was.place)

    @classmethod
    def of(cls, db: Db, organization_id: OrganizationId, *, divide: bool = True, former: bool = False) -> "Tree":
        """Read the tree as it stands, in its order, closed ones last; with what its departments were called before."""
        rows = db.all(
            select(_d.id, _d.name, _d.parent_id, _d.closed_at)
            .where(_d.organization_id == organization_id)
            .order_by(_d.closed_at.is_not(None), _d.position, _d.id)
        )
        every = [Department(row[0], row[1], row[2], row[3] is None) for row in rows]
        return cls(every, former_places(db, organization_id) if former else (), divide=divide)

    def _add(self, department: Department) -> None:
        self.departments[department.place] = department
        self._order[department.place] = len(self._order)
        if department.is_open:
            for name in {alike(department.name), alike(carried(department.name).strip())}:
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
        for name in self.meant(path):
            known = self._found(parent, name) or self._formerly(parent, name)
            parent = known or self._create(parent, name, path)

    def meant(self, path: Path) -> Path:
        """Return the path that is meant: as it stands where the body has it, else divided at other signs, too."""
        if not self._divide or self._stands(path):
            return path
        otherwise = divided_otherwise(path)
        return path if otherwise is None else otherwise

    def _stands(self, path: Path) -> bool:
        place: str | None = None
        if len(path) == 1 and alike(path[0]) in self._named:
            return True
        for name in path:
            found = self._under.get((place, alike(name)), [])
            if not found:
                return False
            place = found[0]
        return True

    def still_held(self, one: Standing, becomes: MemberStatus | None) -> tuple[Holding, ...]:
        """Return somebody's posts; who comes back holds none in what was closed or merged meanwhile."""
        if one.status != "left" or becomes != "active":
            return one.posts
        return tuple(post for post in one.posts if self._is_open(post.place))

    def _is_open(self, place: str | None) -> bool:
        return place in self.departments and self.departments[place].is_open

    def _formerly(self, parent: str | None, name: str) -> str | None:
        """Return the department that was called so in this place; one that several were called means none."""
        found = self._former.get((parent, alike(name)), set())
        if len(found) != 1:
            return None
        return next(iter(found))

    def place_of(self, path: Path) -> str:
        """Return the department a path means; a single name may stand for one further down. Problems: PathAmbiguous."""
        meant = self.meant(path)
        if meant != path:
            self.noted.note("divided", f"{'/'.join(path)}→{'/'.join(meant)}")
        place: str | None = None
        for name in meant:
            found = self._found(place, name)
            if found is None and (found := self._formerly(place, name)) is not None:
                self.noted.note("former", f"{name}→{path_of_names(self.path(found))}")
            if found is None:
                return self._by_name(meant)
            place = found
        assert place is not None
        return place

    def _by_name(self, path: Path) -> str:
        (name,) = path  # longer ones were added whole
        found = self._named.get(alike(name), []) or self._once_named(name)
        if not found:
            return self._create(None, name, path)
        if len(found) > 1:
            raise PathAmbiguous(name=name, paths=_few(self.path(place) for place in found))
        return found[0]

    def _once_named(self, name: str) -> list[str]:
        """Return what was called so anywhere in the tree."""
        found = sorted({one for (_, was), places in self._former.items() if was == alike(name) for one in places})
        if len(found) == 1:
            self.noted.note("former", f"{name}→{path_of_names(self.path(found[0]))}")
        return found

    def _found(self, parent: str | None, name: str) -> str | None:
        found = self._under.get((parent, alike(name)), [])
        exact = [place for place in found if self.departments[place].name == name] or found
        if len(exact) > 1:
            raise PathAmbiguous(name=name, paths=_few(self.path(place) for place in exact))
        return exact[0] if exact else None

    def _create(self, parent: str | None, name: str, path: Path) -> str:
        if path.count(name) > 1:
            raise PathRepeats(name=name)
        name = composed(name)
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
    return "、".join(f"{path_of_names(tree.path(post.place))} {post.title}".strip() for post in posts)
