"""What happens to guests by itself, looked at every minute: told before the end, closed at the end.

Each look finds what is due from the rows alone, so that nothing is missed after the server stood still.
"""

from datetime import date, timedelta

from sqlalchemy import Select, and_, exists, or_, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.jobs import Jobs
from kairan.core.kit.mail import post_letter
from kairan.core.viewer import MemberId, OrganizationId
from kairan.guests.entries import GuestEndTold, GuestRoomless
from kairan.guests.letters import Delivery, Facts, end_letters, roomless_letters
from kairan.guests.links import name_of
from kairan.guests.model import DAY_MS, GRACE_DAYS, TOLD_DAYS, days_left, guest_table, today
from kairan.guests.notices import tell_sponsor
from kairan.guests.sponsorship import close
from kairan.people import member_table, organization_stream
from kairan.talk.model import membership_table, present, room_table

EVERY_S = 60
AT_ONCE = 100  # the rest a minute later: other changes wait for one transaction

_g, _m, _r, _ms = guest_table.c, member_table.c, room_table.c, membership_table.c
_sponsor = member_table.alias("sponsor")

_in_a_room = exists(
    select(_ms.room_no)
    .join(room_table, _r.no == _ms.room_no)
    .where(_ms.member_id == _g.member_id, present, _r.kind == "group")
)


def register_jobs(jobs: Jobs, delivery: Delivery) -> None:
    """Add the look at the guests, once, where everything meets."""
    jobs.every(EVERY_S, "guests.look", lambda db: look_at_guests(db, delivery))


def look_at_guests(db: Db, delivery: Delivery) -> None:
    """Close who has come to their end or to the end of their grace; tell who is near it; note who has no room."""
    for guest in _due(db, _guests().where(_g.ends_on < today().isoformat())):
        close(db, None, guest, "expired")
    for guest in _due(db, _guests().where(_g.roomless_at <= now_ms() - GRACE_DAYS * DAY_MS, ~_in_a_room)):
        close(db, None, guest, "no_room")
    for guest in _due(db, _guests().where(_g.roomless_at.is_(None), ~_in_a_room)):
        _note_roomless(db, guest, delivery)
    for guest in _due(db, _guests().where(_g.roomless_at.is_not(None), _in_a_room)):
        _keep(db, guest, roomless_at=None)
    for days in sorted(TOLD_DAYS):
        last = (today() + timedelta(days=days)).isoformat()
        untold = or_(_g.told_days.is_(None), _g.told_days > days)
        for guest in _due(db, _guests().where(_g.ends_on <= last, untold)):
            _tell_end(db, guest, days, delivery)


def _guests() -> Select[*tuple[object, ...]]:
    """Select the guests who can come in, with who answers for them."""
    return (
        select(
            guest_table, _m.name, _m.mail, _m.status, _m.affiliation,
            _sponsor.c.name.label("sponsor"), _sponsor.c.mail.label("sponsor_mail"),
            _sponsor.c.status.label("sponsor_status"),
        )
        .join(member_table, and_(_m.id == _g.member_id, _m.kind == "guest", _m.status != "left"))
        .join(_sponsor, _sponsor.c.id == _g.sponsor_id)
    )  # fmt: skip


def _due(db: Db, statement: Select[*tuple[object, ...]]) -> list[Record]:
    """Return some of those who are due, each body's stream locked in a fixed order."""
    rows = db.all(statement.order_by(_g.organization_id, _g.member_id).limit(AT_ONCE))
    for organization_id in sorted({row.organization_id for row in rows}):
        hold(db, organization_stream(OrganizationId(organization_id)))
    return list(rows)


def _keep(db: Db, guest: Record, **values: int | None) -> None:
    db.execute(update(guest_table).where(_g.member_id == guest.member_id).values(values))


def _tell_end(db: Db, guest: Record, days: int, delivery: Delivery) -> None:
    """Tell the guest and who answers for them; whoever came with less than that left is told what is true."""
    _keep(db, guest, told_days=days)
    left = days_left(guest.ends_on)
    told = GuestEndTold(member_id=MemberId(guest.member_id), name=guest.name, ends_on=guest.ends_on, days=left)
    append(db, organization_stream(OrganizationId(guest.organization_id)), told, None)
    tell_sponsor(db, None, MemberId(guest.sponsor_id))
    if delivery.is_mailed and guest.mail:
        for letter in end_letters(_facts(db, guest), delivery, left):
            post_letter(db, guest.organization_id, letter)


def _note_roomless(db: Db, guest: Record, delivery: Delivery) -> None:
    _keep(db, guest, roomless_at=now_ms())
    closes_on = closing_day(now_ms()).isoformat()
    told = GuestRoomless(member_id=MemberId(guest.member_id), name=guest.name, closes_on=closes_on)
    append(db, organization_stream(OrganizationId(guest.organization_id)), told, None)
    tell_sponsor(db, None, MemberId(guest.sponsor_id))
    if delivery.is_mailed and guest.mail:
        for letter in roomless_letters(_facts(db, guest), delivery, closes_on):
            post_letter(db, guest.organization_id, letter)


def closing_day(roomless_at: int) -> date:
    """Return the day on which somebody who is in no room since then is closed."""
    return today() + timedelta(days=GRACE_DAYS - (now_ms() - roomless_at) // DAY_MS)


def _facts(db: Db, guest: Record) -> Facts:
    return Facts(
        about_id=guest.member_id,
        organization=name_of(db, OrganizationId(guest.organization_id)),
        name=guest.name,
        body=guest.affiliation or "",
        mail=guest.mail,
        ends_on=guest.ends_on,
        sponsor=guest.sponsor,
        sponsor_mail=guest.sponsor_mail if guest.sponsor_status == "active" else None,
    )
