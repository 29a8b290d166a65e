"""Paths of departments (部/課/係): how one is told from others of its name, kept beside each department.

Promise: a path is written here and nowhere else, in the transaction that names or moves a department, so that every
list, letter, table and permanent entry calls a department alike. A "/" inside a name stands behind a backslash.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from sqlalchemy import case, func, select, update

from kairan.core.kit.batches import in_batches
from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId
from kairan.people.model import DepartmentId, department_table

_d = department_table.c
_SIGN = re.compile(r"[\\/]")
_PART = re.compile(r"(?:[^\\/]|\\.)+")
_ESCAPED = re.compile(r"\\(.)")


def path_of_names(names: Sequence[str]) -> str:
    """Write the names from the top down as a path."""
    return "/".join(_SIGN.sub(lambda sign: f"\\{sign[0]}", name) for name in names)


def names_of_path(path: str) -> list[str]:
    """Read the names of a path, from the top down."""
    return [_ESCAPED.sub(r"\1", part) for part in _PART.findall(path)]


def path_below(db: Db, parent_id: DepartmentId | None, name: str) -> str:
    """Return the path of a department of this name under another one."""
    own = path_of_names([name])
    above = None if parent_id is None else db.scalar(select(_d.path).where(_d.id == parent_id))
    return own if above is None else f"{above}/{own}"


def renew_paths(db: Db, organization_id: OrganizationId) -> None:
    """Write the paths of a body anew after departments were named or moved; only those that differ are written."""
    rows = db.all(select(_d.id, _d.name, _d.parent_id, _d.path).where(_d.organization_id == organization_id))
    tree = {row[0]: (row[1], row[2]) for row in rows}
    renewed = [(row[0], path) for row in rows if (path := path_of_names(names_above(tree, row[0]))) != row[3]]
    write_each(db, "path", renewed)


def write_each(db: Db, column: Literal["path", "position"], values: Sequence[tuple[DepartmentId, str | int]]) -> None:
    """Write a value of its own for each of many departments, with few statements."""
    for some in in_batches(values):
        chosen = case(dict(some), value=_d.id)
        db.execute(update(department_table).where(_d.id.in_([one for one, _ in some])).values({column: chosen}))


def next_position(db: Db, organization_id: OrganizationId, parent_id: DepartmentId | None) -> int:
    """Return the place after all others below a department, closed ones too: what left or was closed leaves gaps."""
    siblings = _d.organization_id == organization_id, _d.parent_id.is_not_distinct_from(parent_id)
    last = db.scalar(select(func.max(_d.position)).where(*siblings))
    return 0 if last is None else int(last) + 1


def names_above(tree: Mapping[DepartmentId, tuple[str, DepartmentId | None]], one: DepartmentId) -> list[str]:
    """Return the names from the top down to a department."""
    names: list[str] = []
    here: DepartmentId | None = one
    while here is not None and here in tree and len(names) < len(tree):
        name, here = tree[here]
        names.append(name)
    return names[::-1]


def paths_of(db: Db, organization_id: OrganizationId) -> dict[DepartmentId, str]:
    """Return the path of every department of a body, closed ones too."""
    return {row[0]: row[1] for row in db.all(select(_d.id, _d.path).where(_d.organization_id == organization_id))}
