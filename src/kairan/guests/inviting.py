"""Inviting guests (ゲストの招待), and what may be done with an invitation until it is accepted."""

import msgspec
from sqlalchemy import ColumnElement, func, insert, or_, select, update

from kairan.core.journal import Body, append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.mail import is_address
from kairan.core.kit.text import bounded_name, bounded_text
from kairan.core.viewer import MemberId, Viewer
from kairan.guests.admitting import admit_guest
from kairan.guests.entries import (
    GuestInvitationConsented,
    GuestInvitationDeclined,
    GuestInvitationWithdrawn,
    GuestInvited,
)
from kairan.guests.letters import Delivery
from kairan.guests.links import names_of_rooms, send_link, void_links
from kairan.guests.model import (
    BODY_LIMIT,
    PURPOSE_LIMIT,
    Awaits,
    GuestRules,
    InvitationId,
    NewInvitation,
    guest_table,
    invitation_table,
)
from kairan.guests.notices import tell_sponsor
from kairan.guests.problems import (
    AlreadyGuest,
    AlreadyInvited,
    AlreadyStaff,
    GuestFieldNeeded,
    GuestGone,
    GuestMailNeeded,
    GuestStopped,
    InvitationNotFound,
    InvitationSettled,
    OwnInvitation,
)
from kairan.guests.rules import (
    administers,
    checked_end,
    looks_after,
    require_invitation,
    require_may_invite,
    require_sponsor,
    rules_of,
)
from kairan.people import member_table, organization_stream, people_named
from kairan.people.founding import NameTooLong, checked_name
from kairan.people.typed_fields import checked_mail
from kairan.policy import require
from kairan.talk.access import hold_open_room
from kairan.talk.alliance_rooms import require_may_take_guest
from kairan.talk.model import Room, RoomId
from kairan.talk.problems import DirectTalkFixed

_m, _g, _i = member_table.c, guest_table.c, invitation_table.c


class Made(msgspec.Struct, frozen=True):
    """An invitation that was made or sent again, and its link where it could not be mailed."""

    id: InvitationId
    link: str | None


def invite_guest(db: Db, viewer: Viewer, wanted: NewInvitation, delivery: Delivery) -> Made:
    """Invite somebody from outside into rooms the viewer is in.

    Problems: RefusedByPolicy, NotInviter, RoomNotFound, SponsorUnfit, GuestEndUnfit, AlreadyStaff, AlreadyInvited,
    AlreadyGuest (until confirmed), GuestStopped, those of `require_may_take_guest`, and those of names and texts.
    """
    require(viewer, "invite_guest")
    # Before any room is locked, as whoever moves people does it.
    hold(db, organization_stream(viewer.organization_id))
    decided = rules_of(db, viewer.organization_id)
    rooms = _checked_rooms(db, viewer, decided, wanted.room_ids)
    room_ids = [str(room.id) for room in rooms]
    values = _checked(wanted, decided)
    sponsor = require_sponsor(db, viewer, wanted.sponsor_id)
    known = _require_new(db, viewer, values["mail"])
    is_guest = known is not None and known.status == "active"
    if known is not None:  # also who was here before: nobody gives another person's account another name
        values |= {"name": known.name, "kana": known.kana, "body": known.affiliation or values["body"]}
    if known is not None and is_guest:
        _require_confirmed(db, known, wanted)
        sponsor = people_named(db, [known.sponsor_id or sponsor.id])[0]
        values["ends_on"] = known.ends_on or values["ends_on"]
    for room in rooms:
        require_may_take_guest(db, room, sponsor.id)
    invitation_id = InvitationId(new_id())
    row = {
        **values,
        "id": invitation_id,
        "organization_id": viewer.organization_id,
        "sponsor_id": sponsor.id,
        "invited_by": viewer.member_id,
        "rooms": msgspec.json.encode(room_ids).decode(),
        "history": wanted.history,
        "member_id": None if known is None else known.id,
        "awaits": _awaits(viewer, decided, sponsor.id, is_guest=is_guest),
        "created_at": now_ms(),
    }
    db.execute(insert(invitation_table).values(row))
    _record_invited(db, viewer, row, list(names_of_rooms(db, room_ids).values()))
    return _go_on(db, viewer, invitation_id, delivery)


def _checked_rooms(db: Db, viewer: Viewer, decided: GuestRules, room_ids: list[RoomId]) -> list[Room]:
    """Return the rooms in a fixed order, so that two invitations cannot lock each other out."""
    rooms = [hold_open_room(db, viewer, room_id) for room_id in sorted(set(room_ids))]
    for room in rooms:
        if room.kind != "group":
            raise DirectTalkFixed
        require(viewer, "invite_guest", room.room_class)
        require_may_invite(viewer, decided, is_master=room.role == "master")
    return rooms


def _checked(wanted: NewInvitation, decided: GuestRules) -> dict[str, str]:
    mail = (checked_mail(wanted.mail) or "").lower()
    if not is_address(mail):
        raise GuestMailNeeded
    if not wanted.body.strip() or not wanted.purpose.strip():
        raise GuestFieldNeeded
    body = bounded_name(wanted.body, BODY_LIMIT, NameTooLong)
    if not (purpose := bounded_text(wanted.purpose.strip(), PURPOSE_LIMIT)):
        raise GuestFieldNeeded
    return {
        "mail": mail,
        "name": checked_name(wanted.name),
        "kana": checked_name(wanted.kana) if wanted.kana.strip() else "",
        "body": body,
        "purpose": purpose,
        "ends_on": checked_end(decided, wanted.ends_on),
    }


def _require_new(db: Db, viewer: Viewer, mail: str) -> Record | None:
    """Return the guest who has this address, here now or before. Problems: AlreadyStaff, AlreadyInvited, GuestStopped.

    The organisation's stream is locked: two who invite the same person at once do it one after the other.
    """
    has_mail = or_(func.lower(_m.mail) == mail, func.lower(_m.login) == mail)
    found = db.first(
        select(_m.id, _m.name, _m.kana, _m.kind, _m.status, _m.affiliation, _g.sponsor_id, _g.ends_on)
        .outerjoin(guest_table, _g.member_id == _m.id)
        .where(_m.organization_id == viewer.organization_id, has_mail)
        .order_by((_m.kind == "staff").desc(), (_m.status != "left").desc(), _m.id)
        .limit(1)
    )
    if found is not None and found.kind == "staff":
        raise AlreadyStaff(name=found.name)
    if found is not None and found.status == "suspended":
        raise GuestStopped(name=found.name)
    earlier = db.first(select(_i.name, _i.invited_by).where(open_invitations(viewer), _i.mail == mail))
    if earlier is not None:
        raise AlreadyInvited(name=earlier.name, by=people_named(db, [earlier.invited_by])[0].name)
    return found


def open_invitations(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict invitations to those of the viewer's body that nobody has accepted or settled otherwise."""
    return (
        (_i.organization_id == viewer.organization_id)
        & _i.accepted_at.is_(None)
        & _i.withdrawn_at.is_(None)
        & _i.declined_at.is_(None)
    )


def _require_confirmed(db: Db, known: Record, wanted: NewInvitation) -> None:
    if not wanted.confirmed:
        sponsor = people_named(db, [known.sponsor_id])[0].name if known.sponsor_id else "—"
        raise AlreadyGuest(name=known.name, body=known.affiliation or "—", sponsor=sponsor)


def _awaits(viewer: Viewer, decided: GuestRules, sponsor_id: MemberId, *, is_guest: bool) -> Awaits | None:
    if administers(viewer):
        return None
    if is_guest and sponsor_id != viewer.member_id:
        return "sponsor"
    return "administrator" if decided.needs_consent and not is_guest else None


def _record_invited(db: Db, viewer: Viewer, row: dict[str, object], rooms: list[str]) -> None:
    told = ("name", "body", "mail", "purpose", "ends_on", "sponsor_id", "awaits", "history")
    fields = {name: row[name] for name in told}
    entry = msgspec.convert({**fields, "invitation_id": row["id"], "rooms": rooms}, GuestInvited)
    append(db, organization_stream(viewer.organization_id), entry, viewer)
    tell_sponsor(db, viewer, MemberId(str(row["sponsor_id"])))


def _go_on(db: Db, viewer: Viewer, invitation_id: InvitationId, delivery: Delivery) -> Made:
    """Do what an invitation is for, unless somebody's consent is missing: more rooms, or a link."""
    row = db.first(select(invitation_table).where(_i.id == invitation_id))
    if row is None or (row.awaits is not None and row.consented_at is None):
        return Made(invitation_id, None)
    _require_still_here(db, row)
    if row.member_id is not None and _is_active(db, row.member_id):
        admit_guest(db, viewer, row, MemberId(row.member_id))
        return Made(invitation_id, None)
    rooms = names_of_rooms(db, msgspec.json.decode(row.rooms, type=list[str]))
    return Made(invitation_id, send_link(db, viewer, row, sorted(rooms.values()), delivery))


def _require_still_here(db: Db, row: Record) -> None:
    """Whoever answers for a guest consents to more rooms, never to another stay. Problems: GuestGone."""
    if row.awaits == "sponsor" and not _is_active(db, row.member_id):
        raise GuestGone


def _is_active(db: Db, member_id: str) -> bool:
    return bool(db.scalar(select(_m.status).where(_m.id == member_id)) == "active")


def send_again(db: Db, viewer: Viewer, invitation_id: InvitationId, delivery: Delivery) -> Made:
    """Send a new link; the earlier one is void. Problems: InvitationNotFound, InvitationSettled, GuestGone."""
    row = _require_open(db, viewer, invitation_id)
    if row.awaits is not None and row.consented_at is None:
        raise InvitationSettled
    return _go_on(db, viewer, invitation_id, delivery)


def withdraw(db: Db, viewer: Viewer, invitation_id: InvitationId) -> None:
    """Take an invitation back; its link is void at once. Problems: InvitationNotFound, InvitationSettled."""
    row = require_invitation(db, viewer, invitation_id)
    if row.withdrawn_at is not None:
        return
    row = _require_open(db, viewer, invitation_id)
    void_links(db, invitation_id)
    _settle(db, viewer, row, GuestInvitationWithdrawn(invitation_id=invitation_id, name=row.name), "withdrawn_at")


def consent(db: Db, viewer: Viewer, invitation_id: InvitationId, delivery: Delivery) -> Made:
    """Consent to an invitation, which then takes its course.

    Problems: InvitationNotFound, InvitationSettled, GuestGone.
    """
    row = _require_awaiting(db, viewer, invitation_id)
    _require_still_here(db, row)
    consented = GuestInvitationConsented(invitation_id=invitation_id, name=row.name)
    _settle(db, viewer, row, consented, "consented_at")
    return _go_on(db, viewer, invitation_id, delivery)


def decline(db: Db, viewer: Viewer, invitation_id: InvitationId) -> None:
    """Refuse consent to an invitation. Problems: InvitationNotFound, InvitationSettled."""
    row = _require_awaiting(db, viewer, invitation_id)
    declined = GuestInvitationDeclined(invitation_id=invitation_id, name=row.name)
    _settle(db, viewer, row, declined, "declined_at")


def _settle(db: Db, viewer: Viewer, row: Record, entry: Body, column: str) -> None:
    db.execute(update(invitation_table).where(_i.id == row.id).values({column: now_ms()}))
    append(db, organization_stream(viewer.organization_id), entry, viewer)
    for member_id in {row.sponsor_id, row.invited_by}:
        tell_sponsor(db, viewer, MemberId(member_id))


def _require_open(db: Db, viewer: Viewer, invitation_id: InvitationId) -> Record:
    row = require_invitation(db, viewer, invitation_id)
    if row.accepted_at is not None or row.withdrawn_at is not None or row.declined_at is not None:
        raise InvitationSettled
    return row


def _require_awaiting(db: Db, viewer: Viewer, invitation_id: InvitationId) -> Record:
    """Return an invitation that waits for this viewer's consent: the inviter cannot give their own."""
    row = _require_open(db, viewer, invitation_id)
    if row.awaits is None or row.consented_at is not None:
        raise InvitationSettled
    is_sponsor = row.awaits == "sponsor" and row.sponsor_id == viewer.member_id
    may = is_sponsor or looks_after(db, viewer, row.sponsor_id)
    if not may:
        raise InvitationNotFound
    if row.invited_by == viewer.member_id:
        raise OwnInvitation
    return row
