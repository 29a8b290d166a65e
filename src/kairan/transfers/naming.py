"""Whom and what a line of a table names: people by number or name, departments by any part of their path."""

from typing import NamedTuple

from sqlalchemy import select

from kairan.administration.model import PostWanted
from kairan.core.kit.database import Db
from kairan.core.kit.problems import Problem
from kairan.core.kit.text import fold
from kairan.core.viewer import MemberId, Viewer
from kairan.people import DepartmentId, member_table, names_of_path
from kairan.people.typed_fields import normal_number
from kairan.roster.body import former_places
from kairan.roster.cells import key_of
from kairan.roster.columns import divided_otherwise, path_of
from kairan.roster.notices import Noted
from kairan.transfers.current_state import Place, tree_of

_m = member_table.c
MOST_NAMED = 3


class Wrong(Exception):  # noqa: N818  (a line's fault, told to the administrator)
    """Why a line cannot be taken, in Japanese: the tables are."""


class Known(NamedTuple):
    """Everybody and every department that a line can name."""

    by_number: dict[str, MemberId]
    without_zeros: dict[str, str]
    by_name: dict[str, list[MemberId]]
    names: dict[MemberId, str]
    keys: dict[MemberId, str]
    departments: dict[str, set[DepartmentId]]
    former: dict[str, set[DepartmentId]]
    paths: dict[DepartmentId, str]
    tree: dict[DepartmentId, Place]
    noted: Noted
    left: set[MemberId]
    divide: bool

    def told(self, ids: list[MemberId]) -> str:
        """Name some people, so that they can be told apart."""
        some = [f"{self.keys[one]} {self.names[one]}" for one in ids[:MOST_NAMED]]
        return "、".join(some) + ("…" if len(ids) > MOST_NAMED else "")


def known_to(db: Db, viewer: Viewer, at: int, *, divide: bool) -> Known:
    """Return whom and what the tables of a body can name, for moves at an instant."""
    tree = tree_of(db, viewer.organization_id, at)
    paths = {one: place.path for one, place in tree.items()}
    known = Known({}, {}, {}, {}, {}, {}, {}, paths, tree, Noted(), set(), divide)
    statement = select(_m.id, _m.number, _m.name, _m.login, _m.status).where(
        _m.organization_id == viewer.organization_id, _m.kind == "staff", _m.deleted_at.is_(None)
    )
    for member_id, number, name, login, status in db.execute(statement):
        if status == "left":
            known.left.add(member_id)
        known.names[member_id], known.keys[member_id] = name, number or login
        known.by_name.setdefault(plain(name), []).append(member_id)
        if number:
            known.by_number[number] = member_id
            known.by_number.setdefault(normal_number(number), member_id)
            known.without_zeros[number.lstrip("0")] = number
    for department_id in tree:
        if tree[department_id].is_open:
            _note_paths(known.departments, known.paths[department_id], department_id)
    for was in former_places(db, viewer.organization_id):
        place = DepartmentId(was.place)
        if place in tree and tree[place].is_open:
            above = known.paths.get(DepartmentId(was.parent or ""), "")
            _note_paths(known.former, "/".join(one for one in (above, was.name) if one), place)
    return known


def plain(name: str) -> str:
    """Return a name as it is compared: width, variants and spaces do not matter."""
    return fold(name).replace(" ", "")


def _note_paths(found: dict[str, set[DepartmentId]], path: str, department_id: DepartmentId) -> None:
    """Note every way to name a department: 庶務係, 福祉課/庶務係, 健康福祉部/福祉課/庶務係."""
    names = [plain(name) for name in names_of_path(path)]
    for start in range(len(names)):
        found.setdefault("/".join(names[start:]), set()).add(department_id)


def person_named(number: str, name: str, known: Known) -> MemberId:
    """Return who has a staff number; the name beside it must be theirs. Raises Wrong."""
    if not number:
        return anybody_named(name, known)
    found = _by_number(number, known)
    if found is None:
        raise Wrong(f"職員番号「{number[:40]}」の職員はいません。" + _hint_of_zeros(number, known))
    if name and plain(name) != plain(known.names[found]):
        raise Wrong(f"職員番号「{number[:40]}」は「{known.names[found]}」です。氏名が合いません。")
    return found


def _by_number(typed: str, known: Known) -> MemberId | None:
    try:
        number = key_of(typed)
    except Problem as problem:
        raise Wrong(problem.sentence("ja")) from problem
    found = known.by_number.get(typed) or known.by_number.get(number)
    if found is not None and typed not in known.by_number:
        known.noted.note("folded", typed)
    return found


def _hint_of_zeros(typed: str, known: Known) -> str:
    alike = known.without_zeros.get(key_of(typed).lstrip("0"))
    if alike is None:
        return ""
    return f"職員番号「{alike}」の人がいます。Excelで先頭の0が消えていないか確かめてください。"


def anybody_named(typed: str, known: Known) -> MemberId:
    """Return who has a number, or a name that nobody else has. Raises Wrong."""
    if not typed:
        raise Wrong("職員番号も氏名もありません。")
    if typed in known.by_number:
        return known.by_number[typed]
    found = known.by_name.get(plain(typed), [])
    if not found and any(sign.isdigit() for sign in typed):
        return person_named(typed, "", known)
    if not found:
        raise Wrong(f"「{typed[:40]}」という職員は見つかりません。")
    if len(found) > 1:
        people = known.told(found)
        raise Wrong(f"「{typed[:40]}」は{len(found)}人います（{people}）。職員番号で指定してください。")
    return found[0]


def department_named(typed: str, known: Known) -> DepartmentId:
    """Return which department is meant, by its name or any part of its path. Raises Wrong."""
    path = path_of(typed)
    found = _departments(path, known)
    otherwise = divided_otherwise(path) if known.divide and not found else None
    if otherwise is not None and (found := _departments(otherwise, known)):
        known.noted.note("divided", f"{typed[:40]}→{'/'.join(otherwise)[:40]}")
    if not found:
        raise Wrong(f"部署「{typed[:60]}」は見つかりません。廃止された部署か、名称の違いを確かめてください。")
    if len(found) > 1:
        some = "、".join(sorted(known.paths[one] for one in found)[:MOST_NAMED])
        raise Wrong(
            f"部署「{typed[:60]}」は{len(found)}件あります（{some}）。「部/課」のように上の部署から書いてください。"
        )
    (one,) = found
    return one


def _departments(path: tuple[str, ...], known: Known) -> set[DepartmentId]:
    key = "/".join(plain(name) for name in path)
    if found := known.departments.get(key):
        return _outermost(found, key, known)
    found = known.former.get(key, set())
    if len(found) == 1:
        (one,) = found
        known.noted.note("former", f"{'/'.join(path)[:40]}→{known.paths[one]}")
    return found


def _outermost(found: set[DepartmentId], key: str, known: Known) -> set[DepartmentId]:
    """A whole path means that department, though another one further down ends alike."""
    whole = {one for one in found if "/".join(plain(name) for name in names_of_path(known.paths[one])) == key}
    return whole if len(whole) == 1 and "/" in key else found


def post_named(typed: str, known: Known) -> PostWanted:
    """Read 「土木課 主査」: the last word is the title when the rest is a department. Raises Wrong."""
    whole, _, title = typed.replace("\u3000", " ").strip().rpartition(" ")
    try:
        return PostWanted(department_named(typed, known))
    except Wrong:
        if not whole or "／" in title or "/" in title:
            raise
        return PostWanted(department_named(whole, known), title)


def posts_named(cell: str, known: Known) -> list[PostWanted]:
    """Read 「土木課 主査;防災課」; ／ divides a path where there is such a path, else posts. Raises Wrong."""
    return [post for one in _several(cell) for post in _one_or_more(one, known)]


def _one_or_more(one: str, known: Known) -> list[PostWanted]:
    try:
        return [post_named(one, known)]
    except Wrong:
        parts = [part.strip() for part in one.split("／") if part.strip()]
        if len(parts) < 2:
            raise
        return [post_named(part, known) for part in parts]


def _several(cell: str) -> list[str]:
    for sign in "；、\n":
        cell = cell.replace(sign, ";")
    return [one.strip() for one in cell.split(";") if one.strip()]
