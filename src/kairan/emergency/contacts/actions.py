"""Giving one's own emergency contacts, and looking up those of somebody who does not answer."""

import re

import msgspec
from sqlalchemy import delete, select

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.mail import is_address
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.text import bounded_text
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import MemberId, Viewer
from kairan.emergency.broadcasts.counting import is_waited_for
from kairan.emergency.broadcasts.finding import led, within_reach
from kairan.emergency.broadcasts.model import BroadcastId, broadcast_person_table
from kairan.emergency.broadcasts.problems import BroadcastNotFound
from kairan.emergency.contacts.entries import EmergencyContactChanged, EmergencyContactSeen
from kairan.emergency.contacts.model import WHO_LIMIT, EmergencyContact, emergency_contact_table
from kairan.emergency.contacts.problems import ContactsClosed, ContactUnfit
from kairan.people import member_stream, organization_stream

_e, _bp = emergency_contact_table.c, broadcast_person_table.c
_PHONE = re.compile(r"\+?[0-9][0-9 -]{4,28}")
NONE = EmergencyContact()


def _kept_for(member_id: str) -> str:
    return f"emergency-contact:{member_id}"


def own_contact(db: Db, viewer: Viewer, box: SecretBox) -> EmergencyContact:
    """Return what the viewer gave."""
    return contact_of(db, box, viewer.member_id)


def contact_of(db: Db, box: SecretBox, member_id: str) -> EmergencyContact:
    """Return what somebody gave, for who may use it."""
    sealed = db.scalar(select(_e.sealed).where(_e.member_id == member_id))
    return (
        NONE if sealed is None else msgspec.json.decode(box.open(sealed, _kept_for(member_id)), type=EmergencyContact)
    )


def keep_contact(db: Db, viewer: Viewer, box: SecretBox, typed: EmergencyContact) -> EmergencyContact:
    """Keep what the viewer gives; nothing at all takes it back. Problems: ContactUnfit, TextNotStorable."""
    given = _good(typed)
    hold(db, member_stream(viewer.member_id))
    if given == contact_of(db, box, viewer.member_id):
        return given
    if given == NONE:
        db.execute(delete(emergency_contact_table).where(_e.member_id == viewer.member_id))
    else:
        sealed = box.seal(msgspec.json.encode(given).decode(), _kept_for(viewer.member_id))
        kept = {"sealed": sealed, "has_phone": bool(given.phone), "changed_at": now_ms()}
        values = {"organization_id": viewer.organization_id, **kept}
        put = upsert(db, emergency_contact_table).values(member_id=viewer.member_id, **values)
        db.execute(put.on_conflict_do_update(index_elements=[_e.member_id], set_=values))
    append(db, member_stream(viewer.member_id), EmergencyContactChanged(is_given=given != NONE), viewer)
    return given


def _good(typed: EmergencyContact) -> EmergencyContact:
    given = EmergencyContact(
        phone=typed.phone.strip(),
        mail=typed.mail.strip(),
        family=bounded_text(typed.family.strip(), WHO_LIMIT).replace("\n", " "),
        family_phone=typed.family_phone.strip(),
    )
    numbers = [one for one in (given.phone, given.family_phone) if one]
    if any(_PHONE.fullmatch(one) is None for one in numbers) or (given.mail and not is_address(given.mail)):
        raise ContactUnfit
    return given


def look_up_contact(
    db: Db, viewer: Viewer, box: SecretBox, broadcast_id: BroadcastId, member_id: MemberId
) -> EmergencyContact:
    """Return how somebody who does not answer is reached in private; it stands on the record, and they see it, too.

    Problems: RoleNeeded, BroadcastNotFound, ContactsClosed.
    """
    row = led(db, viewer, broadcast_id)
    here = (_bp.broadcast_id == broadcast_id, _bp.member_id == member_id, within_reach(viewer))
    person = db.first(select(is_waited_for(row.asked).label("waits")).where(*here))
    if person is None:
        raise BroadcastNotFound
    if row.is_drill or row.ended_at is not None or not person.waits:
        raise ContactsClosed
    contact = contact_of(db, box, member_id)
    if contact != NONE:
        seen = EmergencyContactSeen(member_id=member_id, title=row.title)
        append(db, organization_stream(viewer.organization_id), seen, viewer)
        append(db, member_stream(member_id), seen, viewer)
    return contact
