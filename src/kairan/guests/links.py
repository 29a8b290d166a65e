"""One-time links: unguessable, kept as digests, good for a few days and one use; a newer one voids the earlier."""

import hashlib
import secrets

from sqlalchemy import insert, select, update

from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.mail import post_letter, withdraw_letters
from kairan.core.viewer import OrganizationId, Viewer
from kairan.guests.entries import GuestInvitationSent
from kairan.guests.letters import INVITATION, Delivery, Facts, invitation_letter, path_of
from kairan.guests.model import DAY_MS, LINK_DAYS, end_of, invitation_table, link_table
from kairan.people import organization_stream, organization_table, people_named
from kairan.talk.model import room_table

_l, _i = link_table.c, invitation_table.c


def digest_of(token: str) -> str:
    """Return what is stored instead of the token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def send_link(db: Db, viewer: Viewer, invitation: Record, rooms: list[str], delivery: Delivery) -> str | None:
    """Make a new link and mail it; returns it where no mail can be sent, to be shown this once."""
    void_links(db, invitation.id)
    token, now = secrets.token_urlsafe(32), now_ms()
    expires_at = min(now + LINK_DAYS * DAY_MS, end_of(invitation.ends_on))
    values = {"digest": digest_of(token), "invitation_id": invitation.id, "mailed": delivery.is_mailed}
    db.execute(insert(link_table).values(**values, created_at=now, expires_at=expires_at))
    sent = GuestInvitationSent(invitation_id=invitation.id, name=invitation.name, mailed=delivery.is_mailed)
    append(db, organization_stream(viewer.organization_id), sent, viewer)
    if delivery.guest_url is None:
        return f"{delivery.shown_url}{path_of(token)}"
    facts, by = facts_of(db, invitation)
    letter = invitation_letter(facts, delivery.guest_url, token, rooms, invitation.purpose, by)
    post_letter(db, viewer.organization_id, letter)
    return None


def void_links(db: Db, invitation_id: str) -> None:
    """Make every earlier link of an invitation worthless, also those in letters that still wait."""
    db.execute(
        update(link_table).where(_l.invitation_id == invitation_id, _l.voided_at.is_(None)).values(voided_at=now_ms())
    )
    withdraw_letters(db, INVITATION, invitation_id)


def facts_of(db: Db, invitation: Record) -> tuple[Facts, str]:
    """Return what the letter says, and who invited."""
    people = {one.id: one for one in people_named(db, {invitation.sponsor_id, invitation.invited_by})}
    names = {key: one.called for key, one in people.items()}
    facts = Facts(
        about_id=invitation.id,
        organization=name_of(db, OrganizationId(invitation.organization_id)),
        name=invitation.name,
        body=invitation.body,
        mail=invitation.mail,
        ends_on=invitation.ends_on,
        sponsor=names[invitation.sponsor_id],
    )
    return facts, names[invitation.invited_by]


def name_of(db: Db, organization_id: OrganizationId) -> str:
    """Return the name of a body."""
    return str(db.scalar(select(organization_table.c.name).where(organization_table.c.id == organization_id)))


def names_of_rooms(db: Db, room_ids: list[str]) -> dict[str, str]:
    """Return the names of rooms, by id; for who was allowed to choose them."""
    rows = db.execute(select(room_table.c.id, room_table.c.name).where(room_table.c.id.in_(room_ids)))
    return {row.id: row.name or "" for row in rows}
