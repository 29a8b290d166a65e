"""Posts (職): who holds which, what they were before, and who follows when they change.

Promise: posts are changed here and nowhere else. So the post and the department's name of every time stay known (what
somebody wrote stands under the post they held then), and what hangs on a post, such as its rooms, follows.
"""

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec
from sqlalchemy import bindparam, delete, insert, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from kairan.core.extension import ExtensionPoint
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import MemberId, Viewer
from kairan.people.model import DepartmentId, FormerPost, department_table, former_post_table, post_table

_p, _d, _f = post_table.c, department_table.c, former_post_table.c

FORMER_SHOWN = 20  # of one person; a career moves every three years


class Post(msgspec.Struct, frozen=True):
    """A post somebody is to hold."""

    department_id: DepartmentId
    title: str


class Moved(msgspec.Struct, frozen=True):
    """Who came into departments or went from some: those they held a post in, and those they hold one in now."""

    member_id: MemberId
    before: frozenset[DepartmentId]
    after: frozenset[DepartmentId]


Followers = Callable[[Db, Viewer | None, Sequence[Moved]], None]
POST_FOLLOWERS: ExtensionPoint[Followers] = ExtensionPoint("people.post_followers")
"""What happens when people come into departments or go: `follow(db, by, moves)`, many at once."""


class TreeChange(msgspec.Struct, frozen=True):
    """What happens to the tree, and to which department: its path before."""

    how: Literal["department_moved", "department_merged"]
    path: str


class TreeFollower(msgspec.Struct, frozen=True):
    """What hangs on departments themselves, when the tree changes over the heads of people.

    `about` names what follows a department, or one above it; `above` what whoever is below a department is in by that
    (None: below none). `begin` notes for some people what follows their posts, before the tree changes, and returns
    what lets it follow them afterwards, and puts on record what more people came into. `release` lets what hangs on a
    department hang on nothing any more, as it is: the department is about to be closed.
    """

    about: Callable[[Db, DepartmentId], frozenset[str]]
    above: Callable[[Db, DepartmentId | None], frozenset[str]]
    begin: Callable[[Db, Viewer, TreeChange, Sequence[MemberId]], Callable[[], None]]
    release: Callable[[Db, Viewer | None, DepartmentId], None]


TREE_FOLLOWERS: ExtensionPoint[TreeFollower] = ExtensionPoint("people.tree_followers")
"""What happens when departments are moved or merged."""
TOGETHER = 500  # rows in one statement


_HELD = Prepared(
    select(_p.department_id, _p.title)
    .join(department_table, _d.id == _p.department_id)
    .where(_p.member_id == bindparam("holder_id"))
    .order_by(_p.is_main.desc(), _d.position, _d.id)
)
_MAIN = Prepared(
    select(_p.department_id, _d.name, _p.title)
    .join(department_table, _d.id == _p.department_id)
    .where(_p.member_id == bindparam("holder_id"), _p.is_main)
)
_DROP = Prepared(delete(post_table).where(_p.member_id == bindparam("holder_id")))
_HOLD = Prepared(insert(post_table), ("member_id", "department_id", "title", "is_main"))

_FORMER_COLUMNS = ("member_id", "until_at", "department_id", "department", "title")
_REMEMBER = {  # twice in a millisecond: the first was what was seen
    "sqlite": Prepared(sqlite.insert(former_post_table).on_conflict_do_nothing(), _FORMER_COLUMNS),
    "postgresql": Prepared(postgresql.insert(former_post_table).on_conflict_do_nothing(), _FORMER_COLUMNS),
}


def held_posts(db: Db, member_id: MemberId) -> list[Post]:
    """Return the posts a member holds, the main one first."""
    return [Post(DepartmentId(row[0]), row[1]) for row in _HELD.all(db, {"holder_id": member_id})]


def hold_posts(db: Db, by: Viewer | None, member_id: MemberId, posts: Sequence[Post]) -> bool:
    """Let a member hold exactly these posts, the first as the main one; false when nothing changed.

    What hangs on the posts follows at once, in the same transaction.
    """
    before = held_posts(db, member_id)
    if not keep_posts(db, member_id, before, posts):
        return False
    tell_followers(db, by, member_id, before, posts)
    return True


def drop_closed_posts(db: Db, by: Viewer | None, member_id: MemberId) -> bool:
    """Let somebody hold no post in a department that was closed or merged while they were away; false when none was.

    Who left keeps their posts, so that it stays readable what they were; a merge moves those who are there.
    """
    held = held_posts(db, member_id)
    posts = [one.department_id for one in held]
    closed = set(db.scalars(select(_d.id).where(_d.id.in_(posts), _d.closed_at.is_not(None))))
    return bool(closed) and hold_posts(db, by, member_id, [one for one in held if one.department_id not in closed])


def keep_posts(db: Db, member_id: MemberId, before: Sequence[Post], posts: Sequence[Post]) -> bool:
    """Write the posts and keep what was; the caller sees to what hangs on them. False when nothing changed."""
    if list(before[:1]) == list(posts[:1]) and set(before) == set(posts):
        return False
    if list(before[:1]) != list(posts[:1]):
        _remember_main(db, member_id)
    _DROP.run(db, {"holder_id": member_id})
    for place, post in enumerate(posts):
        row = {"member_id": member_id, "department_id": post.department_id, "title": post.title}
        _HOLD.run(db, row | {"is_main": place == 0})
    return True


def tell_followers(
    db: Db, by: Viewer | None, member_id: MemberId, before: Sequence[Post], after: Sequence[Post]
) -> None:
    """Tell what hangs on posts that a member came into departments or went from some."""
    was, becomes = frozenset(one.department_id for one in before), frozenset(one.department_id for one in after)
    _tell(db, by, [Moved(member_id, was, becomes)])


def _tell(db: Db, by: Viewer | None, moves: Sequence[Moved]) -> None:
    moved = [move for move in moves if move.before != move.after]
    if moved:
        for follow in POST_FOLLOWERS.given():
            follow(db, by, moved)


def hold_first_posts(db: Db, by: Viewer | None, holders: Sequence[tuple[MemberId, Sequence[Post]]]) -> None:
    """Let people who have held no post so far hold their first ones, with few statements for many people."""
    rows = [
        {"member_id": member_id, "department_id": post.department_id, "title": post.title, "is_main": place == 0}
        for member_id, posts in holders
        for place, post in enumerate(posts)
    ]
    for start in range(0, len(rows), TOGETHER):
        db.execute(insert(post_table), rows[start : start + TOGETHER])
    _tell(db, by, [Moved(who, frozenset(), frozenset(one.department_id for one in posts)) for who, posts in holders])


def _remember_main(db: Db, member_id: MemberId) -> None:
    row = _MAIN.first(db, {"holder_id": member_id})
    held = (None, None, None) if row is None else row
    values = {"member_id": member_id, "until_at": now_ms()}
    _REMEMBER[db.dialect].run(db, values | {"department_id": held[0], "department": held[1], "title": held[2]})


def remember_name(db: Db, department_id: DepartmentId) -> None:
    """Keep the name a department has now for what its people wrote under it; before it gets another."""
    main = (
        select(_p.member_id, literal(now_ms()), _d.id, _d.name, _p.title)
        .join(department_table, _d.id == _p.department_id)
        .where(_p.department_id == department_id, _p.is_main)
    )
    made = upsert(db, former_post_table)
    db.execute(made.from_select(_FORMER_COLUMNS, main).on_conflict_do_nothing())


def former_posts(db: Db, member_ids: Sequence[MemberId]) -> dict[MemberId, list[FormerPost]]:
    """Return what some people were before, the oldest first, each until an instant."""
    found: dict[MemberId, list[FormerPost]] = {}
    if not member_ids:
        return found
    statement = select(_f.member_id, _f.until_at, _f.department_id, _f.department, _f.title)
    for row in db.execute(statement.where(_f.member_id.in_(member_ids)).order_by(_f.member_id, _f.until_at)):
        found.setdefault(row[0], []).append(FormerPost(row[1], row[2], row[3], row[4] or None))
    return {member_id: posts[-FORMER_SHOWN:] for member_id, posts in found.items()}
