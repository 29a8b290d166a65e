"""An administrator for a body that has none left (管理者の指名): the one act by which operators reach into a body.

It is open only while nobody of the body administers it and can sign in, asks for a reason, and tells of one person:
the one who is named. That it was tried, too, is on both records. Nothing else of the body's people is shown.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import or_, select

from kairan.administration.actions import keep_roles
from kairan.administration.entries import PasswordReset, PersonAdded, RoleGiven
from kairan.administration.queries import administrators
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.installation.actions import checked_reason, held_body, tell_both
from kairan.installation.entries import AdministratorNamed, AdministratorSought, HowNamed
from kairan.installation.model import AccountSought, BodyDetail, NewAdministrator
from kairan.installation.problems import AdministratorThere, PasswordMissing
from kairan.installation.queries import body
from kairan.people import NewMember, create_member, has_login, member_table, note_hand, note_stop, organization_stream
from kairan.people.founding import checked_login, checked_name
from kairan.sessions import end_sessions, issue_password
from kairan.single_sign_on.dropping import drop_links_by_rule

_m = member_table.c


class Named(msgspec.Struct, frozen=True):
    """Who administers the body from now on; with a password of ours only if one was issued."""

    body: BodyDetail
    name: str
    login: str


def name_administrator(
    db: Db, viewer: Viewer, organization_id: OrganizationId, wanted: AccountSought, password_hash: str | None
) -> Named | None:
    """Make one active account of the body its administrator; None, and on record, where not exactly one is meant.

    With a password its former one is replaced. Its sessions end and its links to a provider fall away; its second
    factors stay, so that whoever has them still has to show them. It returns instead of raising: that somebody was
    sought is on record. Problems: NotFound, BodyNotFound, ReasonMissing, AdministratorThere, PasswordMissing.
    """
    held = _held_leaderless(db, viewer, organization_id)
    reason = checked_reason(wanted.reason)
    found = _accounts_meant(db, organization_id, wanted.account)
    if len(found) != 1:
        sought = AdministratorSought(id=organization_id, name=held.name, reason=reason)
        tell_both(db, viewer, organization_id, sought)
        return None
    (row,) = found
    if password_hash is not None:
        _issue(db, viewer, organization_id, row, password_hash)
    elif row.password_hash is None:
        raise PasswordMissing
    end_sessions(db, MemberId(row.id), viewer)
    drop_links_by_rule(db, viewer, [MemberId(row.id)], also_own=True)
    keep_roles(db, MemberId(row.id), {*msgspec.json.decode(row.roles, type=list[str]), "administrator"})
    note_hand(db, None, MemberId(row.id), "administrator")
    note_stop(db, None, MemberId(row.id), is_stopped=False)
    told = RoleGiven(id=row.id, name=row.name, role="administrator")
    _tell(db, viewer, held, told, reason, "own" if password_hash is None else "issued")
    return Named(body(db, viewer, organization_id), row.name, row.login)


def add_administrator(
    db: Db, viewer: Viewer, organization_id: OrganizationId, new: NewAdministrator, password_hash: str
) -> Named:
    """Add an administrator to a body that has none left, with a password to be changed at the first sign-in.

    Problems: NotFound, BodyNotFound, ReasonMissing, AdministratorThere, LoginTaken, NameTooLong, LoginMalformed, and
    those of `require_room_for_members`.
    """
    held = _held_leaderless(db, viewer, organization_id)
    reason = checked_reason(new.reason)
    member = NewMember(
        login=checked_login(new.login),
        name=checked_name(new.name),
        password_hash=password_hash,
        password_issued_at=now_ms(),
        roles=("administrator",),
    )
    member_id = create_member(db, viewer, organization_id, member)
    added = PersonAdded(id=member_id, name=member.name, login=member.login, posts="")
    append(db, organization_stream(organization_id), added, viewer)
    _tell(db, viewer, held, RoleGiven(id=member_id, name=member.name, role="administrator"), reason, "added")
    return Named(body(db, viewer, organization_id), member.name, member.login)


def _held_leaderless(db: Db, viewer: Viewer, organization_id: OrganizationId) -> Record:
    """Read a body that nobody administers; two operators name one after the other, and the second is refused."""
    held = held_body(db, viewer, organization_id)
    hold(db, organization_stream(organization_id))
    if administrators(db, organization_id):
        raise AdministratorThere
    return held


def _accounts_meant(db: Db, organization_id: OrganizationId, typed: str) -> Sequence[Record]:
    """Return the active accounts whose login or whole name was typed; a part of a name finds nobody."""
    account = typed.strip()
    meant = or_(has_login(account), _m.name == account)
    active = (_m.organization_id == organization_id, _m.status == "active", _m.kind == "staff")
    found = select(_m.id, _m.name, _m.login, _m.roles, _m.password_hash).where(*active, meant)
    return db.all(found.limit(2)) if account else []


def _issue(db: Db, viewer: Viewer, organization_id: OrganizationId, row: Record, password_hash: str) -> None:
    ended = issue_password(db, MemberId(row.id), password_hash, viewer)
    append(db, organization_stream(organization_id), PasswordReset(id=row.id, name=row.name, sessions=ended), viewer)


def _tell(db: Db, viewer: Viewer, held: Record, given: RoleGiven, reason: str, how: HowNamed) -> None:
    append(db, organization_stream(held.id), given, viewer)
    named = AdministratorNamed(
        member_id=given.id, name=given.name, organization_id=held.id, organization=held.name, reason=reason, how=how
    )
    tell_both(db, viewer, held.id, named)
