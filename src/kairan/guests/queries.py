"""Reading guests and invitations: a sponsor's own, the whole body's, and what everybody may know of one."""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.mail import LetterState, states_of_letters
from kairan.core.kit.text import fold
from kairan.core.viewer import MemberId, Viewer
from kairan.guests.inviting import open_invitations
from kairan.guests.jobs import closing_day
from kairan.guests.letters import INVITATION
from kairan.guests.model import (
    Guest,
    GuestState,
    Invitation,
    InvitationId,
    InvitationStatus,
    RoomNamed,
    SponsorState,
    days_left,
    guest_table,
    invitation_table,
    link_table,
)
from kairan.guests.problems import GuestNotFound
from kairan.guests.rules import administers, require_guest, require_invitation
from kairan.people import Person, member_table, people_named, post_table, reach_of, within
from kairan.people.queries import known_to
from kairan.policy import require
from kairan.sessions import last_seen
from kairan.talk.model import RoomId, membership_table, present, room_table

PAGE = 100
MOST = 500  # guests or invitations in somebody's own list

_g, _i, _l, _m, _r, _ms, _p = (
    guest_table.c,
    invitation_table.c,
    link_table.c,
    member_table.c,
    room_table.c,
    membership_table.c,
    post_table.c,
)
Expiry = Literal["soon", "month"]


class GuestFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which guests are wanted; what is None does not matter."""

    sought: str = ""
    state: GuestState | None = None
    sponsor_id: MemberId | None = None
    room_id: str | None = None
    ends_by: str | None = None  # the last day is this one or earlier
    unsponsored: bool = False  # who answers for them has left, was suspended, or has moved


class GuestPage(msgspec.Struct, frozen=True):
    """Some guests, how many there are in all and without sponsor, and where the next page begins."""

    guests: list[Guest]
    total: int
    unsponsored: int
    next: str | None


class OwnGuests(msgspec.Struct, frozen=True):
    """The guests a member answers for, and the invitations they have to do with."""

    guests: list[Guest]
    invitations: list[Invitation]


class GuestCard(msgspec.Struct, frozen=True, kw_only=True):
    """What everybody who knows a guest may know of them; what they are here for is between them and their sponsor."""

    id: MemberId
    body: str | None
    ends_on: str
    sponsor: Person


def card(db: Db, viewer: Viewer, member_id: MemberId) -> GuestCard:
    """Return where a guest comes from, until when, and who answers for them. Problems: GuestNotFound."""
    row = db.first(
        select(guest_table, _m.affiliation)
        .join(member_table, _m.id == _g.member_id)
        .where(_g.member_id == member_id, known_to(viewer))
    )
    if row is None:
        raise GuestNotFound
    return GuestCard(
        id=member_id,
        body=row.affiliation,
        ends_on=row.ends_on,
        sponsor=people_named(db, [row.sponsor_id])[0],
    )


def own_guests(db: Db, viewer: Viewer) -> OwnGuests:
    """Return the guests the viewer answers for and their open invitations. Problems: RefusedByPolicy."""
    require(viewer, "invite_guest")
    mine = _guests().where(_g.sponsor_id == viewer.member_id, _m.status != "left")
    invited = or_(_i.invited_by == viewer.member_id, _i.sponsor_id == viewer.member_id)
    open_ones = select(invitation_table).where(open_invitations(viewer), invited).order_by(_i.created_at.desc())
    return OwnGuests(
        guests_of(db, viewer, db.all(mine.order_by(_g.ends_on, _m.kana).limit(MOST))),
        invitations_of(db, viewer, db.all(open_ones.limit(MOST))),
    )


def find_guests(db: Db, viewer: Viewer, wanted: GuestFilter, after: str | None = None) -> GuestPage:
    """Return a page of the guests whose sponsors are within the viewer's reach, by reading. Problems: RoleNeeded."""
    reached = within(reach_of(viewer, "guests"), _g.sponsor_id)
    conditions = [*_conditions(viewer, wanted), reached]
    statement = _guests().where(*conditions)
    counted = select(func.count()).select_from(guest_table.join(member_table, _m.id == _g.member_id))
    body = (_g.organization_id == viewer.organization_id, _m.status == "active", reached)
    if after is not None:
        kana, _, member_id = after.rpartition("|")
        statement = statement.where(or_(_m.kana > kana, and_(_m.kana == kana, _m.id > member_id)))
    rows = db.all(statement.order_by(_m.kana, _m.id).limit(PAGE + 1))
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return GuestPage(
        guests_of(db, viewer, rows[:PAGE]),
        db.scalar(counted.where(*conditions)) or 0,
        db.scalar(counted.where(*body, _has_no_sponsor())) or 0,
        None if last is None else f"{last.kana}|{last.member_id}",
    )


def find_invitations(db: Db, viewer: Viewer, sought: str = "") -> list[Invitation]:
    """Return the open invitations within the viewer's reach, the newest first. Problems: RoleNeeded."""
    reached = within(reach_of(viewer, "guests"), _i.sponsor_id)
    wanted = select(invitation_table).where(open_invitations(viewer), reached)
    rows = db.all(wanted.order_by(_i.created_at.desc()).limit(MOST))
    words = fold(sought).split()
    found = [row for row in rows if all(word in fold(f"{row.name} {row.kana} {row.body} {row.mail}") for word in words)]
    return invitations_of(db, viewer, found)


def guest(db: Db, viewer: Viewer, member_id: MemberId) -> Guest:
    """Return one guest for whom the viewer answers. Problems: GuestNotFound."""
    require_guest(db, viewer, member_id)
    return guests_of(db, viewer, db.all(_guests().where(_g.member_id == member_id)))[0]


def invitation(db: Db, viewer: Viewer, invitation_id: InvitationId) -> Invitation:
    """Return one invitation for which the viewer answers. Problems: InvitationNotFound."""
    require_invitation(db, viewer, invitation_id)
    return invitations_of(db, viewer, db.all(select(invitation_table).where(_i.id == invitation_id)))[0]


def _guests() -> Select[*tuple[object, ...]]:
    return select(
        guest_table, _m.name, _m.kana, _m.mail, _m.status, _m.affiliation, last_seen(_g.member_id).label("seen_at")
    ).join(member_table, _m.id == _g.member_id)


def _conditions(viewer: Viewer, wanted: GuestFilter) -> Iterable[ColumnElement[bool]]:
    yield _g.organization_id == viewer.organization_id
    if wanted.state is not None:
        yield _m.status == ("left" if wanted.state == "ended" else wanted.state)
    if wanted.sponsor_id is not None:
        yield _g.sponsor_id == wanted.sponsor_id
    if wanted.room_id is not None:
        in_room = select(_ms.member_id).join(room_table, _r.no == _ms.room_no).where(_r.id == wanted.room_id, present)
        yield _g.member_id.in_(in_room)
    if wanted.ends_by is not None:
        yield _g.ends_on <= wanted.ends_by
    if wanted.unsponsored:
        yield _has_no_sponsor()
    for word in fold(wanted.sought).split():
        in_mail = func.lower(_m.mail).contains(word, autoescape=True)
        in_body = func.lower(func.coalesce(_m.affiliation, "")).contains(word, autoescape=True)
        yield or_(_m.sought.contains(word, autoescape=True), in_mail, in_body)


def _has_no_sponsor() -> ColumnElement[bool]:
    """Restrict guests to those whose sponsor has gone, or has moved since they became it."""
    sponsor = member_table.alias("sponsor")
    present_one = exists(select(sponsor.c.id).where(sponsor.c.id == _g.sponsor_id, sponsor.c.status == "active"))
    same_place = exists(
        select(_p.member_id).where(_p.member_id == _g.sponsor_id, _p.department_id == _g.sponsor_department_id)
    )
    return or_(~present_one, and_(_g.sponsor_department_id.is_not(None), ~same_place))


def guests_of(db: Db, viewer: Viewer, rows: Sequence[Record]) -> list[Guest]:
    """Make guests of rows of `_guests()`."""
    people = {one.id: one for one in people_named(db, {row.sponsor_id for row in rows})}
    rooms = _rooms_of_guests(db, [row.member_id for row in rows])
    seen = _rooms_seen(db, viewer)
    moved = _moved(db, rows)
    return [
        Guest(
            id=row.member_id,
            name=row.name,
            kana=row.kana,
            body=row.affiliation,
            mail=row.mail,
            state="ended" if row.status == "left" else row.status,
            purpose=row.purpose,
            ends_on=row.ends_on,
            days_left=days_left(row.ends_on),
            sponsor=people[row.sponsor_id],
            sponsor_state=_sponsor_state(people[row.sponsor_id], has_moved=row.member_id in moved),
            rooms=[room for room in rooms.get(row.member_id, []) if seen is None or room.id in seen],
            more_rooms=sum(1 for room in rooms.get(row.member_id, []) if seen is not None and room.id not in seen),
            closes_on=None if row.roomless_at is None else closing_day(row.roomless_at).isoformat(),
            ended_at=row.ended_at if row.status == "left" else None,
            ended_why=row.ended_why if row.status == "left" else None,
            seen_at=row.seen_at,
        )
        for row in rows
    ]


def _sponsor_state(sponsor: Person, *, has_moved: bool) -> SponsorState:
    if sponsor.status != "active":
        return "gone"
    return "moved" if has_moved else "present"


def _moved(db: Db, rows: Sequence[Record]) -> set[str]:
    """Return the guests whose sponsor holds no post any more where they worked when they became it."""
    held = {
        (row.member_id, row.department_id)
        for row in db.execute(
            select(_p.member_id, _p.department_id).where(_p.member_id.in_({row.sponsor_id for row in rows}))
        )
    }
    return {
        row.member_id
        for row in rows
        if row.sponsor_department_id is not None and (row.sponsor_id, row.sponsor_department_id) not in held
    }


def _rooms_of_guests(db: Db, member_ids: Sequence[str]) -> dict[str, list[RoomNamed]]:
    rows = db.execute(
        select(_ms.member_id, _r.id, _r.name)
        .join(room_table, _r.no == _ms.room_no)
        .where(_ms.member_id.in_(member_ids), present, _r.kind == "group")
        .order_by(_r.name, _r.id)
    )
    found: dict[str, list[RoomNamed]] = {}
    for row in rows:
        found.setdefault(row.member_id, []).append(RoomNamed(row.id, row.name or ""))
    return found


def _rooms_seen(db: Db, viewer: Viewer) -> set[str] | None:
    """Return the rooms whose names the viewer may read: their own; None is all of the body, for its administrator."""
    if administers(viewer):
        return None
    mine = select(_r.id).join(membership_table, _ms.room_no == _r.no)
    return set(db.scalars(mine.where(_ms.member_id == viewer.member_id, present)))


def invitations_of(db: Db, viewer: Viewer, rows: Sequence[Record]) -> list[Invitation]:
    """Make invitations of rows of their table."""
    people = {
        one.id: one for one in people_named(db, {id_ for row in rows for id_ in (row.sponsor_id, row.invited_by)})
    }
    chosen = {row.id: msgspec.json.decode(row.rooms, type=list[str]) for row in rows}
    names = {
        row.id: row.name or ""
        for row in db.execute(
            select(_r.id, _r.name).where(_r.id.in_({room for rooms in chosen.values() for room in rooms}))
        )
    }
    seen = _rooms_seen(db, viewer)
    former = set(
        db.scalars(select(_m.id).where(_m.id.in_({row.member_id for row in rows} - {None}), _m.status == "left"))
    )
    expiry = _link_expiry(db, [row.id for row in rows])
    letters = states_of_letters(db, INVITATION, [row.id for row in rows])
    return [
        Invitation(
            id=row.id,
            name=row.name,
            kana=row.kana,
            body=row.body,
            mail=row.mail,
            purpose=row.purpose,
            ends_on=row.ends_on,
            rooms=[
                RoomNamed(RoomId(one), names[one])
                for one in chosen[row.id]
                if one in names and (seen is None or one in seen)
            ],
            more_rooms=sum(1 for one in chosen[row.id] if seen is not None and one not in seen),
            sponsor=people[row.sponsor_id],
            invited_by=people[row.invited_by],
            status=_status(row, expiry.get(row.id)),
            awaits=row.awaits if row.consented_at is None else None,
            is_known=row.member_id is not None,
            is_former=row.accepted_at is None and row.member_id in former,
            created_at=row.created_at,
            link_expires_at=expiry.get(row.id),
            letter=_letter(row, letters),
        )
        for row in rows
    ]


def _letter(row: Record, letters: dict[str, LetterState]) -> LetterState | None:
    found = letters.get(row.id)
    return None if found is None or found.error == "withdrawn" else found


def _link_expiry(db: Db, ids: Sequence[str]) -> dict[str, int]:
    rows = db.execute(select(_l.invitation_id, _l.expires_at).where(_l.invitation_id.in_(ids), _l.voided_at.is_(None)))
    return {row.invitation_id: row.expires_at for row in rows}


def _status(row: Record, expires_at: int | None) -> InvitationStatus:
    if row.accepted_at is not None:
        return "accepted"
    if row.withdrawn_at is not None:
        return "withdrawn"
    if row.declined_at is not None:
        return "declined"
    if row.awaits is not None and row.consented_at is None:
        return "awaiting"
    return "expired" if expires_at is not None and expires_at <= now_ms() else "sent"
