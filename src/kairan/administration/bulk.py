"""One act on many accounts (一括操作): looked at first, then done to all of them or to none, each on record."""

from collections.abc import Callable, Sequence
from typing import Annotated, Literal

import msgspec
from sqlalchemy import select, update

from kairan.administration.access import require_posts_within
from kairan.administration.coming_back import drop_former_posts
from kairan.administration.differing import post_difference
from kairan.administration.entries import PersonChanged, PersonReopened, PersonSuspended
from kairan.administration.model import Account, HeldPost, Line, told
from kairan.administration.powers import is_large_share, people_in_use, subject_of
from kairan.administration.problems import (
    AccountDeleted,
    AccountOfPowers,
    BulkNumber,
    BulkRefused,
    DepartmentNotFound,
    OwnAccount,
    PostBeyondReach,
    PostForStaff,
    StatusUnfit,
)
from kairan.administration.queries import AccountFilter, accounts, accounts_of, conditions_of
from kairan.consents.actions import settle_second
from kairan.consents.acts import Subject
from kairan.core.journal import append_all, hold
from kairan.core.kit.database import Db
from kairan.core.kit.problems import Problem
from kairan.core.viewer import Language, MemberId, Viewer
from kairan.people import (
    DepartmentId,
    PersonNotFound,
    Post,
    department_table,
    directory_stream,
    guests_come_back,
    has_role,
    hold_posts,
    member_table,
    note_hands,
    note_stop,
    organization_stream,
    reach_of,
    require_room_for_members,
    within,
)
from kairan.people.entries import MemberChanged, MemberStatusChanged
from kairan.people.model import MemberStatus
from kairan.people.typed_fields import TITLE_LIMIT, checked_optional
from kairan.sessions import end_sessions

BULK_MOST = 10_000
AT_ONCE = 500
BulkAct = Literal["suspend", "reopen", "move", "post"]
"""利用を休止する, 再開する, 主たる所属を移す, 兼務を付ける."""

_m, _d = member_table.c, department_table.c


class BulkWanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is to happen to whom. `move` and `post` name a department; an empty title keeps the one of the main post."""

    act: BulkAct
    member_ids: Annotated[list[MemberId], msgspec.Meta(max_length=BULK_MOST)]
    department_id: DepartmentId | None = None
    title: Line = ""
    confirmed: int | None = None
    """How many change, typed by whoever stops a large part of the body."""


class BulkStop(msgspec.Struct, frozen=True):
    """Somebody to whom it cannot be done, and why. `key` is the staff number, else the login."""

    id: MemberId
    name: str
    reason: str
    key: str
    posts: str


class BulkPlan(msgspec.Struct, frozen=True):
    """How many accounts change, how many are that way already, and who cannot be among them."""

    people: int
    unchanged: int
    stops: list[BulkStop]
    powers: int = 0  # of those who change: who hold a role or a task, for which a second person is needed
    is_large: bool = False  # so large a part of the body that the number is to be confirmed


class MatchingIds(msgspec.Struct, frozen=True):
    """Everybody who matches, by id, at most ten thousand."""

    member_ids: list[MemberId]


class _Worked(msgspec.Struct, frozen=True):
    """Who changes, with the posts afterwards, who does not, and who cannot."""

    changing: list[tuple[Account, list[HeldPost]]]
    unchanged: int
    stops: list[tuple[Account, Problem]]


def matching_ids(db: Db, viewer: Viewer, wanted: AccountFilter) -> MatchingIds:
    """Return everybody whom a filter finds, within the viewer's reach. Problems: RoleNeeded."""
    reach = reach_of(viewer, "people")
    found = select(_m.id).where(*conditions_of(viewer.organization_id, wanted), within(reach), _m.deleted_at.is_(None))
    return MatchingIds(list(db.scalars(found.order_by(_m.kana, _m.id).limit(BULK_MOST))))


def plan_bulk(db: Db, viewer: Viewer, wanted: BulkWanted) -> BulkPlan:
    """Return what an act would do; nothing changes. Problems: RoleNeeded, PersonNotFound, DepartmentNotFound."""
    return _plan(db, viewer, wanted.act, _work(db, viewer, wanted))


def _plan(db: Db, viewer: Viewer, act: BulkAct, worked: _Worked) -> BulkPlan:
    stops = [_stop(account, problem, viewer.language) for account, problem in worked.stops]
    powers = len(subject_of([one for one, _ in worked.changing]).member_ids)
    is_large = act == "suspend" and _is_large(db, viewer, worked)
    return BulkPlan(len(worked.changing), worked.unchanged, stops, powers, is_large)


def _stop(account: Account, problem: Problem, language: Language) -> BulkStop:
    return BulkStop(
        id=account.id,
        name=account.name,
        reason=problem.en if language == "en" else problem.ja,
        key=account.number or account.login,
        posts=told(account.posts),
    )


def do_bulk(db: Db, viewer: Viewer, wanted: BulkWanted) -> BulkPlan:
    """Do one act to all of these accounts, or to none.

    Whoever has powers among them is reached with a second person's consent only; whoever stops a large part of the
    body confirms how many they are. Problems: RoleNeeded, PersonNotFound, DepartmentNotFound, BulkRefused,
    BulkNumber, SecondPersonNeeded, those of `require_room_for_members`.
    """
    subject = look_at_bulk(db, viewer, wanted)
    second = settle_second(db, viewer, "bulk", wanted, subject)
    worked = _work(db, viewer, wanted)
    plan = _plan(db, viewer, wanted.act, worked)
    _DOING[wanted.act](db, viewer, worked.changing)
    if wanted.act == "reopen":
        note_hands(db, viewer if second is None else None, subject.member_ids, "reopened")
    return plan


def _is_large(db: Db, viewer: Viewer, worked: _Worked) -> bool:
    return is_large_share(people_in_use(db, viewer.organization_id), len(worked.changing))


def look_at_bulk(db: Db, viewer: Viewer, wanted: BulkWanted) -> Subject:
    """Return whom with powers an act would reach, if it can be done at all. Problems: those of doing it."""
    hold(db, organization_stream(viewer.organization_id))
    worked = _work(db, viewer, wanted)
    if worked.stops:
        raise BulkRefused(count=len(worked.stops))
    people = len(worked.changing)
    is_large = wanted.act == "suspend" and _is_large(db, viewer, worked)
    if is_large and wanted.confirmed != people:
        raise BulkNumber(count=people)
    return subject_of(
        [one for one, _ in worked.changing], people=people, bulk=wanted.act, target=_told_target(db, viewer, wanted)
    )


def _told_target(db: Db, viewer: Viewer, wanted: BulkWanted) -> str | None:
    """Return in words where they go: whoever consents must know what to."""
    target = _target(db, viewer, wanted)
    return None if target is None else target.told


def _work(db: Db, viewer: Viewer, wanted: BulkWanted) -> _Worked:
    found = _accounts(db, viewer, wanted.member_ids)
    target = _target(db, viewer, wanted)
    changing: list[tuple[Account, list[HeldPost]]] = []
    stops: list[tuple[Account, Problem]] = []
    for account in found:
        posts = account.posts if target is None else _posts_after(account, wanted.act, target)
        problem = _problem(db, viewer, wanted.act, account, posts)
        if problem is not None:
            stops.append((account, problem))
        elif _changes(wanted.act, account, posts):
            changing.append((account, posts))
    return _Worked(changing, len(found) - len(changing) - len(stops), stops)


def _accounts(db: Db, viewer: Viewer, ids: Sequence[MemberId]) -> list[Account]:
    """Return the accounts with these ids, once each; who is not in the viewer's reach does not exist for them."""
    reach, wanted, found = reach_of(viewer, "people"), sorted(set(ids)), []
    for begin in range(0, len(wanted), AT_ONCE):
        some = accounts().where(_m.id.in_(wanted[begin : begin + AT_ONCE]), within(reach))
        found += accounts_of(db, db.all(some.where(_m.organization_id == viewer.organization_id).order_by(_m.id)))
    if len(found) != len(wanted):
        raise PersonNotFound
    return found


def _target(db: Db, viewer: Viewer, wanted: BulkWanted) -> HeldPost | None:
    """Return the post to be given, in an open department of the body."""
    if wanted.act not in ("move", "post"):
        return None
    title = checked_optional(wanted.title, TITLE_LIMIT) or ""
    found = db.first(
        select(_d.name, _d.path).where(
            _d.id == wanted.department_id, _d.organization_id == viewer.organization_id, _d.closed_at.is_(None)
        )
    )
    if found is None or wanted.department_id is None:
        raise DepartmentNotFound
    return HeldPost(wanted.department_id, found.name, title, found.path)


def _posts_after(account: Account, act: BulkAct, target: HeldPost) -> list[HeldPost]:
    """Moved, somebody keeps their concurrent posts; given a post, they keep all others."""
    before = account.posts
    if not target.title and before:
        target = msgspec.structs.replace(target, title=before[0].title)
    others = [post for post in (before[1:] if act == "move" else before) if post.department_id != target.department_id]
    if act == "move" or not before or before[0].department_id == target.department_id:
        return [target, *others]
    return [*others, target]


def _problem(db: Db, viewer: Viewer, act: BulkAct, account: Account, posts: list[HeldPost]) -> Problem | None:
    """Return why it cannot be done to somebody; None when it can."""
    try:
        _require(db, viewer, act, account, posts)
    except (AccountDeleted, AccountOfPowers, OwnAccount, StatusUnfit, PostForStaff, PostBeyondReach) as problem:
        return problem
    return None


def _require(db: Db, viewer: Viewer, act: BulkAct, account: Account, posts: list[HeldPost]) -> None:
    """Ask the same rules as for one account."""
    if account.deleted_at is not None:
        raise AccountDeleted
    if (account.roles or account.tasks) and not has_role(viewer, "administrator"):
        raise AccountOfPowers
    if act == "suspend" and account.id == viewer.member_id:
        raise OwnAccount
    if act != "reopen" and account.status == "left":
        raise StatusUnfit
    if act in ("move", "post"):
        if account.kind != "staff":
            raise PostForStaff
        require_posts_within(db, viewer, account.posts, posts)


def _changes(act: BulkAct, account: Account, posts: list[HeldPost]) -> bool:
    if act == "suspend":
        return account.status == "active"
    if act == "reopen":
        return account.status != "active"
    return posts != account.posts


Changing = Sequence[tuple[Account, list[HeldPost]]]


def _suspend(db: Db, viewer: Viewer, changing: Changing) -> None:
    _keep_status(db, viewer, changing, "suspended")
    ended = [(one, end_sessions(db, one.id, viewer)) for one, _ in changing]
    bodies = [PersonSuspended(id=one.id, name=one.name, sessions=sessions) for one, sessions in ended]
    append_all(db, organization_stream(viewer.organization_id), bodies, viewer)


def _reopen(db: Db, viewer: Viewer, changing: Changing) -> None:
    for kind in ("staff", "guest"):
        if count := sum(one.kind == kind for one, _ in changing):
            require_room_for_members(db, viewer.organization_id, count, kind)
    _keep_status(db, viewer, changing, "active")
    bodies = [PersonReopened(id=one.id, name=one.name) for one, _ in changing]
    append_all(db, organization_stream(viewer.organization_id), bodies, viewer)
    changes = drop_former_posts(db, viewer, [one for one, _ in changing])
    append_all(db, organization_stream(viewer.organization_id), changes, viewer)


def _keep_status(db: Db, viewer: Viewer, changing: Changing, status: MemberStatus) -> None:
    ids = [one.id for one, _ in changing]
    for one, _ in changing:
        if "administrator" in one.roles:
            note_stop(db, viewer, one.id, is_stopped=status != "active")
    for begin in range(0, len(ids), AT_ONCE):
        db.execute(update(member_table).where(_m.id.in_(ids[begin : begin + AT_ONCE])).values(status=status))
    guests_come_back(db, [one.id for one, _ in changing if one.kind == "guest" and one.status == "left"])
    bodies = [MemberStatusChanged(id=one, status=status) for one in ids]
    append_all(db, directory_stream(viewer.organization_id), bodies, viewer)


def _post(db: Db, viewer: Viewer, changing: Changing) -> None:
    bodies: list[PersonChanged] = []
    for one, posts in changing:
        hold_posts(db, viewer, one.id, [Post(post.department_id, post.title) for post in posts])
        bodies.append(PersonChanged(id=one.id, name=one.name, changes=[post_difference(one.posts, posts)]))
    append_all(db, organization_stream(viewer.organization_id), bodies, viewer)
    append_all(db, directory_stream(viewer.organization_id), [MemberChanged(id=one.id) for one, _ in changing], viewer)


_DOING: dict[BulkAct, Callable[[Db, Viewer, Changing], None]] = {
    "suspend": _suspend,
    "reopen": _reopen,
    "move": _post,
    "post": _post,
}
