"""What is done with a guest while they are here: renewed, handed to another sponsor, ended."""

from sqlalchemy import insert, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.guests.entries import GuestEnded, GuestRenewed, GuestSponsorChanged
from kairan.guests.model import WhyEnded, guest_table
from kairan.guests.notices import tell_sponsor
from kairan.guests.problems import GuestNotFound, SponsorFirst, SponsorUnfit
from kairan.guests.rules import (
    administers,
    checked_end,
    looks_after,
    main_department_of,
    require_guest,
    require_sponsor,
    rules_of,
)
from kairan.people import change_status, directory_stream, organization_stream
from kairan.people.entries import MemberChanged
from kairan.sessions import end_sessions
from kairan.talk.closed_accounts import take_out

_g = guest_table.c


def take_on(db: Db, sponsor: Viewer, member_id: MemberId, purpose: str, ends_on: str) -> None:
    """Let a member of staff answer for a guest whose account came into being otherwise than by an invitation."""
    values = {"sponsor_id": sponsor.member_id, "sponsor_department_id": main_department_of(db, sponsor.member_id)}
    new = {"member_id": member_id, "organization_id": sponsor.organization_id, "purpose": purpose, "ends_on": ends_on}
    db.execute(insert(guest_table).values(**values, **new))


def renew(db: Db, viewer: Viewer, member_id: MemberId, ends_on: str) -> None:
    """Move a guest's last day (延長). Problems: GuestNotFound, GuestEndUnfit, SponsorFirst."""
    guest = _held(db, viewer, member_id)
    wanted = checked_end(rules_of(db, viewer.organization_id), ends_on)
    _require_sponsored(db, viewer, guest)
    if wanted == guest.ends_on:
        return
    db.execute(update(guest_table).where(_g.member_id == member_id).values(ends_on=wanted, told_days=None))
    renewed = GuestRenewed(member_id=member_id, name=guest.name, before=guest.ends_on, ends_on=wanted)
    append(db, organization_stream(viewer.organization_id), renewed, viewer)
    append(db, directory_stream(viewer.organization_id), MemberChanged(id=member_id), viewer)
    tell_sponsor(db, viewer, MemberId(guest.sponsor_id))


def _require_sponsored(db: Db, viewer: Viewer, guest: Record) -> None:
    try:
        require_sponsor(db, viewer, MemberId(guest.sponsor_id))
    except SponsorUnfit:
        raise SponsorFirst from None


def change_sponsor(db: Db, viewer: Viewer, member_id: MemberId, sponsor_id: MemberId) -> None:
    """Let somebody else answer for a guest (責任者の変更). Problems: GuestNotFound, SponsorUnfit.

    Naming the same person again says that they still do, after they moved to another section.
    """
    guest = _held(db, viewer, member_id)
    sponsor = require_sponsor(db, viewer, sponsor_id)
    if guest.sponsor_id != viewer.member_id and not looks_after(db, viewer, sponsor.id):
        raise SponsorUnfit  # a delegate hands nobody over to a section that is not theirs
    values = {"sponsor_id": sponsor.id, "sponsor_department_id": main_department_of(db, sponsor.id)}
    if (guest.sponsor_id, guest.sponsor_department_id) == tuple(values.values()):
        return
    db.execute(update(guest_table).where(_g.member_id == member_id).values(values))
    before = MemberId(guest.sponsor_id)
    changed = GuestSponsorChanged(member_id=member_id, name=guest.name, before=before, sponsor_id=sponsor.id)
    append(db, organization_stream(viewer.organization_id), changed, viewer)
    for one in {before, sponsor.id}:
        tell_sponsor(db, viewer, one)


def end_now(db: Db, viewer: Viewer, member_id: MemberId) -> None:
    """Close a guest's account at once (利用の終了). Problems: GuestNotFound."""
    guest = _held(db, viewer, member_id)
    close(db, viewer, guest, "by_staff")


def _held(db: Db, viewer: Viewer, member_id: MemberId) -> Record:
    """Return a guest who has not ended, with the organisation's stream locked. Problems: GuestNotFound."""
    hold(db, organization_stream(viewer.organization_id))
    guest = require_guest(db, viewer, member_id)
    if guest.status == "left" and not (administers(viewer) and guest.ended_at is None):
        raise GuestNotFound
    return guest


def close(db: Db, by: Viewer | None, guest: Record, why: WhyEnded) -> None:
    """End a guest's sessions and memberships and close their account; what they wrote stays under their name."""
    organization_id, member_id = OrganizationId(guest.organization_id), MemberId(guest.member_id)
    if guest.status != "left":
        change_status(db, by, organization_id, member_id, "left")
    ended = end_sessions(db, member_id, by, "account_closed")
    take_out(db, by, member_id)
    values = {"ended_at": now_ms(), "ended_why": why}
    db.execute(update(guest_table).where(_g.member_id == member_id).values(values))
    told = GuestEnded(member_id=member_id, name=guest.name, why=why, sessions=ended)
    append(db, organization_stream(organization_id), told, by)
    tell_sponsor(db, by, MemberId(guest.sponsor_id))
