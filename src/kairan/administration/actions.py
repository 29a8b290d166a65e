"""What administrators do to accounts. Each act asks for the role, changes, and leaves an entry."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import select, update

from kairan.administration.access import (
    hold_changeable,
    require_account,
    require_posts_within,
)
from kairan.administration.beginning_anew import begin_with_powers
from kairan.administration.bulk import BulkWanted
from kairan.administration.coming_back import drop_former_posts
from kairan.administration.delegation import change_tasks
from kairan.administration.differing import is_known_otherwise, post_difference
from kairan.administration.entries import (
    Difference,
    PasswordReset,
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
from kairan.administration.model import (
    EXTENSION_LIMIT,
    Account,
    AccountChange,
    HeldPost,
    NewAccount,
    PostWanted,
    ids_of,
    told,
)
from kairan.administration.powers import PasswordWanted, RoleWanted, subject_of
from kairan.administration.problems import (
    DepartmentNotFound,
    LastAdministrator,
    NumberTaken,
    OwnAccount,
    RoleForStaff,
    StatusUnfit,
)
from kairan.administration.queries import accounts, accounts_of, administrators
from kairan.consents.actions import settle_second
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import (
    NewMember,
    Post,
    Role,
    change_status,
    create_member,
    department_table,
    directory_stream,
    hold_posts,
    member_table,
    note_hand,
    note_stop,
    organization_stream,
    reach_of,
    require_base,
    require_role,
)
from kairan.people.actions import require_free_login, sought_by
from kairan.people.entries import MemberChanged
from kairan.people.founding import checked_login, checked_name
from kairan.people.typed_fields import TITLE_LIMIT, checked_mail, checked_number, checked_optional, has_number
from kairan.sessions import end_sessions, issue_password
from kairan.single_sign_on.dropping import drop_links_by_rule

_m = member_table.c
PERSON_CHANGES = (
    PersonChanged.kind, PersonSuspended.kind, PersonReopened.kind, PersonLeft.kind, RoleGiven.kind, RoleTaken.kind,
    TaskGiven.kind, TaskWithdrawn.kind,
)  # fmt: skip
"""By what an account, as a form shows it, becomes another one."""


def add_person(db: Db, viewer: Viewer, new: NewAccount, password_hash: str) -> Account:
    """Create an account for a member of staff. Problems: RoleNeeded, LoginTaken, DepartmentNotFound, Malformed ones."""
    reach_of(viewer, "people")
    hold(db, organization_stream(viewer.organization_id))  # no department is closed or merged meanwhile
    posts = _checked_posts(db, viewer, new.posts)
    require_posts_within(db, viewer, [], posts)
    member = NewMember(
        login=checked_login(new.login),
        name=checked_name(new.name),
        kana=checked_name(new.kana) if new.kana.strip() else "",
        mail=checked_mail(new.mail),
        extension=checked_optional(new.extension, EXTENSION_LIMIT),
        password_hash=password_hash,
        password_issued_at=now_ms(),
        number=checked_number(new.number),
    )
    _require_free_number(db, viewer, member.number)
    member_id = create_member(db, viewer, viewer.organization_id, member)
    _hold_posts(db, viewer, member_id, posts)
    added = PersonAdded(
        id=member_id,
        name=member.name,
        login=member.login,
        posts=told(posts),
        department_ids=tuple(ids_of(posts)),
    )
    append(db, organization_stream(viewer.organization_id), added, viewer)
    return require_account(db, viewer, member_id)


def change_person(
    db: Db, viewer: Viewer, member_id: MemberId, change: AccountChange, base: str | None = None
) -> Account:
    """Change an account; nothing changed leaves no entry.

    Problems: RoleNeeded, PersonNotFound, ChangedMeanwhile, LoginTaken, NumberTaken, DepartmentNotFound,
    PostBeyondReach.
    """
    before = hold_changeable(db, viewer, member_id)
    require_base(db, viewer, base, before.revision, PERSON_CHANGES, member_id)
    values = _values(before, change)
    posts = before.posts
    if change.posts is not msgspec.UNSET:
        posts = _checked_posts(db, viewer, change.posts)
        require_posts_within(db, viewer, before.posts, posts)
    if "login" in values:
        require_free_login(db, viewer.organization_id, values["login"], member_id)
    _require_free_number(db, viewer, values.get("number"), member_id)
    changes = [*_differences(before, values), *_moves(before.posts, posts)]
    if not changes:
        return before
    if values:
        name, kana = values.get("name", before.name), values.get("kana", before.kana)
        db.execute(update(member_table).where(_m.id == member_id).values(**values, sought=sought_by(name, kana)))
    if posts != before.posts:
        _hold_posts(db, viewer, member_id, posts)
    if member_id != viewer.member_id and is_known_otherwise(changes):
        note_hand(db, viewer, member_id, "login")
        drop_links_by_rule(db, viewer, [member_id])
    _record_change(db, viewer, PersonChanged(id=member_id, name=before.name, changes=changes))
    return require_account(db, viewer, member_id)


def _require_free_number(db: Db, viewer: Viewer, number: str | None, but: MemberId | None = None) -> None:
    if number is None:
        return
    taken = select(_m.id).where(_m.organization_id == viewer.organization_id, has_number(number), _m.id != but)
    if db.first(taken) is not None:
        raise NumberTaken(number=number)


def _values(before: Account, change: AccountChange) -> dict[str, Any]:
    """Return the columns that are really to change, as they are stored."""
    wanted: dict[str, Any] = {}
    if change.login is not msgspec.UNSET:
        wanted["login"] = checked_login(change.login)
    if change.name is not msgspec.UNSET:
        wanted["name"] = checked_name(change.name)
    if change.kana is not msgspec.UNSET:
        wanted["kana"] = checked_name(change.kana) if change.kana.strip() else ""
    if change.number is not msgspec.UNSET:
        wanted["number"] = checked_number(change.number)
    if change.mail is not msgspec.UNSET:
        wanted["mail"] = checked_mail(change.mail)
    if change.extension is not msgspec.UNSET:
        wanted["extension"] = checked_optional(change.extension, EXTENSION_LIMIT)
    return {field: value for field, value in wanted.items() if getattr(before, field) != value}


def _differences(before: Account, values: dict[str, Any]) -> Iterator[Difference]:
    for field, value in values.items():
        yield Difference(field, getattr(before, field) or None, value or None)


def _moves(before: Sequence[HeldPost], after: Sequence[HeldPost]) -> Iterator[Difference]:
    if list(before) != list(after):
        yield post_difference(before, after)


def _checked_posts(db: Db, viewer: Viewer, wanted: Sequence[PostWanted]) -> list[HeldPost]:
    """Return posts in open departments of the viewer's body; one post for each department."""
    _d = department_table.c
    names = {
        row[0]: (row[1], row[2])
        for row in db.execute(
            select(_d.id, _d.name, _d.path).where(
                _d.organization_id == viewer.organization_id,
                _d.closed_at.is_(None),
                _d.id.in_([post.department_id for post in wanted]),
            )
        )
    }
    posts: dict[str, HeldPost] = {}
    for post in wanted:
        if post.department_id not in names:
            raise DepartmentNotFound
        title = checked_optional(post.title, TITLE_LIMIT) or ""
        name, path = names[post.department_id]
        posts.setdefault(post.department_id, HeldPost(post.department_id, name, title, path))
    return list(posts.values())


def _hold_posts(db: Db, viewer: Viewer, member_id: MemberId, posts: Sequence[HeldPost]) -> None:
    hold_posts(db, viewer, member_id, [Post(post.department_id, post.title) for post in posts])


def _record_change(db: Db, viewer: Viewer, changed: PersonChanged) -> None:
    append(db, organization_stream(viewer.organization_id), changed, viewer)
    append(db, directory_stream(viewer.organization_id), MemberChanged(id=changed.id), viewer)


def suspend_person(db: Db, viewer: Viewer, member_id: MemberId) -> Account:
    """Suspend an account (休止): nobody can sign in to it. Problems: RoleNeeded, PersonNotFound, LastAdministrator."""
    before = _stop(db, viewer, member_id)
    if before.status == "suspended":
        return before
    change_status(db, viewer, viewer.organization_id, member_id, "suspended")
    ended = end_sessions(db, member_id, viewer)
    suspended = PersonSuspended(id=member_id, name=before.name, sessions=ended)
    append(db, organization_stream(viewer.organization_id), suspended, viewer)
    return require_account(db, viewer, member_id)


def mark_left(db: Db, viewer: Viewer, member_id: MemberId) -> Account:
    """Close the account of somebody who left (退職・転出); what they wrote stays under their name."""
    before = _stop(db, viewer, member_id)
    if before.status == "left":
        return before
    change_tasks(db, viewer, before, set())
    change_status(db, viewer, viewer.organization_id, member_id, "left")
    ended = end_sessions(db, member_id, viewer)
    append(
        db,
        organization_stream(viewer.organization_id),
        PersonLeft(id=member_id, name=before.name, sessions=ended),
        viewer,
    )
    return require_account(db, viewer, member_id)


def _stop(db: Db, viewer: Viewer, member_id: MemberId) -> Account:
    """Allow an account to be taken out of use: never one's own, never the last administrator's."""
    before = hold_changeable(db, viewer, member_id)
    if member_id == viewer.member_id:
        raise OwnAccount
    _require_another_administrator(db, viewer, before)
    return before


def reopen_person(db: Db, viewer: Viewer, member_id: MemberId) -> Account:
    """Let a suspended or closed account be used again; posts in departments closed meanwhile fall away.

    Of somebody with powers with another administrator's consent where there is one: of doing it to many.
    Problems: RoleNeeded, PersonNotFound, SecondPersonNeeded.
    """
    before = hold_changeable(db, viewer, member_id)
    if before.status == "active":
        return before
    wanted = BulkWanted(act="reopen", member_ids=[member_id])
    settle_second(db, viewer, "bulk", wanted, subject_of([before], bulk="reopen"))
    change_status(db, viewer, viewer.organization_id, member_id, "active")
    append(db, organization_stream(viewer.organization_id), PersonReopened(id=member_id, name=before.name), viewer)
    for changed in drop_former_posts(db, viewer, [before]):
        _record_change(db, viewer, changed)
    (after,) = accounts_of(db, db.all(accounts().where(_m.id == member_id)))  # by now perhaps beyond the viewer's reach
    return after


def reset_password(db: Db, viewer: Viewer, member_id: MemberId, password_hash: str) -> None:
    """Replace a forgotten password; every session ends. Problems: RoleNeeded, PersonNotFound, StatusUnfit."""
    before = hold_resettable(db, viewer, member_id)
    second = settle_second(db, viewer, "password", PasswordWanted(member_id), subject_of([before]))
    ended = issue_password(db, member_id, password_hash, viewer)
    reset = PasswordReset(id=member_id, name=before.name, sessions=ended, second=second)
    append(db, organization_stream(viewer.organization_id), reset, viewer)


def hold_resettable(db: Db, viewer: Viewer, member_id: MemberId) -> Account:
    """Return an account whose password the viewer may replace: never one's own. Problems: those of resetting."""
    before = hold_changeable(db, viewer, member_id)
    if before.status != "active":
        raise StatusUnfit
    if member_id == viewer.member_id:
        raise OwnAccount  # one's own is changed with the present one, in the settings
    return before


def give_role(db: Db, viewer: Viewer, member_id: MemberId, role: Role) -> Account:
    """Give a role to a member of staff, with another administrator's consent where there is one.

    Problems: RoleNeeded, PersonNotFound, RoleForStaff, StatusUnfit, SecondPersonNeeded.
    """
    before = hold_role_fit(db, viewer, member_id)
    if role in before.roles:
        return before
    second = settle_second(db, viewer, "role", RoleWanted(member_id, role), subject_of([before], role=role))
    keep_roles(db, member_id, {*before.roles, role})
    begin_with_powers(db, viewer, member_id, had_powers=bool(before.roles or before.tasks), second=second)
    if second is None:
        note_hand(db, viewer, member_id, role)
    else:
        note_hand(db, None, member_id, role)  # by two: no one hand's
    if role == "administrator":
        note_stop(db, viewer, member_id, is_stopped=False)
    given = RoleGiven(id=member_id, name=before.name, role=role, second=second)
    append(db, organization_stream(viewer.organization_id), given, viewer)
    return require_account(db, viewer, member_id)


def hold_role_fit(db: Db, viewer: Viewer, member_id: MemberId) -> Account:
    """Return an account to which the viewer may give a role. Problems: those of giving one."""
    require_role(viewer, "administrator")
    before = hold_changeable(db, viewer, member_id)
    if before.kind != "staff":
        raise RoleForStaff
    if before.status != "active":
        raise StatusUnfit
    return before


def take_role(db: Db, viewer: Viewer, member_id: MemberId, role: Role) -> Account:
    """Take a role away, but not the last administrator's. Problems: RoleNeeded, PersonNotFound, LastAdministrator."""
    require_role(viewer, "administrator")
    before = hold_changeable(db, viewer, member_id)
    if role not in before.roles:
        return before
    if role == "administrator":
        _require_another_administrator(db, viewer, before)
    keep_roles(db, member_id, {*before.roles} - {role})
    if role == "administrator":
        note_stop(db, viewer, member_id, is_stopped=True)
    taken = RoleTaken(id=member_id, name=before.name, role=role)
    append(db, organization_stream(viewer.organization_id), taken, viewer)
    return require_account(db, viewer, member_id)


def keep_roles(db: Db, member_id: MemberId, roles: set[str]) -> None:
    """Write who somebody is to the body; whoever calls this puts it on record."""
    db.execute(update(member_table).where(_m.id == member_id).values(roles=msgspec.json.encode(sorted(roles)).decode()))


def _require_another_administrator(db: Db, viewer: Viewer, leaving: Account) -> None:
    if "administrator" in leaving.roles and not administrators(db, viewer.organization_id, besides=leaving.id):
        raise LastAdministrator
