"""Merging departments (統合): one goes into another with its people and all below it, and is closed, in one act.

Promise: who was shown is who is moved. The look says how many people, departments, rooms and delegated tasks it
concerns, and a digest of which ones; a merge that would concern others is refused. Each person's posts, each
department below and the merge itself stand on record. Rooms follow the posts as after any move; the rooms of the
department that is closed follow nothing any more, and keep whoever is in them with everything said there.
"""

import hashlib
from collections.abc import Sequence

import msgspec
from sqlalchemy import select, update

from kairan.administration.delegation import change_tasks
from kairan.administration.departments import (
    Standing,
    change_department,
    names_of,
    neighbours,
    path_to,
    people_within,
    rename_paths,
    require_not_below,
    require_open,
    require_tree,
)
from kairan.administration.differing import post_difference
from kairan.administration.entries import PersonChanged
from kairan.administration.model import Account, HeldPost
from kairan.administration.problems import DepartmentInCircle, DepartmentNameTaken
from kairan.administration.queries import accounts, accounts_of
from kairan.administration.reach import Held, held_tasks, tell_widened, widened_by
from kairan.core.journal import append, append_all
from kairan.core.kit.batches import in_batches
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import (
    TREE_FOLLOWERS,
    DepartmentId,
    Post,
    TreeChange,
    changed_meanwhile,
    department_table,
    directory_stream,
    keep_posts,
    member_stream,
    member_table,
    next_position,
    organization_stream,
    post_table,
    require_role,
    write_each,
)
from kairan.people.entries import DepartmentMerged, DepartmentMoved, MemberChanged, ProfileChanged

_m, _p, _d = member_table.c, post_table.c, department_table.c


class MergeLook(msgspec.Struct, frozen=True):
    """What a merge would do. `state` stands for exactly these people, departments, rooms and tasks."""

    people: int  # who come over, the suspended among them
    in_both: int  # of them: who hold a post in both, and keep one
    below: int  # departments directly below it, which go below the other
    rooms: int  # in which people are by their posts, and which are concerned
    tasks: int  # delegated for the department that is closed: they are withdrawn
    state: str


class _Merging(msgspec.Struct, frozen=True):
    """Everything a merge concerns."""

    before: Standing
    widened: list[Held]  # whose task reaches further by it
    people: list[Account]
    below: list[DepartmentId]
    rooms: list[str]
    tasks: list[Held]
    into: HeldPost

    @property
    def look(self) -> MergeLook:
        """What is shown of it."""
        held = [[one.id, one.revision] for one in self.people]
        tasks = [[one.member_id, one.task] for one in self.tasks]
        digest = hashlib.sha256(msgspec.json.encode([held, self.below, self.rooms, tasks])).hexdigest()
        both = sum(any(post.department_id == self.into.department_id for post in one.posts) for one in self.people)
        return MergeLook(len(self.people), both, len(self.below), len(self.rooms), len(self.tasks), digest)


def look_at_merge(db: Db, viewer: Viewer, department_id: DepartmentId, into_id: DepartmentId) -> MergeLook:
    """Return what a merge would do; nothing changes. Problems: those of merging."""
    require_role(viewer, "administrator")
    return _work(db, viewer, department_id, into_id).look


def merge_department(
    db: Db, viewer: Viewer, department_id: DepartmentId, into_id: DepartmentId, state: str | None
) -> None:
    """Merge a department into another one, as it was shown; without a state, whatever is in it now.

    Problems: RoleNeeded, DepartmentNotFound, DepartmentInCircle, DepartmentNameTaken, ReachChanged, ChangedMeanwhile.
    """
    require_role(viewer, "administrator")  # it changes posts, also of those with powers, and who is in which rooms
    require_tree(db, viewer)
    work = _work(db, viewer, department_id, into_id)
    look = work.look
    if state is not None and look.state != state:
        raise changed_meanwhile(db, viewer, (PersonChanged.kind, DepartmentMoved.kind), department_id)
    for follower in TREE_FOLLOWERS.given():
        follower.release(db, viewer, department_id)
    everybody = people_within(db, department_id)
    change = TreeChange("department_merged", path_to(db, department_id))
    following = [follower.begin(db, viewer, change, everybody) for follower in TREE_FOLLOWERS.given()]
    _withdraw(db, viewer, department_id, work.tasks)
    _move_people(db, viewer, department_id, work)
    merged = DepartmentMerged(
        id=department_id,
        name=work.before.name,
        path=path_to(db, department_id),
        into_id=into_id,
        into=work.into.department,
        into_path=work.into.path,
        people=look.people,
        below=look.below,
    )
    _move_below(db, viewer, department_id, into_id, work.below)
    change_department(db, viewer, merged, closed_at=now_ms())
    for follow in following:
        follow()
    tell_widened(db, viewer, work.widened, department_id, work.before.name)


def _work(db: Db, viewer: Viewer, department_id: DepartmentId, into_id: DepartmentId) -> _Merging:
    before, into = require_mergeable(db, viewer, department_id, into_id)
    widened = widened_by(db, viewer, department_id, into_id)
    below = neighbours(db, viewer, department_id)
    _require_free_names(db, viewer, before, below, into_id)
    rooms: set[str] = set()
    for follower in TREE_FOLLOWERS.given():
        rooms |= follower.about(db, department_id) ^ follower.about(db, into_id)
    tasks = [one for one in held_tasks(db, viewer) if one.task.department_id == department_id]
    at = HeldPost(into_id, into.name, "", path_to(db, into_id))
    return _Merging(before, widened, _people(db, viewer, department_id), below, sorted(rooms), tasks, at)


def require_mergeable(
    db: Db, viewer: Viewer, department_id: DepartmentId, into_id: DepartmentId
) -> tuple[Standing, Standing]:
    """Return both departments, where one can go into the other at all; names that are taken now are another matter.

    Problems: RoleNeeded, DepartmentNotFound, DepartmentInCircle.
    """
    require_role(viewer, "administrator")
    before, into = require_open(db, viewer, department_id), require_open(db, viewer, into_id)
    if into_id == department_id:
        raise DepartmentInCircle
    require_not_below(db, viewer, department_id, into_id)
    return before, into


def _require_free_names(
    db: Db, viewer: Viewer, before: Standing, below: Sequence[DepartmentId], into_id: DepartmentId
) -> None:
    """Refuse names that are taken below the other one; the department itself is closed, and gives its own free."""
    taken = set(names_of(db, neighbours(db, viewer, into_id), besides=before.id))
    for name in names_of(db, below):
        if name in taken:
            raise DepartmentNameTaken(name=name)


def _people(db: Db, viewer: Viewer, department_id: DepartmentId) -> list[Account]:
    holders = select(_p.member_id).where(_p.department_id == department_id)
    own = (_m.organization_id == viewer.organization_id) & (_m.status != "left")
    return accounts_of(db, db.all(accounts().where(_m.id.in_(holders), own).order_by(_m.id)))


def _withdraw(db: Db, viewer: Viewer, department_id: DepartmentId, tasks: Sequence[Held]) -> None:
    """Withdraw what was delegated for the department: for the other one an administrator gives it anew, or not."""
    for some in in_batches(sorted({one.member_id for one in tasks})):
        for account in accounts_of(db, db.all(accounts().where(_m.id.in_(some)).order_by(_m.id))):
            kept = {one for one in account.tasks if one.department_id != department_id}
            change_tasks(db, viewer, account, kept)


def _move_people(db: Db, viewer: Viewer, department_id: DepartmentId, work: _Merging) -> None:
    bodies: list[PersonChanged] = []
    for one in work.people:
        posts = posts_after(one.posts, department_id, work.into)
        keep_posts(db, one.id, _plain(one.posts), _plain(posts))
        bodies.append(PersonChanged(id=one.id, name=one.name, changes=[post_difference(one.posts, posts)]))
        append(db, member_stream(one.id), ProfileChanged(), viewer)
    append_all(db, organization_stream(viewer.organization_id), bodies, viewer)
    changed = [MemberChanged(id=one.id) for one in work.people]
    append_all(db, directory_stream(viewer.organization_id), changed, viewer)


def posts_after(posts: Sequence[HeldPost], department_id: DepartmentId, into: HeldPost) -> list[HeldPost]:
    """Return somebody's posts after a merge: titles stay, and of two in one department the first, the main one."""
    after: dict[str, HeldPost] = {}
    for post in posts:
        moved = msgspec.structs.replace(into, title=post.title) if post.department_id == department_id else post
        after.setdefault(moved.department_id, moved)
    return list(after.values())


def _plain(posts: Sequence[HeldPost]) -> list[Post]:
    return [Post(post.department_id, post.title) for post in posts]


def _move_below(
    db: Db, viewer: Viewer, department_id: DepartmentId, into_id: DepartmentId, below: Sequence[DepartmentId]
) -> None:
    if not below:
        return
    last = next_position(db, viewer.organization_id, into_id)

    def write() -> None:
        for some in in_batches(below):
            db.execute(update(department_table).where(_d.id.in_(some)).values(parent_id=into_id))
        write_each(db, "position", [(one, place) for place, one in enumerate(below, last)])

    rename_paths(db, viewer, [DepartmentMoved(id=one, before=department_id, parent_id=into_id) for one in below], write)
