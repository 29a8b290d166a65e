"""Opening a one-time link, and coming in by it: the whole of it happens, or nothing."""

import msgspec
from sqlalchemy import func, insert, or_, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.problems import Problem
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.guests.admitting import admit_guest, inviter_of, rooms_still_open
from kairan.guests.entries import GuestLinkRefused
from kairan.guests.links import digest_of, name_of
from kairan.guests.model import InvitationId, guest_table, invitation_table, link_table
from kairan.guests.problems import (
    InvitationWithdrawn,
    LinkExpired,
    LinkUnknown,
    LinkUsed,
    LinkVoided,
    TooManyLinks,
)
from kairan.guests.reopening import reopen_guest
from kairan.guests.rules import main_department_of
from kairan.people import (
    NewMember,
    create_member,
    member_table,
    organization_stream,
    people_named,
)
from kairan.people.model import LOGIN_LIMIT
from kairan.sessions.sign_in_throttle import count_miss, wait_s_of

REFUSALS_TOLD_EVERY_MS = 3_600_000
WHAT = "guest-link"

_l, _i, _g, _m = link_table.c, invitation_table.c, guest_table.c, member_table.c


class Host(msgspec.Struct, frozen=True):
    """Somebody of the inviting body, as a stranger may see them: name and section, with all above it."""

    name: str
    department: str | None
    post: str | None


class OpenedInvitation(msgspec.Struct, frozen=True, kw_only=True):
    """What the guest is told before they accept: who invites them where, what for, until when."""

    organization_id: OrganizationId
    organization: str
    name: str
    body: str
    login: str
    purpose: str
    ends_on: str
    rooms: list[str]
    invited_by: Host
    sponsor: Host


class CameIn(msgspec.Struct, frozen=True):
    """The account a guest has now; they sign in with it as everybody does."""

    organization_id: OrganizationId
    login: str


def require_patience(db: Db, address: str) -> None:
    """Refuse an address that opened too many wrong links. Problems: TooManyLinks."""
    if wait_s := wait_s_of(db, WHAT, address):
        raise TooManyLinks(retry_after_s=wait_s, wait_s=wait_s)


def link_known(db: Db, token: str) -> str | None:
    """Return by what a link that was once made is counted, good or not any more; None where there was none."""
    found = db.scalar(select(_l.digest).where(_l.digest == digest_of(token)))
    return None if found is None else str(found)


def open_link(db: Db, token: str) -> OpenedInvitation:
    """Return what a link invites to; changes nothing.

    Problems: LinkUnknown, LinkExpired, LinkUsed, LinkVoided, InvitationWithdrawn.
    """
    row = _invited_by(db, token)
    rooms = rooms_still_open(db, row)
    people = {one.id: one for one in people_named(db, {row.invited_by, row.sponsor_id})}
    hosts = {key: Host(one.name, one.department_path, one.post) for key, one in people.items()}
    if not rooms:
        raise InvitationWithdrawn(by=hosts[row.invited_by].name)
    return OpenedInvitation(
        organization_id=OrganizationId(row.organization_id),
        organization=name_of(db, OrganizationId(row.organization_id)),
        name=row.name,
        body=row.body,
        login=_login_of(db, row),
        purpose=row.purpose,
        ends_on=row.ends_on,
        rooms=sorted(rooms.values()),
        invited_by=hosts[row.invited_by],
        sponsor=hosts[row.sponsor_id],
    )


def accept(db: Db, token: str, password_hash: str) -> CameIn:
    """Make the account, let it into the rooms, and use the link up.

    Problems: as for opening it; LoginTaken.
    """
    row = _invited_by(db, token)
    organization_id = OrganizationId(row.organization_id)
    hold(db, organization_stream(organization_id))
    row = _invited_by(db, token)  # of two at once the second finds it used
    _require_still_outside(db, row)
    login = _login_of(db, row)
    if row.member_id is None:
        member_id = _created(db, row, login, password_hash)
    else:
        member_id = reopen_guest(db, row, password_hash)
    _answer_for(db, row, member_id)
    admit_guest(db, Viewer(member_id=member_id, organization_id=organization_id, kind="guest"), row, member_id)
    return CameIn(organization_id, login)


def _invited_by(db: Db, token: str) -> Record:
    """Return the invitation behind a link that is good. Problems: those of links."""
    row = db.first(
        select(invitation_table, _l.expires_at, _l.voided_at, _l.mailed)
        .join(link_table, _l.invitation_id == _i.id)
        .where(_l.digest == digest_of(token))
    )
    if row is None:
        raise LinkUnknown
    by = people_named(db, [row.invited_by])[0].name
    if row.withdrawn_at is not None or row.declined_at is not None:
        raise InvitationWithdrawn(by=by)
    if row.accepted_at is not None:
        raise LinkUsed
    if row.voided_at is not None:
        raise LinkVoided
    if row.expires_at <= now_ms():
        raise LinkExpired(by=by)
    return row


def _require_still_outside(db: Db, row: Record) -> None:
    """Refuse when the address has meanwhile become that of somebody's account, or the former guest's is open again.

    A link opens an account that is closed and nothing else: it must not replace the password of one in use, nor bring
    back one that was deleted. Problems: InvitationWithdrawn.
    """
    has_mail = or_(func.lower(_m.mail) == row.mail, func.lower(_m.login) == row.mail)
    others = select(_m.id).where(
        _m.organization_id == row.organization_id, has_mail, _m.status != "left", _m.id.is_distinct_from(row.member_id)
    )
    closed = select(_m.id).where(_m.id == row.member_id, _m.status == "left", _m.deleted_at.is_(None))
    is_in_use = row.member_id is not None and db.first(closed) is None
    if is_in_use or db.first(others) is not None:
        raise InvitationWithdrawn(by=people_named(db, [row.invited_by])[0].name)


def _login_of(db: Db, row: Record) -> str:
    """Return what a guest signs in with: their address, or a short name where that is too long or taken before."""
    if row.member_id is not None:
        return str(db.scalar(select(_m.login).where(_m.id == row.member_id)))
    return row.mail if len(row.mail) <= LOGIN_LIMIT else f"guest-{row.id}"


def _created(db: Db, row: Record, login: str, password_hash: str) -> MemberId:
    new = NewMember(
        login=login,
        name=row.name,
        kana=row.kana,
        kind="guest",
        mail=row.mail,
        password_hash=password_hash,
        affiliation=row.body,
    )
    return create_member(db, inviter_of(row), OrganizationId(row.organization_id), new)


def _answer_for(db: Db, row: Record, member_id: MemberId) -> None:
    """Write down who answers for the guest from now on."""
    values = {
        "organization_id": row.organization_id,
        "sponsor_id": row.sponsor_id,
        "sponsor_department_id": main_department_of(db, MemberId(row.sponsor_id)),
        "purpose": row.purpose,
        "ends_on": row.ends_on,
        "told_days": None,
        "roomless_at": None,
        "ended_at": None,
        "ended_why": None,
    }
    if not db.execute(update(guest_table).where(_g.member_id == member_id).values(values)).rowcount:
        db.execute(insert(guest_table).values(member_id=member_id, **values))


def note_refused(db: Db, token: str, refusal: Problem, address: str) -> None:
    """Count a wrong link against its address, and tell the body if it was once one of theirs."""
    count_miss(db, WHAT, address)
    row = db.first(
        select(_i.id, _i.name, _i.organization_id, _l.told_at)
        .join(link_table, _l.invitation_id == _i.id)
        .where(_l.digest == digest_of(token))
    )
    if row is None or (row.told_at is not None and row.told_at > now_ms() - REFUSALS_TOLD_EVERY_MS):
        return
    db.execute(update(link_table).where(_l.digest == digest_of(token)).values(told_at=now_ms()))
    why = refusal.code.removeprefix("guest.")
    refused = GuestLinkRefused(invitation_id=InvitationId(row.id), name=row.name, why=why, address=address)
    append(db, organization_stream(OrganizationId(row.organization_id)), refused, None)
